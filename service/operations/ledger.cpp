#include "operations/ledger.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "operations/first_error.h"
#include "operations/loss.h"

namespace lyhord::operations {
namespace {

using base::Result;
using domain::FrozenRound;
using domain::ReleaseQuestion;
using store::CounterDelta;

// The released counters of a round, by what they count.
class Counters {
public:
    explicit Counters(const std::vector<CounterDelta>& rows) {
        for (const CounterDelta& row : rows) {
            totals_[{row.question, row.dimension, row.category, row.option}] = row.count;
        }
    }
    std::int64_t at(std::size_t question,
                    std::int64_t dimension,
                    std::int64_t category,
                    std::int64_t option) const {
        const auto found =
            totals_.find({static_cast<std::int64_t>(question), dimension, category, option});
        return found == totals_.end() ? 0 : found->second;
    }

private:
    std::map<std::tuple<std::int64_t, std::int64_t, std::int64_t, std::int64_t>, std::int64_t>
        totals_;
};

// The whole of a question, or one category of it.
struct Part {
    std::int64_t dimension = -1;
    std::int64_t category = -1;
};

constexpr std::int64_t base_option = -1;

// One choice each: the options sum to the base. Several choices: none exceeds it.
bool options_fit(const Counters& counters,
                 const FrozenRound& round,
                 std::size_t question,
                 const Part& part) {
    const ReleaseQuestion& plan = round.plan.questions[question];
    const std::int64_t base = counters.at(question, part.dimension, part.category, base_option);
    std::int64_t sum = 0;
    bool within = true;
    for (std::size_t option = 0; option < plan.options.size(); ++option) {
        const std::int64_t count =
            counters.at(question, part.dimension, part.category, static_cast<std::int64_t>(option));
        within = within && count >= 0 && count <= base;
        sum += count;
    }
    return within && (plan.kind != domain::ValueKind::one || sum == base);
}

// The categories of a dimension sum to the whole, for the base and for every option.
bool categories_fit(const Counters& counters,
                    const FrozenRound& round,
                    std::size_t question,
                    std::size_t dimension) {
    const ReleaseQuestion& plan = round.plan.questions[question];
    const auto categories = round.plan.dimensions[plan.dimensions[dimension]].categories.size();
    const auto options = static_cast<std::int64_t>(plan.options.size());
    for (std::int64_t option = base_option; option < options; ++option) {
        std::int64_t sum = 0;
        for (std::size_t category = 0; category < categories; ++category) {
            sum += counters.at(question,
                               static_cast<std::int64_t>(dimension),
                               static_cast<std::int64_t>(category),
                               option);
        }
        if (sum != counters.at(question, -1, -1, option)) {
            return false;
        }
    }
    for (std::size_t category = 0; category < categories; ++category) {
        const Part part{.dimension = static_cast<std::int64_t>(dimension),
                        .category = static_cast<std::int64_t>(category)};
        if (!options_fit(counters, round, question, part)) {
            return false;
        }
    }
    return true;
}

std::vector<std::string> contradictions(const Counters& counters,
                                        const FrozenRound& round,
                                        std::size_t question,
                                        const QuestionLedger& ledger) {
    std::vector<std::string> found;
    const std::int64_t counted = counters.at(question, -1, -1, base_option);
    if (counted != ledger.base) {
        found.push_back(ledger.id + ": its batches admitted " + std::to_string(ledger.base) +
                        ", its counters say " + std::to_string(counted));
    }
    if (!options_fit(counters, round, question, {})) {
        found.push_back(ledger.id + ": its options do not agree with its base");
    }
    const ReleaseQuestion& plan = round.plan.questions[question];
    for (std::size_t i = 0; i < plan.dimensions.size(); ++i) {
        if (!categories_fit(counters, round, question, i)) {
            found.push_back(ledger.id + " by " + round.plan.dimensions[plan.dimensions[i]].id +
                            ": its parts do not sum to its whole");
        }
    }
    return found;
}

std::vector<QuestionLedger> question_ledgers(const FrozenRound& round,
                                             const Counters& counters,
                                             const std::vector<store::QuestionBatch>& batches) {
    std::vector<QuestionLedger> ledgers(round.plan.questions.size());
    for (std::size_t i = 0; i < ledgers.size(); ++i) {
        ledgers[i].id = round.plan.questions[i].id;
        ledgers[i].withdrawn = counters.at(i, store::withdrawn_dimension, -1, base_option);
    }
    for (const store::QuestionBatch& batch : batches) {
        if (batch.question < ledgers.size()) {
            ledgers[batch.question].base += batch.base;
            ledgers[batch.question].withheld += batch.withheld;
        }
    }
    return ledgers;
}

Result<bool> question_waits(store::Store& store, const base::Id& round, std::size_t question) {
    const Result<std::vector<store::EpochRow>> epochs = store.epochs();
    if (!epochs) {
        return base::fail(epochs.error());
    }
    for (const store::EpochRow& epoch : *epochs) {
        if (epoch.round != round) {
            continue;
        }
        const Result<std::vector<store::WaitingPiece>> pieces = store.waiting(round, epoch.number);
        if (!pieces) {
            return base::fail(pieces.error());
        }
        for (const store::WaitingPiece& piece : *pieces) {
            if (piece.question == question) {
                return true;
            }
        }
    }
    return false;
}

Result<store::RoundTally> tally_of(const std::vector<store::RoundTally>& tallies,
                                   const base::Id& round) {
    const auto found = std::ranges::find(tallies, round, &store::RoundTally::round);
    return found != tallies.end()
               ? Result<store::RoundTally>(*found)
               : base::fail(base::Fault::corrupt, "a round has no count of its answers");
}

std::string equation(const RoundLedger& ledger) {
    return std::to_string(ledger.acknowledged) + " answers were acknowledged, but " +
           std::to_string(ledger.admitted) + " are counted, " + std::to_string(ledger.pending) +
           " sealed, " + std::to_string(ledger.withheld) + " withheld and " +
           std::to_string(ledger.lost) + " lost";
}

void compare_totals(RoundLedger& ledger) {
    const std::int64_t rest = ledger.waiting_answers();
    if (rest < 0 || (rest > 0 && !ledger.participation_waits)) {
        ledger.problems.push_back(equation(ledger));
    }
    if (rest == 0 && ledger.participation_waits) {
        ledger.problems.push_back(equation(ledger) + ", and yet some wait");
    }
    if (ledger.state == domain::RoundState::settled &&
        (ledger.pending > 0 || ledger.waiting_pieces > 0)) {
        ledger.problems.emplace_back("it is settled, but sealed answers are left");
    }
    const std::int64_t opened = ledger.acknowledged - ledger.pending;
    for (const QuestionLedger& question : ledger.questions) {
        if (question.base + question.withheld + question.withdrawn > opened) {
            ledger.problems.push_back(question.id + ": more is counted than was answered");
        }
    }
}

}  // namespace

Result<RoundLedger> read_ledger(store::Store& store,
                                const std::vector<store::RoundTally>& tallies,
                                const domain::Round& round) {
    const Result<FrozenRound> frozen = domain::thaw(round);
    const Result<store::RoundTally> tally = tally_of(tallies, round.id);
    const Result<store::ReleasedRows> released = store.released(round.id);
    const Result<std::int64_t> lost = answers_lost(store, round.id);
    if (const auto error = first_error(frozen, tally, released, lost)) {
        return base::fail(*error);
    }
    const Result<bool> waits = question_waits(store, round.id, frozen->plan.questions.size() - 1);
    if (!waits) {
        return base::fail(waits.error());
    }
    const Counters counters(released->counters);
    RoundLedger ledger{.slug = round.slug,
                       .number = round.number,
                       .state = round.state,
                       .acknowledged = tally->acknowledged,
                       .pending = tally->pending,
                       .lost = *lost,
                       .waiting_pieces = tally->waiting_pieces,
                       .participation_waits = *waits,
                       .comments = tally->comments,
                       .comments_pending = tally->comments_pending,
                       .questions = question_ledgers(*frozen, counters, released->batches),
                       .problems = {}};
    ledger.admitted = ledger.questions.back().base;
    ledger.withheld = ledger.questions.back().withheld;
    for (std::size_t i = 0; i < ledger.questions.size(); ++i) {
        std::vector<std::string> found = contradictions(counters, *frozen, i, ledger.questions[i]);
        ledger.problems.insert(ledger.problems.end(), found.begin(), found.end());
    }
    compare_totals(ledger);
    return ledger;
}

}  // namespace lyhord::operations
