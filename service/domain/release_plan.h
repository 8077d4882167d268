// Owns ReleasePlan: what a round counts, derived from its frozen documents only. Sealed answers
// name questions, options and categories by their index here, so the order is part of the stored
// format: questionnaire order, then `deltagande`; a change of it needs a new record version
// (fragment.cpp).
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/json/json.h"
#include "base/limits.h"
#include "domain/area.h"
#include "domain/codebook.h"
#include "domain/questionnaire.h"
#include "domain/reserved_ids.h"
#include "domain/round.h"

namespace lyhord::domain {

// Which areas are categories of their own, fixed at opening from the expected number of answers.
struct AreaCategories {
    struct Entry {
        std::string id;  // an area code, or "_rest:CODE"
        // The entry it moves to as a whole when it is too small at settlement; none: "Ej
        // redovisat".
        std::optional<std::size_t> moves_to;
        std::vector<std::string> members;  // area codes it gathers (a remainder's own list)
    };
    std::map<std::string, std::vector<Entry>> by_question;  // question id -> entries, tree order

    base::Json to_json() const;
    static std::optional<AreaCategories> from_json(const base::Json& json);
};

enum class ValueKind { one, several, none };

struct ReleaseOption {
    std::string id;
    LocalizedText text;
    bool missing = false;
};

struct Category {
    std::string id;
    LocalizedText text;
    std::optional<std::size_t> moves_to;  // settlement: an area's remainder
    std::vector<std::string> members;     // area codes whose answers it counts
};

struct Dimension {
    std::string id;                    // "q1_area", or "a*b" for a crossing
    std::vector<std::size_t> parts;    // question indexes
    bool is_area = false;              // one area question
    std::vector<Category> categories;  // then "_missing" and "_not_reported", always the last two

    std::size_t missing() const { return categories.size() - 2; }
    std::size_t not_reported() const { return categories.size() - 1; }
};

struct ReleaseQuestion {
    std::string id;  // "q4_orsak", "q10.polis", "deltagande"
    std::string_view type;
    std::optional<std::size_t> question;  // none: deltagande
    std::optional<std::size_t> row;
    ValueKind kind = ValueKind::one;
    bool all_rules = true;  // false: rule 1 only (disclosure/README.md)
    bool is_text = false;
    std::vector<ReleaseOption> options;
    std::vector<std::size_t> dimensions;  // indexes of ReleasePlan::dimensions
};

struct ReleasePlan {
    std::vector<ReleaseQuestion> questions;  // the last is deltagande
    std::vector<Dimension> dimensions;
    // Of each question that is part of a dimension, and each area question: its categories alone.
    std::map<std::size_t, Dimension> singles;
    int batch_size_min = base::limits::batch_size_default;  // b

    // The index of deltagande, which has one fragment of every answer.
    std::size_t participation() const { return questions.size() - 1; }
};

// The frozen documents of a round, parsed.
struct FrozenRound {
    Round round;
    Questionnaire questionnaire;
    AreaTree areas;
    std::vector<Codebook> codebooks;
    ReleasePlan plan;
};

ReleasePlan make_release_plan(const Questionnaire& questionnaire,
                              const AreaTree& areas,
                              const std::vector<Codebook>& codebooks,
                              const AreaCategories& area_categories);

// Parses the frozen documents; an error means that stored data is corrupt.
base::Result<FrozenRound> thaw(Round round);

// The category of a crossing that holds one category of each part: an index into the part's own
// dimension (ReleasePlan::singles), never its "_not_reported".
std::size_t crossed_category(const ReleasePlan& plan,
                             const Dimension& crossing,
                             std::span<const std::size_t> categories);

// The category index of an area answer ("outside" too); `_missing` if no category counts it.
std::size_t area_category(const Dimension& dimension, std::string_view code);

}  // namespace lyhord::domain
