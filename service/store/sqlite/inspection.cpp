#include "store/sqlite/inspection.h"

#include "base/limits.h"
#include "store/audit_chain.h"
#include "store/queries.h"
#include "store/sqlite/damage.h"
#include "store/sqlite/pending.h"
#include "store/sqlite/rows.h"
#include "store/sqlite/schema.h"
#include "store/tallies.h"

namespace lyhord::store::sqlite {
namespace {

using base::Result;

std::uint64_t waiting_mark(Row& row) {
    const WaitingPiece piece{.question = row.number<std::uint16_t>(3), .sealed = row.sealed(4)};
    return mark_of_waiting({.round = row.id(0), .epoch = row.integer(1), .record_id = row.id(2)},
                           piece);
}

std::uint64_t comment_mark(Row& row) { return mark_of_comment(comment_of(row)); }

std::uint64_t counter_mark(Row& row) { return mark_of_counter(row.id(0), counter_of(row, 1)); }

std::uint64_t batch_mark(Row& row) { return mark_of_batch(row.id(0), batch_of(row, 1)); }

std::uint64_t replay_mark(Row& row) {
    return mark_of_replay(row.id(0), row.digest(1), row.view(2));
}

std::uint64_t publication_mark(Row& row) { return mark_of_publication(publication_of(row)); }

std::uint64_t audit_mark(Row& row) { return mark_of_audit(audit_of(row)); }

struct Recount {
    Tallied table;
    std::string_view sql;
    std::uint64_t (*mark)(Row&);  // null: the answers of `pending`, which lie in pieces
};

constexpr std::array recounts{
    Recount{Tallied::pending, queries::select_all_pending, nullptr},
    Recount{Tallied::waiting, queries::select_all_waiting, waiting_mark},
    Recount{Tallied::comments, queries::select_all_comments, comment_mark},
    Recount{Tallied::counters, queries::select_all_counters, counter_mark},
    Recount{Tallied::batches, queries::select_all_batches, batch_mark},
    Recount{Tallied::replays, queries::select_all_replays, replay_mark},
    Recount{Tallied::audit, queries::select_audit_chain, audit_mark},
    Recount{Tallied::publications, queries::select_all_publications, publication_mark},
};

Result<Tally> recount(Connection& connection, const Recount& what) {
    Tallies found;
    const auto add = [&](const SealedPlace& place, const domain::SealedAnswer& sealed) {
        found.add(what.table, mark_of_pending(place, sealed));
    };
    const auto counted = what.mark == nullptr ? visit_pending(connection, what.sql, {}, add)
                                              : connection.visit(what.sql, {}, [&](Row& row) {
                                                    found.add(what.table, what.mark(row));
                                                });
    if (!counted) {
        return base::fail(counted.error());
    }
    return found.of(what.table);
}

Result<void> compare_tally(Connection& connection, const Recount& what, CheckReport& report) {
    const std::string_view name = tallied_names[static_cast<std::size_t>(what.table)];
    const Result<Tally> found = recount(connection, what);
    if (!found) {
        return base::fail(found.error());
    }
    const auto stored = connection.one(queries::select_tally, {name}, [](Row& row) {
        return Tally{row.integer(0), static_cast<std::uint64_t>(row.integer(1))};
    });
    if (!stored) {
        return base::fail(stored.error());
    }
    const Tally told = stored->value_or(Tally{.rows = -1, .marks = 0});
    if (*found != told) {
        report.tallies = false;
        report.problems.push_back("table " + std::string(name) + ": " +
                                  std::to_string(found->rows) + " rows, " +
                                  std::to_string(told.rows) + " expected" +
                                  (found->rows == told.rows ? ", and their bytes differ" : ""));
    }
    return {};
}

Result<void> check_audit_chain(Connection& connection, CheckReport& report) {
    AuditRow before;
    std::optional<std::int64_t> broken;
    const auto followed = connection.visit(queries::select_audit_chain, {}, [&](Row& row) {
        AuditRow entry = audit_of(row);
        const bool follows =
            entry.sequence == before.sequence + 1 && entry.hash == audit_hash(before.hash, entry);
        if (!follows && !broken) {
            broken = entry.sequence;
        }
        before = std::move(entry);
    });
    if (!followed) {
        return followed;
    }
    report.audit_chain = !broken;
    if (broken) {
        report.problems.push_back("audit log: the chain breaks at entry " +
                                  std::to_string(*broken));
    }
    return {};
}

// The engine's own lines name tables and pages, but may quote a value of a row: only their number
// is told.
Result<void> check_engine(Connection& connection, CheckReport& report) {
    static_assert(base::limits::check_problems_max == 100, "the statement names it");
    const auto lines = connection.all(
        "PRAGMA integrity_check(100)", {}, [](Row& row) { return row.text(0) == "ok"; });
    if (!lines) {
        return base::fail(lines.error());
    }
    std::int64_t orphans = 0;
    const auto related = connection.visit("PRAGMA foreign_key_check", {}, [&](Row&) { ++orphans; });
    if (!related) {
        return related;
    }
    report.integrity = lines->size() == 1 && lines->front() && orphans == 0;
    if (lines->size() != 1 || !lines->front()) {
        report.problems.push_back("integrity check: " + std::to_string(lines->size()) +
                                  " problems");
    }
    if (orphans > 0) {
        report.problems.push_back("integrity check: " + std::to_string(orphans) +
                                  " rows refer to nothing");
    }
    return {};
}

// Answers that had just arrived. What else is in their rows is counted. Their loss is told, and no
// reason not to trust the rest: a backup with it is a whole one.
Result<void> check_arrivals(Connection& connection, CheckReport& report) {
    if (report.schema < arrivals_schema) {
        return {};
    }
    const auto damaged = damaged_arrivals_of(connection);
    if (!damaged) {
        return base::fail(damaged.error());
    }
    if (damaged->empty()) {
        return {};
    }
    const auto answers = std::ranges::count_if(*damaged, &DamagedArrival::is_answer);
    const std::size_t keys = damaged->size() - static_cast<std::size_t>(answers);
    report.problems.push_back(
        "arrivals: " + std::to_string(answers) + " answers and " + std::to_string(keys) +
        " replay keys were damaged before they reached their tables; " +
        (answers > 0 ? "the answers cannot be counted, and are told as lost with their round"
                     : "no answer is lost, but one that is sent again is counted again") +
        "; nothing else is damaged: look after the disk and memory of the machine");
    return {};
}

// Damage is what is looked for, so it is a finding; any other error ends the check.
Result<void> note_damage(const Result<void>& checked, bool& sound, CheckReport& report) {
    if (checked || checked.error().fault() != base::Fault::corrupt) {
        return checked;
    }
    sound = false;
    report.problems.push_back(checked.error().line());
    return {};
}

}  // namespace

Result<CheckReport> inspect(Connection& connection) {
    CheckReport report;
    const auto schema = schema_of(connection);
    if (!schema) {
        return base::fail(schema.error());
    }
    report.schema = *schema;
    report.tallies = true;
    Result<void> done = note_damage(check_engine(connection, report), report.integrity, report);
    for (const Recount& each : recounts) {
        Recount what = each;
        if (what.table == Tallied::comments && report.schema < translations_schema) {
            what.sql = queries::select_all_comments_untranslated;
        }
        const bool is_there =
            what.table != Tallied::publications || report.schema >= publications_schema;
        if (done && is_there) {
            done = note_damage(compare_tally(connection, what, report), report.tallies, report);
        }
    }
    if (done) {
        done = note_damage(check_arrivals(connection, report), report.tallies, report);
    }
    if (done) {
        done = note_damage(check_audit_chain(connection, report), report.audit_chain, report);
    }
    if (!done) {
        return base::fail(done.error());
    }
    return report;
}

}  // namespace lyhord::store::sqlite
