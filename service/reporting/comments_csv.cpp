#include "reporting/comments_csv.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "base/json/json.h"
#include "base/limits.h"

namespace lyhord::reporting {
namespace {

using domain::FrozenRound;
using domain::Theme;

const std::vector<std::string> comment_columns{"dialogue",
                                               "round",
                                               "question",
                                               "question_text",
                                               "area",
                                               "area_text",
                                               "themes",
                                               "themes_text",
                                               "text",
                                               "translation"};

std::string text_of(const FrozenRound& round, const domain::LocalizedText& text) {
    const std::string& language = round.questionnaire.language;
    return std::string(text.in(language, language).text);
}

std::string area_text(const FrozenRound& round, const store::CommentRow& row) {
    for (const std::size_t index : round.plan.questions[row.question].dimensions) {
        const domain::Dimension& dimension = round.plan.dimensions[index];
        const auto found = std::ranges::find(dimension.categories, row.area, &domain::Category::id);
        if (dimension.is_area && found != dimension.categories.end()) {
            return text_of(round, found->text);
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

std::string joined(const std::vector<const Theme*>& themes, std::string Theme::* what) {
    std::string out;
    for (const Theme* theme : themes) {
        out += (out.empty() ? "" : " | ") + theme->*what;
    }
    return out;
}

}  // namespace

CommentsCsv::CommentsCsv(store::Store& store,
                         store::FrozenRoundPtr round,
                         CsvDialect dialect,
                         const ReportWords& words)
    : store_(store),
      round_(std::move(round)),
      dialect_(dialect),
      columns_(dialect == CsvDialect::machine ? comment_columns
                                              : split_columns(words.text("comment_columns"))) {}

base::Result<std::string> CommentsCsv::next() {
    if (part_ == Part::finished) {
        return std::string();
    }
    std::string bytes = part_ == Part::header ? header() : std::string();
    part_ = Part::texts;
    const auto rows = store_.comments_behind({.round = round_->round.id,
                                              .state = store::CommentState::approved,
                                              .behind = behind_,
                                              .rows_max = base::limits::comments_at_once_max});
    if (!rows) {
        return base::fail(rows.error());
    }
    bytes += records_of(*rows);
    written_.add(base::as_bytes(bytes));
    if (rows->size() < base::limits::comments_at_once_max) {
        part_ = Part::finished;
        bytes += csv_end(written_.digest(), records_, columns_.size(), dialect_);
    }
    return bytes;
}

std::string CommentsCsv::header() {
    return std::string(csv_start(dialect_)) + csv_record(columns_, dialect_);
}

std::string CommentsCsv::records_of(const std::vector<store::CommentRow>& rows) {
    std::string bytes;
    for (const store::CommentRow& row : rows) {
        const std::string record = record_of(row);
        records_ += record.empty() ? 0 : 1;
        bytes += record;
        behind_ = row.id;
    }
    return bytes;
}

std::string CommentsCsv::record_of(const store::CommentRow& row) const {
    const FrozenRound& round = *round_;
    const std::optional<std::size_t> asked = round.plan.questions[row.question].question;
    if (!asked || !row.text) {
        return {};
    }
    const domain::Question& question = round.questionnaire.questions[*asked];
    const auto themes = themes_of(round, question, row);
    if (std::ranges::any_of(themes, &Theme::sensitive)) {
        return {};
    }
    return csv_record({round.round.slug,
                       std::to_string(round.round.number),
                       question.id,
                       text_of(round, question.text),
                       row.area,
                       area_text(round, row),
                       joined(themes, &Theme::id),
                       joined(themes, &Theme::label),
                       std::string(row.text->view()),
                       std::string(row.translation ? row.translation->view() : "")},
                      dialect_);
}

}  // namespace lyhord::reporting
