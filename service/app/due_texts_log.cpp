#include "app/due_texts_log.h"

#include "app/command_line.h"
#include "base/log/log.h"

namespace lyhord::app {
namespace {

constexpr base::Literal notice("texts are to be disposed of: decide, and 'lyhord disposal run'");

}  // namespace

void log_due_texts(operations::DisposalReminder& reminder) {
    const auto due = reminder.due_once_a_day();
    if (!due) {
        base::log::error(due.error());
        return;
    }
    for (const operations::DueTexts& texts : *due) {
        // The line is made of the dialogue's slug, numbers and a day: the operator's own words.
        const base::Error line = CommandLine::error(base::Fault::conflict, notice, texts.line());
        base::log::warning(notice, line.details());
    }
}

}  // namespace lyhord::app
