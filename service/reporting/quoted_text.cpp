#include "reporting/quoted_text.h"

#include <algorithm>
#include <utility>

#include "base/json/json.h"

namespace lyhord::reporting {
namespace {

using domain::FrozenRound;
using domain::Theme;

std::string area_text(const FrozenRound& round, const store::CommentRow& row) {
    for (const std::size_t index : round.plan.questions[row.question].dimensions) {
        const domain::Dimension& dimension = round.plan.dimensions[index];
        const auto found = std::ranges::find(dimension.categories, row.area, &domain::Category::id);
        if (dimension.is_area && found != dimension.categories.end()) {
            return own_text(round, found->text);
        }
    }
    return {};
}

// What the text was coded with when it was approved.
std::vector<const Theme*> themes_of(const FrozenRound& round,
                                    const domain::Question& question,
                                    const store::CommentRow& row) {
    std::vector<const Theme*> themes;
    const auto& id = question.text_rules.codebook;
    const auto codebook =
        id ? std::ranges::find(round.codebooks, *id, &domain::Codebook::id) : round.codebooks.end();
    const auto indexes = base::Json::parse(row.themes);
    if (codebook == round.codebooks.end() || !indexes || indexes->as_array() == nullptr) {
        return themes;
    }
    for (const base::Json& item : *indexes->as_array()) {
        const std::int64_t* index = item.as_integer();
        if (index != nullptr && *index >= 0 && std::cmp_less(*index, codebook->themes.size())) {
            themes.push_back(&codebook->themes[static_cast<std::size_t>(*index)]);
        }
    }
    return themes;
}

}  // namespace

std::string own_text(const FrozenRound& round, const domain::LocalizedText& text) {
    const std::string& language = round.questionnaire.language;
    return std::string(text.in(language, language).text);
}

std::optional<QuotedText> quoted(const FrozenRound& round, const store::CommentRow& row) {
    const std::optional<std::size_t> asked = round.plan.questions[row.question].question;
    if (!asked || !row.text) {
        return std::nullopt;
    }
    const domain::Question& question = round.questionnaire.questions[*asked];
    std::vector<const Theme*> themes = themes_of(round, question, row);
    if (std::ranges::any_of(themes, &Theme::sensitive)) {
        return std::nullopt;
    }
    return QuotedText{.question = &question,
                      .area = row.area,
                      .area_text = area_text(round, row),
                      .themes = std::move(themes),
                      .text = std::string(row.text->view()),
                      .translation = std::string(row.translation ? row.translation->view() : "")};
}

}  // namespace lyhord::reporting
