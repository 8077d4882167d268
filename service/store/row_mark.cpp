#include "store/row_mark.h"

#include <utility>

#include "store/canonical.h"

namespace lyhord::store {
namespace {

Canonical sealed_row(std::string_view table, const SealedPlace& place, base::ByteView sealed) {
    Canonical row(table, sealed.size() + 256);
    row.bytes(place.round).number(place.epoch).bytes(place.record_id).bytes(sealed);
    return row;
}

}  // namespace

std::uint64_t mark_of_pending(const SealedPlace& place, const domain::SealedAnswer& sealed) {
    return sealed_row("pending", place, sealed.bytes()).mark();
}

std::uint64_t mark_of_waiting(const SealedPlace& place, const WaitingPiece& piece) {
    return sealed_row("waiting", place, piece.sealed.bytes()).number(piece.question).mark();
}

std::uint64_t mark_of_replay(const base::Id& round, const base::Digest& id, base::ByteView mac) {
    return Canonical("replays").bytes(round).bytes(id).bytes(mac).mark();
}

std::uint64_t mark_of_comment(const CommentRow& comment) {
    Canonical row("comments", 2048);
    row.bytes(comment.id).bytes(comment.round).number(comment.question).text(comment.area);
    row.number(comment.week.number()).number(std::to_underlying(comment.state));
    comment.sealed ? row.bytes(comment.sealed->bytes()) : row.absent();
    comment.text ? row.text(comment.text->view()) : row.absent();
    row.text(comment.language).text(comment.themes);
    // Absent, it adds nothing: rows from before there were translations keep their marks.
    return comment.translation ? row.text(comment.translation->view()).mark() : row.mark();
}

std::uint64_t mark_of_counter(const base::Id& round, const CounterDelta& counter) {
    return Canonical("counters")
        .bytes(round)
        .number(counter.question)
        .number(counter.dimension)
        .number(counter.category)
        .number(counter.option)
        .number(counter.count)
        .mark();
}

std::uint64_t mark_of_batch(const base::Id& round, const QuestionBatch& batch) {
    Canonical row("batches");
    row.bytes(round).number(batch.question).number(batch.batch).number(batch.base);
    row.number(batch.withheld);
    for (const std::int64_t recoded : batch.recoded) {
        row.number(recoded);
    }
    return row.mark();
}

std::uint64_t mark_of_audit(const AuditRow& entry) {
    return Canonical("audit").number(entry.sequence).bytes(entry.hash).mark();
}

std::uint64_t mark_of_publication(const PublicationRow& publication) {
    return Canonical("publications", publication.tables.size() + 256)
        .bytes(publication.round)
        .number(publication.edition)
        .number(publication.day.number())
        .text(publication.who)
        .text(publication.tables)
        .mark();
}

}  // namespace lyhord::store
