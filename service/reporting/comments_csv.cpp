#include "reporting/comments_csv.h"

#include <optional>
#include <utility>

#include "base/limits.h"
#include "reporting/quoted_text.h"

namespace lyhord::reporting {
namespace {

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
    const std::optional<QuotedText> text = quoted(*round_, row);
    if (!text) {
        return {};
    }
    return csv_record({round_->round.slug,
                       std::to_string(round_->round.number),
                       text->question->id,
                       own_text(*round_, text->question->text),
                       text->area,
                       text->area_text,
                       joined(text->themes, &Theme::id),
                       joined(text->themes, &Theme::label),
                       text->text,
                       text->translation},
                      dialect_);
}

}  // namespace lyhord::reporting
