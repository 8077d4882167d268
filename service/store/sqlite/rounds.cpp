#include "store/queries.h"
#include "store/sqlite/engine.h"

namespace lyhord::store::sqlite {
namespace {

using base::Fault;
using base::Result;
using domain::Round;

std::optional<base::Day> day_or_nothing(Row& row, int column) {
    return row.is_null(column) ? std::nullopt : std::optional(row.day(column));
}

domain::RoundTerms terms_of(Row& row) {
    return {.opens_at = day_or_nothing(row, 4),
            .closes_at = day_or_nothing(row, 5),
            .publish_by = day_or_nothing(row, 6),
            .free_text_delete_date = day_or_nothing(row, 7),
            .decision_ref = row.text(8),
            .expected_answers =
                row.is_null(9) ? std::nullopt : std::optional<std::int64_t>(row.integer(9)),
            .grace_hours = row.integer(10),
            .release = {.weekly = row.flag(11), .batch_min = row.number<int>(12)}};
}

Round round_of(Row& row) {
    return {.id = row.id(0),
            .slug = row.text(1),
            .number = row.integer(2),
            .state = row.one_of(3, domain::RoundState::settled),
            .terms = terms_of(row),
            .batch_size_min = row.number<int>(13),
            .closed_at = row.is_null(14) ? std::nullopt : std::optional(row.instant(14)),
            .batch = row.integer(15),
            .told = row.integer(16),
            .told_day = row.day(17),
            .resealed_day = row.day(18),
            .released_day = row.day(19),
            .questionnaire = row.text(20),
            .areas = row.text(21),
            .codebooks = row.text(22),
            .area_categories = row.text(23)};
}

Result<std::int64_t> write_round(Connection& connection, std::string_view sql, const Round& round) {
    const domain::RoundTerms& terms = round.terms;
    return connection.change(sql,
                             {round.id,
                              round.slug,
                              round.number,
                              round.state,
                              terms.opens_at,
                              terms.closes_at,
                              terms.publish_by,
                              terms.free_text_delete_date,
                              terms.decision_ref,
                              terms.expected_answers,
                              terms.grace_hours,
                              terms.release.weekly,
                              terms.release.batch_min,
                              round.batch_size_min,
                              round.closed_at,
                              round.batch,
                              round.told,
                              round.told_day,
                              round.resealed_day,
                              round.released_day,
                              round.questionnaire,
                              round.areas,
                              round.codebooks,
                              round.area_categories});
}

EpochRow epoch_of(Row& row) {
    return {.round = row.id(0),
            .number = row.integer(1),
            .key = row.fixed<std::tuple_size_v<base::crypto::PublicKey>>(2),
            .open = row.flag(3),
            .purpose = row.one_of(4, domain::TickPurpose::settle),
            .tick_day = row.day(5),
            .drained = row.flag(6)};
}

}  // namespace

Result<void> SqliteStore::add_round(const Round& round) {
    return writer_->write<void>([&round](Transaction& transaction) -> Result<void> {
        const auto added = write_round(transaction.connection, queries::insert_round, round);
        if (!added) {
            return base::fail(added.error());
        }
        if (*added == 0) {
            return base::fail(Fault::conflict, "the dialogue has a round of this number already");
        }
        const auto counted = transaction.connection.change(queries::insert_round_count, {round.id});
        return counted ? Result<void>{} : base::fail(counted.error());
    });
}

Result<void> SqliteStore::update_round(const Round& round) {
    return writer_->write<void>([&round](Transaction& transaction) -> Result<void> {
        const auto updated = write_round(transaction.connection, queries::update_round, round);
        if (!updated) {
            return base::fail(updated.error());
        }
        if (*updated == 0) {
            return base::fail(Fault::conflict,
                              "there is no such round, or it has gone on in the meantime");
        }
        return {};
    });
}

Result<std::vector<Round>> SqliteStore::rounds() {
    return all(queries::select_rounds, {}, round_of);
}

Result<void> SqliteStore::advance_epoch(const EpochRow* closing, const EpochRow& next) {
    return writer_->write<void>([closing, &next](Transaction& transaction) -> Result<void> {
        Connection& connection = transaction.connection;
        if (closing != nullptr) {
            const auto closed = connection.change(
                queries::close_epoch,
                {closing->round, closing->number, closing->purpose, closing->tick_day});
            if (!closed) {
                return base::fail(closed.error());
            }
            if (*closed == 0) {
                return base::fail(Fault::conflict, "the epoch is not open any more");
            }
        }
        const auto opened =
            connection.change(queries::insert_epoch,
                              {next.round, next.number, next.key, next.purpose, next.tick_day});
        if (!opened) {
            return base::fail(opened.error());
        }
        if (*opened == 0) {
            return base::fail(Fault::conflict, "the round has an open epoch already");
        }
        return {};
    });
}

Result<std::vector<EpochRow>> SqliteStore::epochs() {
    return all(queries::select_epochs, {}, epoch_of);
}

Result<void> SqliteStore::forget_epoch(const base::Id& round, std::int64_t number) {
    return writer_->write<void>([&round, number](Transaction& transaction) -> Result<void> {
        Connection& connection = transaction.connection;
        const auto used = connection.one(
            queries::select_epoch_in_use, {round, number}, [](Row& row) { return row.integer(0); });
        if (!used) {
            return base::fail(used.error());
        }
        if (*used) {
            return base::fail(Fault::conflict, "the epoch is open or holds sealed answers");
        }
        const auto forgotten = connection.change(queries::delete_epoch, {round, number});
        return forgotten ? Result<void>{} : base::fail(forgotten.error());
    });
}

}  // namespace lyhord::store::sqlite
