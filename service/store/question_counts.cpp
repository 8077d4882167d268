#include "store/question_counts.h"

#include <algorithm>
#include <map>
#include <utility>

namespace lyhord::store {
namespace {

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

    void add(const CounterDelta& counter) {
        if (counter.dimension == withdrawn_dimension) {
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

    void add(const QuestionBatch& batch) {
        counts_.withheld += batch.withheld;
        for (std::size_t i = 0; i < std::min(batch.recoded.size(), counts_.by.size()); ++i) {
            counts_.by[i].recoded += batch.recoded[i];
        }
    }

    domain::QuestionCounts take() {
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
                       const CounterDelta& counter) {
        if (counter.option < 0) {
            base += counter.count;
        } else if (static_cast<std::size_t>(counter.option) < options.size()) {
            options[static_cast<std::size_t>(counter.option)] += counter.count;
        }
    }

    std::size_t options_;
    domain::QuestionCounts counts_;
    std::map<std::pair<std::size_t, std::size_t>, domain::CategoryCounts> cells_;
};

}  // namespace

std::vector<domain::QuestionCounts> question_counts(const domain::ReleasePlan& plan,
                                                    const ReleasedRows& rows) {
    std::vector<Gathered> gathered;
    for (std::size_t i = 0; i < plan.questions.size(); ++i) {
        gathered.emplace_back(plan, i);
    }
    for (const CounterDelta& counter : rows.counters) {
        if (counter.question < gathered.size()) {
            gathered[counter.question].add(counter);
        }
    }
    for (const QuestionBatch& batch : rows.batches) {
        if (batch.question < gathered.size()) {
            gathered[batch.question].add(batch);
        }
    }
    std::vector<domain::QuestionCounts> counts;
    for (Gathered& question : gathered) {
        counts.push_back(question.take());
    }
    return counts;
}

}  // namespace lyhord::store
