// The second factor of an account: what it takes to have one, to use it and to be rid of it.
#include "access/accounts.h"
#include "base/limits.h"
#include "staff_room.h"

namespace lyhord::access {
namespace {

using base::Fault;
using domain::Role;

class Factor : public ::testing::Test {
protected:
    Factor() {
        room_.hire("anna", Role::coordinator);
        room_.hire("olle", Role::admin);
        room_.random.fill(nonce_);
    }

    // What the app of `nonce` shows, some half minutes from now.
    std::string shown(const base::Id& nonce, std::int64_t later = 0) {
        const std::int64_t step = room_.clock.now().seconds / code_seconds;
        return accounts().codes_of("anna", nonce).code(step + later);
    }
    std::string shown() { return shown(nonce_); }
    void add() { ASSERT_TRUE(accounts().add_factor(proof(shown()), nonce_)); }
    FactorProof proof(std::string_view code, std::string_view password = good_password) {
        code_ = std::string(code);
        return {.name = "anna", .password = password, .code = code_};
    }
    base::Result<std::string> log_in(std::string_view code) {
        return accounts().log_in(
            {.name = "anna", .password = good_password, .code = code, .client = ++client_});
    }
    Accounts& accounts() { return room_.access.accounts; }

    StaffRoom room_;
    base::Id nonce_{};
    std::string code_;
    std::uint64_t client_ = 0;
};

TEST_F(Factor, IsAskedForFromThenOn) {
    EXPECT_TRUE(log_in(""));
    add();
    EXPECT_EQ(room_.last_audited(), "anna | second factor added | ");
    EXPECT_TRUE(accounts().has_factor("anna").value());
    EXPECT_TRUE(fails_with(log_in(""), Fault::unauthorized));
    EXPECT_TRUE(fails_with(log_in("000000"), Fault::unauthorized));
    room_.clock.advance_seconds(code_seconds);
    EXPECT_TRUE(log_in(shown()));
    EXPECT_TRUE(room_.log_in("olle"));  // another account has none
}

TEST_F(Factor, TakesEachCodeOnce) {
    add();
    EXPECT_TRUE(fails_with(log_in(shown()), Fault::unauthorized)) << "it was used to add the app";
    room_.clock.advance_seconds(code_seconds);
    const std::string code = shown();
    EXPECT_TRUE(log_in(code));
    EXPECT_TRUE(fails_with(log_in(code), Fault::unauthorized));
    EXPECT_TRUE(log_in(shown(nonce_, 1)));
    EXPECT_TRUE(fails_with(log_in(shown()), Fault::unauthorized)) << "an earlier one is over";
}

TEST_F(Factor, IsNoUseWithoutThePassword) {
    add();
    room_.clock.advance_seconds(code_seconds);
    const std::string code = shown();
    EXPECT_TRUE(fails_with(
        accounts().log_in({.name = "anna", .password = "fel ord", .code = code, .client = 9}),
        Fault::unauthorized));
    EXPECT_TRUE(log_in(code)) << "a wrong password uses up no code";
}

TEST_F(Factor, IsAddedAndRemovedByItsHolderOnly) {
    EXPECT_TRUE(fails_with(accounts().add_factor(proof("000000"), nonce_), Fault::unauthorized));
    EXPECT_TRUE(
        fails_with(accounts().add_factor(proof(shown(), "fel ord"), nonce_), Fault::unauthorized));
    EXPECT_FALSE(accounts().has_factor("anna").value());
    EXPECT_TRUE(fails_with(accounts().remove_factor(proof(shown())), Fault::conflict));
    add();
    base::Id other = nonce_;
    other[0] ^= 1;
    EXPECT_TRUE(fails_with(accounts().add_factor(proof(shown(other)), other), Fault::conflict));
    room_.clock.advance_seconds(code_seconds);
    EXPECT_TRUE(
        fails_with(accounts().remove_factor(proof(shown(), "fel ord")), Fault::unauthorized));
    EXPECT_TRUE(accounts().remove_factor(proof(shown())));
    EXPECT_EQ(room_.last_audited(), "anna | second factor removed | ");
    EXPECT_TRUE(log_in(""));
}

TEST_F(Factor, WrongCodesLockTheAccountAsWrongPasswordsDo) {
    add();
    for (int i = 0; i < base::limits::failed_logins_max; ++i) {
        EXPECT_TRUE(fails_with(log_in("000000"), Fault::unauthorized));
    }
    room_.clock.advance_seconds(code_seconds);
    EXPECT_TRUE(fails_with(log_in(shown()), Fault::unauthorized));
    room_.clock.advance_seconds(base::limits::lockout_seconds);
    EXPECT_TRUE(log_in(shown()));
}

TEST_F(Factor, IsGoneWithANewLink) {
    add();
    const auto token = accounts().reset(Actor::console(), "anna");
    ASSERT_TRUE(token);
    ASSERT_TRUE(accounts().set_up(*token, good_password));
    EXPECT_TRUE(log_in(""));
    EXPECT_FALSE(accounts().has_factor("anna").value());
}

// Whoever has the database has no code: nothing there is the secret.
TEST_F(Factor, HasItsSecretInNoTable) {
    add();
    const std::string secret = accounts().codes_of("anna", nonce_).secret_text();
    const base::Bytes bytes = base::from_base32(secret).value();
    const auto row = room_.store->staff("anna").value().value();
    EXPECT_EQ(row.factor_nonce, nonce_);
    const std::string_view held(reinterpret_cast<const char*>(row.factor_nonce.data()),
                                row.factor_nonce.size());
    EXPECT_FALSE(std::string(bytes.begin(), bytes.end()).contains(held.substr(0, 8)));
    const Access elsewhere({*room_.store, room_.clock, room_.random},
                           {.factor_key = base::crypto::Secret(base::Digest{43}), .cost = {}});
    EXPECT_NE(elsewhere.accounts.codes_of("anna", nonce_).secret_text(), secret);
}

}  // namespace
}  // namespace lyhord::access
