#include "store/audit_chain.h"
#include "unit/store/fixture.h"

namespace lyhord::store {
namespace {

class Staff : public StoreTest {};
class Audit : public StoreTest {};

StaffRow karin() {
    return {.name = "karin",
            .role = domain::Role::police,
            .password_hash = "$argon2id$",
            .disabled = true,
            .failed_logins = 3,
            .locked_until = {1'900'000'100},
            .setup_hash = {7, 8},
            .setup_expires = {1'900'000'200}};
}

TEST_F(Staff, ComeBackAsTheyWereWritten) {
    ASSERT_TRUE(store_->put_staff(karin()));
    const auto found = store_->staff("karin").value();
    ASSERT_TRUE(found);
    EXPECT_EQ(found->role, domain::Role::police);
    EXPECT_EQ(found->password_hash, "$argon2id$");
    EXPECT_TRUE(found->disabled);
    EXPECT_EQ(found->failed_logins, 3);
    EXPECT_EQ(found->locked_until, base::Instant{1'900'000'100});
    EXPECT_EQ(found->setup_hash, karin().setup_hash);
    EXPECT_EQ(found->setup_expires, base::Instant{1'900'000'200});
    EXPECT_FALSE(store_->staff("Karin").value());
}

TEST_F(Staff, AreReplacedByName) {
    ASSERT_TRUE(store_->put_staff(karin()));
    StaffRow changed = karin();
    changed.role = domain::Role::registrar;
    changed.disabled = false;
    ASSERT_TRUE(store_->put_staff(changed));
    const auto all = store_->all_staff().value();
    ASSERT_EQ(all.size(), 1U);
    EXPECT_EQ(all[0].role, domain::Role::registrar);
    EXPECT_FALSE(all[0].disabled);
}

TEST_F(Staff, SessionsMoveOnAndEnd) {
    const SessionRow first{
        .id = a_digest(), .staff = "karin", .created = {100}, .last_seen = {100}};
    SessionRow second{.id = a_digest(), .staff = "karin", .created = {200}, .last_seen = {200}};
    const SessionRow other{.id = a_digest(), .staff = "omar", .created = {200}, .last_seen = {200}};
    for (const SessionRow& session : {first, second, other}) {
        ASSERT_TRUE(store_->put_session(session));
    }
    second.last_seen = {300};
    second.created = {999};
    ASSERT_TRUE(store_->put_session(second));
    EXPECT_EQ(store_->session(second.id).value()->last_seen, base::Instant{300});
    EXPECT_EQ(store_->session(second.id).value()->created, base::Instant{200});
    ASSERT_TRUE(store_->end_session(first.id));
    EXPECT_FALSE(store_->session(first.id).value());
    ASSERT_TRUE(store_->end_sessions_of("karin"));
    EXPECT_FALSE(store_->session(second.id).value());
    EXPECT_EQ(store_->session(other.id).value()->staff, "omar");
}

TEST_F(Staff, OldSessionsEnd) {
    const SessionRow idle{.id = a_digest(), .staff = "a", .created = {500}, .last_seen = {99}};
    const SessionRow old{.id = a_digest(), .staff = "b", .created = {49}, .last_seen = {500}};
    const SessionRow live{.id = a_digest(), .staff = "c", .created = {50}, .last_seen = {100}};
    for (const SessionRow& session : {idle, old, live}) {
        ASSERT_TRUE(store_->put_session(session));
    }
    ASSERT_TRUE(store_->end_old_sessions({100}, {50}));
    EXPECT_FALSE(store_->session(idle.id).value());
    EXPECT_FALSE(store_->session(old.id).value());
    EXPECT_TRUE(store_->session(live.id).value());
}

TEST_F(Staff, TokensAreFoundByHashAndRevoked) {
    TokenRow token{.id = random_.id(),
                   .hash = a_digest(),
                   .staff = "karin",
                   .scope = "torget",
                   .expires = base::Day(22'222)};
    ASSERT_TRUE(store_->put_token(token));
    token.revoked = true;
    ASSERT_TRUE(store_->put_token(token));
    const auto found = store_->token(token.hash).value();
    ASSERT_TRUE(found);
    EXPECT_EQ(found->id, token.id);
    EXPECT_EQ(found->scope, "torget");
    EXPECT_EQ(found->expires, base::Day(22'222));
    EXPECT_TRUE(found->revoked);
    EXPECT_EQ(store_->tokens_of("karin").value().size(), 1U);
    EXPECT_TRUE(store_->tokens_of("omar").value().empty());
    EXPECT_FALSE(store_->token(a_digest()).value());
}

TEST_F(Audit, EntriesAreNumberedAndChained) {
    for (const char* what : {"login", "download", "logout"}) {
        append_audit(what);
    }
    const auto entries = store_->audit(2).value();
    ASSERT_EQ(entries.size(), 2U);
    EXPECT_EQ(entries[0].sequence, 3);
    EXPECT_EQ(entries[0].what, "logout");
    EXPECT_EQ(entries[0].who, "karin");
    EXPECT_EQ(entries[0].object, "torget/1");
    EXPECT_EQ(entries[0].at, clock_.now());
    EXPECT_EQ(entries[1].what, "download");
    EXPECT_EQ(entries[0].hash, audit_hash(entries[1].hash, entries[0]));
    expect_sound();
}

TEST_F(Audit, GoesOnAfterARestart) {
    append_audit("login");
    reopen();
    append_audit("logout");
    EXPECT_EQ(store_->audit(10).value()[0].sequence, 2);
    expect_sound();
}

TEST_F(Audit, TheFieldsOfAnEntryCannotBeShifted) {
    AuditRow one;
    one.who = "ab";
    one.what = "c";
    AuditRow two;
    two.who = "a";
    two.what = "bc";
    EXPECT_NE(audit_hash({}, one), audit_hash({}, two));
}

}  // namespace
}  // namespace lyhord::store
