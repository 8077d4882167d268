#include "operations/restore.h"

namespace lyhord::operations {

std::vector<std::string> RestoreReport::lines() const {
    const auto text = [](std::int64_t count) { return std::to_string(count); };
    std::vector<std::string> lines{
        "restored " + text(rounds) + " rounds: " + text(answers_counted) + " counted answers, " +
        text(answers_uncounted) + " sealed answers that the next ticks count, " + text(comments) +
        " comments"};
    if (!set_aside.empty()) {
        lines.push_back("the database that was here is now " + set_aside.string() +
                        ": remove it when it is no longer needed, for it holds texts");
    }
    if (recovery_key_given) {
        lines.push_back(text(keys_unwrapped) + " keys were unwrapped with the recovery key");
    }
    if (answers_lost > 0 || pieces_lost > 0 || comments_lost > 0) {
        lines.push_back("LOST, since no key opens them: " + text(answers_lost) +
                        " answers not yet counted, " + text(pieces_lost) +
                        " sealed pieces of answers that waited for a batch, " +
                        text(comments_lost) + " comments not yet reviewed");
    } else {
        lines.emplace_back("nothing that the backup holds is lost");
    }
    if (comments_withdrawn > 0) {
        lines.push_back(text(comments_withdrawn) +
                        " comments were withdrawn after the backup, and are gone again");
    }
    if (texts_overdue > 0) {
        lines.push_back(text(texts_overdue) +
                        " comments are beyond their day of disposal: run 'lyhord disposal run'");
    }
    if (!recovery_key_given) {
        lines.emplace_back(
            "if this is a new machine, it has no recovery key: 'lyhord keys "
            "recovery' makes one");
    }
    lines.emplace_back(
        "everybody on the staff signs in again; accounts and tokens are as they were "
        "at the time of the backup: look them through");
    return lines;
}

}  // namespace lyhord::operations
