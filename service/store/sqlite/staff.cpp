#include "store/queries.h"
#include "store/sqlite/audit.h"
#include "store/sqlite/engine.h"
#include "store/sqlite/rows.h"

namespace lyhord::store::sqlite {
namespace {

using base::Result;

StaffRow staff_of(Row& row) {
    return {.name = row.text(0),
            .role = row.one_of(1, domain::Role::registrar),
            .password_hash = row.text(2),
            .disabled = row.flag(3),
            .failed_logins = row.integer(4),
            .locked_until = row.instant(5),
            .setup_hash = row.digest(6),
            .setup_expires = row.instant(7),
            .factor_nonce = row.id(8),
            .factor_step = row.integer(9)};
}

SessionRow session_of(Row& row) {
    return {.id = row.digest(0),
            .staff = row.text(1),
            .created = row.instant(2),
            .last_seen = row.instant(3)};
}

TokenRow token_of(Row& row) {
    return {.id = row.id(0),
            .hash = row.digest(1),
            .staff = row.text(2),
            .scope = row.text(3),
            .expires = row.day(4),
            .revoked = row.flag(5)};
}

}  // namespace

Result<void> SqliteStore::put_staff(const StaffRow& staff) {
    return put(queries::put_staff,
               {staff.name,
                staff.role,
                staff.password_hash,
                staff.disabled,
                staff.failed_logins,
                staff.locked_until,
                staff.setup_hash,
                staff.setup_expires,
                staff.factor_nonce,
                staff.factor_step});
}

Result<std::optional<StaffRow>> SqliteStore::staff(std::string_view name) {
    return one(queries::select_staff, {name}, staff_of);
}

Result<std::vector<StaffRow>> SqliteStore::all_staff() {
    return all(queries::select_all_staff, {}, staff_of);
}

Result<void> SqliteStore::put_session(const SessionRow& session) {
    return put(queries::put_session,
               {session.id, session.staff, session.created, session.last_seen});
}

Result<std::optional<SessionRow>> SqliteStore::session(const base::Digest& id) {
    return one(queries::select_session, {id}, session_of);
}

Result<void> SqliteStore::end_session(const base::Digest& id) {
    return put(queries::delete_session, {id});
}

Result<void> SqliteStore::end_sessions_of(std::string_view staff) {
    return put(queries::delete_sessions_of, {staff});
}

Result<void> SqliteStore::end_old_sessions(base::Instant idle_since, base::Instant created_since) {
    return put(queries::delete_old_sessions, {idle_since, created_since});
}

Result<void> SqliteStore::put_token(const TokenRow& token) {
    return put(queries::put_token,
               {token.id, token.hash, token.staff, token.scope, token.expires, token.revoked});
}

Result<std::optional<TokenRow>> SqliteStore::token(const base::Digest& hash) {
    return one(queries::select_token, {hash}, token_of);
}

Result<std::vector<TokenRow>> SqliteStore::tokens_of(std::string_view staff) {
    return all(queries::select_tokens_of, {staff}, token_of);
}

Result<void> SqliteStore::append_audit(AuditRow entry) {
    return writer_->write_apart<void>(
        [&entry](Transaction& transaction) { return append_audit_entry(transaction, entry); });
}

Result<std::vector<AuditRow>> SqliteStore::audit(std::int64_t newest) {
    return all(queries::select_audit, {newest}, audit_of);
}

}  // namespace lyhord::store::sqlite
