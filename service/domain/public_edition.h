// Owns PublicTable and PublicEdition: numbers of a settled round that everybody may see. What the
// public reads takes only these; a ReleasableTable is for staff.
#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "domain/releasable.h"

namespace lyhord::disclosure {
class PublicGate;
}

namespace lyhord::domain {

// Why something is not public.
enum class PublicGap {
    too_few,    // it would have only one group, or too few people altogether
    sensitive,  // the questionnaire or the codebook says so
};

struct MissingQuestion {
    std::size_t question = 0;  // index in ReleasePlan::questions
    PublicGap why = PublicGap::too_few;
    bool operator==(const MissingQuestion&) const = default;
};

struct MissingDimension {
    std::size_t dimension = 0;  // index in ReleasePlan::dimensions
    PublicGap why = PublicGap::too_few;
    bool operator==(const MissingDimension&) const = default;
};

// One release question. Every category has limits::public_category_min people or more, and those of
// a dimension sum to the base.
class PublicTable {
public:
    // `withheld` and `recoded` are rounded down to tens, `withdrawn` is 0, options that are not
    // shown are 0, and only dimensions that are shown are there.
    const QuestionCounts& counts() const { return counts_; }
    // False: a sensitive theme.
    bool shows(std::size_t option) const { return shown_[option]; }
    // Whether any answer is in no figure.
    bool withholds() const { return withholds_; }
    // Whether any answer is in another group of counts().by[`at`] than the one it gave.
    bool moved(std::size_t at) const { return moved_[at]; }
    const std::vector<MissingDimension>& missing() const { return missing_; }

private:
    friend class disclosure::PublicGate;
    PublicTable() = default;
    QuestionCounts counts_;
    std::vector<bool> shown_;
    bool withholds_ = false;
    std::vector<bool> moved_;
    std::vector<MissingDimension> missing_;
};

// All of a round that is public; the last table is deltagande.
class PublicEdition {
public:
    const std::vector<PublicTable>& tables() const { return tables_; }
    const std::vector<MissingQuestion>& missing() const { return missing_; }

private:
    friend class disclosure::PublicGate;
    PublicEdition() = default;
    std::vector<PublicTable> tables_;
    std::vector<MissingQuestion> missing_;
};

}  // namespace lyhord::domain
