// Owns ReleasableTable: numbers that disclosure/ has found fit to be seen. Every exporter and every
// staff or public handler takes only these.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "domain/release_plan.h"

namespace lyhord::disclosure {
class ReleaseGate;
}

namespace lyhord::domain {

struct CategoryCounts {
    std::size_t category = 0;           // index in Dimension::categories
    std::int64_t base = 0;              // those who answered the question
    std::vector<std::int64_t> options;  // one an option of the question
};

struct DimensionCounts {
    std::size_t dimension = 0;               // index in ReleasePlan::dimensions
    std::int64_t recoded = 0;                // answers that settlement moved to another category
    std::vector<CategoryCounts> categories;  // those with a base above 0, in category order
};

// The released counts of one release question.
struct QuestionCounts {
    std::size_t question = 0;  // index in ReleasePlan::questions
    std::int64_t base = 0;
    std::int64_t withheld = 0;   // not released at settlement, only their number told
    std::int64_t withdrawn = 0;  // texts withdrawn before they were counted, told at settlement
    std::vector<std::int64_t> options;
    std::vector<DimensionCounts> by;
};

class ReleasableTable {
public:
    const QuestionCounts& counts() const { return counts_; }

private:
    friend class disclosure::ReleaseGate;
    explicit ReleasableTable(QuestionCounts counts) : counts_(std::move(counts)) {}
    QuestionCounts counts_;
};

}  // namespace lyhord::domain
