// Owns QuotedText: an approved text with what may stand beside it, and which texts are quoted at
// all.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/codebook.h"
#include "domain/release_plan.h"
#include "store/rows.h"

namespace lyhord::reporting {

// No week and no other answer: neither is needed to read texts by place and theme.
struct QuotedText {
    const domain::Question* question = nullptr;  // of the round
    std::string area;                            // a category's id; empty without an area dimension
    std::string area_text;
    std::vector<const domain::Theme*> themes;  // of the round's codebook, as it was approved
    std::string text;
    std::string translation;  // by a person; empty: none
};

// Nothing of a text that is not approved, or has a sensitive theme: that is never quoted. The
// pointers are into `round`.
std::optional<QuotedText> quoted(const domain::FrozenRound& round, const store::CommentRow& row);

// In the questionnaire's own language.
std::string own_text(const domain::FrozenRound& round, const domain::LocalizedText& text);

}  // namespace lyhord::reporting
