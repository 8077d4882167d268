#include "reporting/reports.h"

#include <algorithm>
#include <map>

#include "base/log/log.h"
#include "disclosure/release_gate.h"

namespace lyhord::reporting {
namespace {

using base::Result;
using domain::QuestionCounts;

// All counters of one question, added up from the store's rows.
class Gathered {
public:
    Gathered(const domain::ReleasePlan& plan, std::size_t question)
        : options_(plan.questions[question].options.size()) {
        counts_.question = question;
        counts_.options.resize(options_);
        for (const std::size_t dimension : plan.questions[question].dimensions) {
            counts_.by.push_back({.dimension = dimension, .recoded = 0, .categories = {}});
        }
    }

    void add(const store::CounterDelta& counter) {
        if (counter.dimension == store::withdrawn_dimension) {
            counts_.withdrawn += counter.count;
        } else if (counter.dimension < 0) {
            add_to(counts_.base, counts_.options, counter);
        } else if (static_cast<std::size_t>(counter.dimension) < counts_.by.size()) {
            const auto dimension = static_cast<std::size_t>(counter.dimension);
            const auto category = static_cast<std::size_t>(counter.category);
            domain::CategoryCounts& cell = cells_[{dimension, category}];
            cell.category = category;
            cell.options.resize(options_);
            add_to(cell.base, cell.options, counter);
        }
    }

    void add(const store::QuestionBatch& batch) {
        counts_.withheld += batch.withheld;
        for (std::size_t i = 0; i < std::min(batch.recoded.size(), counts_.by.size()); ++i) {
            counts_.by[i].recoded += batch.recoded[i];
        }
    }

    QuestionCounts take() {
        for (auto& [place, cell] : cells_) {
            if (cell.base > 0) {
                counts_.by[place.first].categories.push_back(std::move(cell));
            }
        }
        return std::move(counts_);
    }

private:
    static void add_to(std::int64_t& base,
                       std::vector<std::int64_t>& options,
                       const store::CounterDelta& counter) {
        if (counter.option < 0) {
            base += counter.count;
        } else if (static_cast<std::size_t>(counter.option) < options.size()) {
            options[static_cast<std::size_t>(counter.option)] += counter.count;
        }
    }

    std::size_t options_;
    QuestionCounts counts_;
    std::map<std::pair<std::size_t, std::size_t>, domain::CategoryCounts> cells_;
};

// One entry a question, in the plan's order.
std::vector<Gathered> gather(const domain::ReleasePlan& plan,
                             const std::vector<store::CounterDelta>& counters,
                             const std::vector<store::QuestionBatch>& batches) {
    std::vector<Gathered> gathered;
    for (std::size_t i = 0; i < plan.questions.size(); ++i) {
        gathered.emplace_back(plan, i);
    }
    for (const store::CounterDelta& counter : counters) {
        if (counter.question < gathered.size()) {
            gathered[counter.question].add(counter);
        }
    }
    for (const store::QuestionBatch& batch : batches) {
        if (batch.question < gathered.size()) {
            gathered[batch.question].add(batch);
        }
    }
    return gathered;
}

// The round as far as it was when the rows were read: a tick may have come since it was frozen.
store::FrozenRoundPtr as_of(const store::FrozenRoundPtr& frozen, const store::ReleasedRows& rows) {
    const domain::Round& known = frozen->round;
    if (known.state == rows.state && known.batch == rows.batch && known.told == rows.told) {
        return frozen;
    }
    auto copy = std::make_shared<domain::FrozenRound>(*frozen);
    copy->round.state = rows.state;
    copy->round.batch = rows.batch;
    copy->round.told = rows.told;
    return copy;
}

RoundSummary summary_of(const domain::FrozenRound& frozen,
                        const store::ReleasedRows& rows,
                        base::Instant now) {
    std::int64_t released = 0;
    for (const store::QuestionBatch& batch : rows.batches) {
        released += batch.question == frozen.plan.participation() ? batch.base : 0;
    }
    const domain::Round& round = frozen.round;
    const std::string& language = frozen.questionnaire.language;
    return {.slug = round.slug,
            .title = std::string(frozen.questionnaire.title.in(language, language).text),
            .number = round.number,
            .state = domain::round_state_name(round.state_at(now)),
            .opens_at = round.terms.opens_at,
            .closes_at = round.terms.closes_at,
            .publish_by = round.terms.publish_by,
            .received = round.told,
            .released = released,
            .batch = round.batch};
}

}  // namespace

std::vector<RoundSummary> Reports::summaries() const {
    std::vector<RoundSummary> summaries;
    for (const store::FrozenRoundPtr& frozen : rounds_.all()) {
        const auto rows = store_.released(frozen->round.id);
        if (!rows) {
            base::log::error(rows.error());
            continue;
        }
        summaries.push_back(summary_of(*as_of(frozen, *rows), *rows, clock_.now()));
    }
    return summaries;
}

bool Reports::readable() const { return store_.rounds().has_value(); }

Result<ReleasedRound> Reports::released(std::string_view slug,
                                        std::optional<std::int64_t> number) const {
    const store::FrozenRoundPtr known =
        number ? rounds_.numbered(slug, *number) : rounds_.current(slug);
    if (known == nullptr) {
        return base::fail(base::Fault::not_found, "there is no such dialogue or round");
    }
    const Result<store::ReleasedRows> rows = store_.released(known->round.id);
    if (!rows) {
        return base::fail(rows.error());
    }
    const store::FrozenRoundPtr round = as_of(known, *rows);
    std::vector<Gathered> gathered = gather(round->plan, rows->counters, rows->batches);
    ReleasedRound released{.round = round,
                           .state = round->round.state_at(clock_.now()),
                           .received = round->round.told,
                           .tables = {}};
    for (Gathered& question : gathered) {
        QuestionCounts counts = question.take();
        if (round->round.state != domain::RoundState::settled) {
            counts.withdrawn = 0;  // told at settlement only
        }
        Result<domain::ReleasableTable> table =
            disclosure::ReleaseGate::approve(round->plan, std::move(counts));
        if (!table) {
            return base::fail(table.error());
        }
        released.tables.push_back(std::move(*table));
    }
    return released;
}

}  // namespace lyhord::reporting
