#include "operations/check.h"

#include <algorithm>
#include <chrono>
#include <thread>

#include "base/limits.h"
#include "operations/first_error.h"
#include "operations/wrapped_keys.h"

namespace lyhord::operations {
namespace {

using base::Result;
using base::crypto::KeyPair;
using base::crypto::PublicKey;
using store::EpochRow;

// A tick makes a key before its epoch, and destroys it before the epoch is forgotten.
constexpr std::chrono::milliseconds key_patience{200};

bool same_epochs(const std::vector<EpochRow>& left, const std::vector<EpochRow>& right) {
    return std::ranges::equal(left, right, [](const EpochRow& a, const EpochRow& b) {
        return a.round == b.round && a.number == b.number && a.open == b.open &&
               a.drained == b.drained;
    });
}

std::string name_of(const store::EpochKeyName& epoch) {
    return "epoch " + std::to_string(epoch.number) + " of round " + base::hex(epoch.round);
}

std::string round_name(const RoundLedger& round) {
    return round.slug + " round " + std::to_string(round.number);
}

void append(std::vector<std::string>& lines, const std::vector<std::string>& more) {
    lines.insert(lines.end(), more.begin(), more.end());
}

std::string question_line(const QuestionLedger& question) {
    std::string line = "    " + question.id + ": " + std::to_string(question.base) + " counted";
    if (question.withheld > 0) {
        line += ", " + std::to_string(question.withheld) + " withheld";
    }
    if (question.withdrawn > 0) {
        line += ", " + std::to_string(question.withdrawn) + " texts withdrawn before";
    }
    return line;
}

std::vector<std::string> round_lines(const RoundLedger& round) {
    std::string sum = round_name(round) + " (" + std::string(round_state_name(round.state)) +
                      "): " + std::to_string(round.acknowledged) +
                      " acknowledged = " + std::to_string(round.admitted) + " counted + " +
                      std::to_string(round.pending) + " sealed + " +
                      std::to_string(round.waiting_answers()) + " waiting + " +
                      std::to_string(round.withheld) + " withheld";
    if (round.lost > 0) {
        sum += " + " + std::to_string(round.lost) + " lost";
    }
    std::vector<std::string> lines{std::move(sum),
                                   "    " + std::to_string(round.waiting_pieces) +
                                       " sealed pieces wait; " + std::to_string(round.comments) +
                                       " comments, " + std::to_string(round.comments_pending) +
                                       " not yet reviewed"};
    for (const QuestionLedger& question : round.questions) {
        lines.push_back(question_line(question));
    }
    return lines;
}

}  // namespace

// Read again while a tick moves the numbers.
Result<std::vector<RoundLedger>> Check::ledgers() {
    for (int tries = 1;; ++tries) {
        const Result<std::vector<EpochRow>> before = parts_.store.epochs();
        const Result<std::vector<domain::Round>> rounds = parts_.store.rounds();
        const Result<std::vector<store::RoundTally>> tallies = parts_.store.tallies();
        if (const auto error = first_error(before, rounds, tallies)) {
            return base::fail(*error);
        }
        std::vector<RoundLedger> ledgers;
        for (const domain::Round& round : *rounds) {
            Result<RoundLedger> ledger = read_ledger(parts_.store, *tallies, round);
            if (!ledger) {
                return base::fail(ledger.error());
            }
            ledgers.push_back(std::move(*ledger));
        }
        const Result<std::vector<EpochRow>> after = parts_.store.epochs();
        if (!after) {
            return base::fail(after.error());
        }
        if (same_epochs(*before, *after)) {
            return ledgers;
        }
        if (tries == base::limits::check_tries_max) {
            return base::fail(base::Fault::busy, "ticks follow each other too fast: check again");
        }
    }
}

Result<std::vector<std::string>> Check::key_problems() {
    const Result<std::vector<EpochRow>> epochs = parts_.store.epochs();
    const Result<EpochKeys> keys = with_present_keys({}, parts_.keys);
    if (const auto error = first_error(epochs, keys)) {
        return base::fail(*error);
    }
    std::vector<std::string> problems;
    for (const EpochRow& epoch : without_key(*epochs, *keys)) {
        problems.push_back("keys: the key of " +
                           name_of({.round = epoch.round, .number = epoch.number}) +
                           " is missing or another one: what is sealed to it cannot be counted; "
                           "put its file back, or restore a backup from before it was lost with "
                           "the recovery key");
    }
    for (const auto& [name, key] : *keys) {
        const bool known = std::ranges::any_of(*epochs, [&name](const EpochRow& epoch) {
            return epoch.round == name.round && epoch.number == name.number;
        });
        if (!known) {
            problems.push_back("keys: the key of " + name_of(name) +
                               " has outlived it: the next start of the service destroys it");
        }
    }
    return problems;
}

// Those that are there at two looks: numbers of epochs are never used twice, so what a tick has on
// its way is another problem at each.
Result<std::vector<std::string>> Check::lasting_key_problems() {
    const Result<std::vector<std::string>> first = key_problems();
    if (!first || first->empty()) {
        return first;
    }
    std::this_thread::sleep_for(key_patience);
    Result<std::vector<std::string>> second = key_problems();
    if (second) {
        std::erase_if(*second, [&first](const std::string& problem) {
            return std::ranges::find(*first, problem) == first->end();
        });
    }
    return second;
}

// Comments that nobody has reviewed need the key that they are sealed to.
Result<std::vector<std::string>> Check::review_problems(std::int64_t unreviewed) {
    std::vector<std::string> problems;
    if (unreviewed == 0) {
        return problems;
    }
    const Result<KeyPair> key = parts_.keys.present_review_key();
    const Result<std::optional<PublicKey>> used = parts_.store.review_key();
    if (!used) {
        return base::fail(used.error());
    }
    const std::string comments = std::to_string(unreviewed) + " comments";
    const std::string what_to_do =
        ": put its file back, or restore a backup from before the key was lost with the recovery "
        "key; if there is none, 'lyhord comments give-up' lets the rounds go on without them";
    if (!key && key.error().fault() == base::Fault::io) {
        return base::fail(key.error());
    }
    if (!key) {
        problems.push_back("keys: the review key is missing, and " + comments +
                           " are sealed to it" + what_to_do);
    } else if (*used && **used != key->public_key) {
        problems.push_back("keys: the review key is not the one that " + comments +
                           " are sealed to" + what_to_do);
    }
    return problems;
}

Result<CheckedData> Check::run() {
    const Result<store::CheckReport> engine = parts_.store.check();
    const Result<std::vector<std::string>> keys = lasting_key_problems();
    Result<std::vector<RoundLedger>> rounds = ledgers();
    const Result<std::vector<EpochRow>> epochs = parts_.store.epochs();
    if (const auto error = first_error(engine, keys, rounds, epochs)) {
        return base::fail(*error);
    }
    CheckedData checked{.schema = engine->schema,
                        .epochs = static_cast<std::int64_t>(epochs->size()),
                        .rounds = std::move(*rounds),
                        .problems = engine->problems};
    append(checked.problems, *keys);
    std::int64_t unreviewed = 0;
    for (const RoundLedger& round : checked.rounds) {
        unreviewed += round.comments_pending;
        for (const std::string& problem : round.problems) {
            checked.problems.push_back(round_name(round) + ": " + problem);
        }
    }
    const Result<std::vector<std::string>> review = review_problems(unreviewed);
    if (!review) {
        return base::fail(review.error());
    }
    append(checked.problems, *review);
    return checked;
}

std::vector<std::string> CheckedData::lines() const {
    std::vector<std::string> lines{"schema " + std::to_string(schema) + ", " +
                                   std::to_string(rounds.size()) + " rounds, " +
                                   std::to_string(epochs) + " epochs"};
    for (const RoundLedger& round : rounds) {
        append(lines, round_lines(round));
    }
    for (const std::string& problem : problems) {
        lines.push_back("PROBLEM " + problem);
    }
    if (sound()) {
        lines.emplace_back("no problems found");
    }
    return lines;
}

}  // namespace lyhord::operations
