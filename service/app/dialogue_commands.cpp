#include <fmt/format.h>

#include <charconv>

#include "app/command_line.h"
#include "app/commands.h"

namespace lyhord::app {
namespace {

using base::Fault;
using base::Result;

Outcome printed(std::string output) {
    return {.exit_code = 0, .output = std::move(output), .errors = {}};
}

Outcome wrong_value(std::string_view option, std::string_view wanted) {
    return {.exit_code = 2,
            .output = {},
            .errors = fmt::format("lyhord: --{} must be {}\n", option, wanted)};
}

std::optional<std::int64_t> whole_number(const std::string& text) {
    std::int64_t number = 0;
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (fault != std::errc() || end != text.data() + text.size()) {
        return std::nullopt;
    }
    return number;
}

// Reads the options of `dialogue open`; the first one that does not fit is the outcome.
class OpenReader {
public:
    explicit OpenReader(const Command& command) : command_(command) {
        day("opens-at", options.opens_at);
        day("closes-at", options.closes_at);
        day("publish-by", options.publish_by);
        day("free-text-delete-date", options.free_text_delete_date);
        number("expected-answers", options.expected_answers);
        number("grace-hours", options.grace_hours);
        if (command.has("decision-ref")) {
            options.decision_ref = command.option("decision-ref");
        }
        read_release();
    }

    rounds::OpenOptions options;
    std::optional<Outcome> problem;

private:
    void day(std::string_view name, std::optional<base::Day>& into) {
        if (command_.has(name)) {
            into = base::Day::parse(command_.option(name));
            refuse_unless(into.has_value(), name, "a day, YYYY-MM-DD");
        }
    }

    void number(std::string_view name, std::optional<std::int64_t>& into) {
        if (command_.has(name)) {
            into = whole_number(command_.option(name));
            refuse_unless(into.has_value(), name, "a whole number");
        }
    }

    void read_release() {
        std::optional<std::int64_t> batch_min;
        number("batch-min", batch_min);
        if (!command_.has("release")) {
            return;
        }
        const std::string& rhythm = command_.option("release");
        refuse_unless(rhythm == "settlement" || rhythm == "week", "release", "settlement or week");
        options.release = domain::ReleaseRhythm{
            .weekly = rhythm == "week",
            .batch_min =
                static_cast<int>(batch_min.value_or(base::limits::weekly_batch_min_default))};
    }

    void refuse_unless(bool fits, std::string_view name, std::string_view wanted) {
        if (!fits && !problem) {
            problem = wrong_value(name, wanted);
        }
    }

    const Command& command_;
};

Outcome import_dialogue(Service& service, const Command& command) {
    const auto imported = service.lifecycle.import_dialogue(command.input);
    if (!imported) {
        return failed(imported.error());
    }
    return printed(imported->slug + (imported->revised_open_round
                                         ? ": the wording of the open round is revised\n"
                                         : ": imported; 'lyhord dialogue open' opens a round\n"));
}

Outcome open_dialogue(Service& service, const Command& command) {
    const OpenReader reader(command);
    if (reader.problem) {
        return *reader.problem;
    }
    const auto round = service.lifecycle.open(command.option("SLUG"), reader.options);
    if (!round) {
        return failed(round.error());
    }
    return printed(fmt::format("{}: round {} is {}\n",
                               round->slug,
                               round->number,
                               domain::round_state_name(round->state)));
}

std::string day_text(const std::optional<base::Day>& day) { return day ? day->text() : "-"; }

Outcome list_dialogues(Service& service) {
    std::string output;
    for (const reporting::RoundSummary& round : service.reports.summaries()) {
        output += fmt::format("{}  round {}  {}  closes {}  received {}  released {}  batch {}\n",
                              round.slug,
                              round.number,
                              round.state,
                              day_text(round.closes_at),
                              round.received,
                              round.released,
                              round.batch);
    }
    const auto dialogues = service.store->dialogues();
    if (!dialogues) {
        return failed(dialogues.error());
    }
    for (const store::DialogueRow& dialogue : *dialogues) {
        if (service.frozen_rounds.current(dialogue.slug) == nullptr) {
            output += dialogue.slug + "  imported, no round yet\n";
        }
    }
    return printed(output);
}

Outcome after(const Result<void>& done, std::string output) {
    return done ? printed(std::move(output)) : failed(done.error());
}

Outcome import_document(const domain::Imported<std::string>& imported) {
    return imported ? printed(*imported + ": imported\n") : failed(imported.error());
}

}  // namespace

Outcome run_dialogue_command(Service& service, const Command& command) {
    const std::string& slug = command.option("SLUG");
    if (command.name == "dialogue import") {
        return import_dialogue(service, command);
    }
    if (command.name == "dialogue list") {
        return list_dialogues(service);
    }
    if (command.name == "dialogue open") {
        return open_dialogue(service, command);
    }
    if (command.name == "dialogue close") {
        return after(service.lifecycle.close(slug), slug + ": closed\n");
    }
    if (command.name == "dialogue settle") {
        return after(service.lifecycle.settle(slug, command.has("now")), slug + ": settled\n");
    }
    if (command.name == "dialogue export") {
        const Result<std::string> text = service.lifecycle.export_dialogue(slug);
        return text ? printed(*text) : failed(text.error());
    }
    if (command.name == "areas import") {
        return import_document(service.lifecycle.import_areas(command.input));
    }
    return import_document(service.lifecycle.import_codebook(command.input));
}

}  // namespace lyhord::app
