#include "store/sqlite/rows.h"

#include "base/json/json.h"

namespace lyhord::store::sqlite {
namespace {

std::vector<std::int64_t> recoded_of(Row& row, int column) {
    std::vector<std::int64_t> recoded;
    const base::Result<base::Json> parsed = base::Json::parse(row.text(column));
    const base::Json::Array* const items = parsed ? parsed->as_array() : nullptr;
    row.require(items != nullptr);
    if (items == nullptr) {
        return recoded;
    }
    for (const base::Json& item : *items) {
        row.require(item.as_integer() != nullptr);
        recoded.push_back(item.as_integer() != nullptr ? *item.as_integer() : 0);
    }
    return recoded;
}

}  // namespace

base::crypto::PublicKey review_key_of(Row& row) {
    return row.fixed<std::tuple_size_v<base::crypto::PublicKey>>(0);
}

CommentRow comment_of(Row& row) {
    CommentRow comment{.id = row.digest(0),
                       .round = row.id(1),
                       .question = row.number<std::uint16_t>(2),
                       .area = row.text(3),
                       .week = row.day(4),
                       .state = row.one_of(5, CommentState::withheld),
                       .sealed = std::nullopt,
                       .text = std::nullopt,
                       .language = row.text(8),
                       .themes = row.text(9)};
    if (!row.is_null(6)) {
        comment.sealed = row.sealed(6);
    }
    if (!row.is_null(7)) {
        comment.text = row.redacted(7);
    }
    if (!row.is_null(10)) {
        comment.translation = row.redacted(10);
    }
    return comment;
}

QuestionBatch batch_of(Row& row, int first) {
    return {.question = row.number<std::uint16_t>(first),
            .batch = row.integer(first + 1),
            .base = row.integer(first + 2),
            .withheld = row.integer(first + 3),
            .recoded = recoded_of(row, first + 4)};
}

CounterDelta counter_of(Row& row, int first) {
    return {.question = row.number<std::uint16_t>(first),
            .dimension = row.number<std::int32_t>(first + 1),
            .category = row.number<std::int32_t>(first + 2),
            .option = row.number<std::int32_t>(first + 3),
            .count = row.integer(first + 4)};
}

AuditRow audit_of(Row& row) {
    return {.sequence = row.integer(0),
            .at = row.instant(1),
            .who = row.text(2),
            .what = row.text(3),
            .object = row.text(4),
            .hash = row.digest(5)};
}

PublicationRow publication_of(Row& row) {
    return {.round = row.id(0),
            .edition = row.integer(1),
            .day = row.day(2),
            .who = row.text(3),
            .tables = row.text(4)};
}

std::string recoded_text(const std::vector<std::int64_t>& recoded) {
    base::Json list = base::Json::array();
    for (const std::int64_t count : recoded) {
        list.push(count);
    }
    return list.dump();
}

}  // namespace lyhord::store::sqlite
