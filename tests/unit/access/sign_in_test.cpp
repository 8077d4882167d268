#include <algorithm>
#include <ctime>
#include <thread>
#include <vector>

#include "access/accounts.h"
#include "base/limits.h"
#include "staff_room.h"

namespace lyhord::access {
namespace {

namespace limits = base::limits;
using base::Fault;
using domain::Role;

TEST(SignIn, GivesASessionOfTheAccountAndItsRole) {
    StaffRoom room;
    room.hire("anna", Role::coordinator);

    const auto session = room.access.gate.by_cookie(room.log_in("anna").value());

    ASSERT_TRUE(session.has_value());
    EXPECT_EQ(session->name(), "anna");
    EXPECT_EQ(session->role(), Role::coordinator);
    EXPECT_FALSE(session->by_token());
}

TEST(SignIn, TwoSignInsAreTwoSessions) {
    StaffRoom room;
    room.hire("anna", Role::coordinator);
    EXPECT_NE(room.log_in("anna").value(), room.log_in("anna").value());
}

TEST(SignIn, TakesThePasswordInAnyUnicodeForm) {
    StaffRoom room;
    room.hire("anna", Role::coordinator);
    EXPECT_TRUE(room.log_in("anna", "bla\u030A cykel under eken").has_value());
}

TEST(SignIn, RefusesEverybodyElseWithOneError) {
    StaffRoom room;
    room.hire("anna", Role::coordinator);
    room.hire("bo", Role::analyst);
    ASSERT_TRUE(room.access.accounts.disable(Actor::console(), "bo").has_value());
    ASSERT_TRUE(room.access.accounts.add(Actor::console(), "cia", Role::analyst).has_value());
    const std::string enormous(60'000, 'x');
    const std::vector<std::pair<std::string_view, std::string_view>> tries{
        {"anna", "fel lösenord här"},
        {"anna", ""},
        {"ingen", good_password},
        {"", good_password},
        {"bo", good_password},
        {"cia", good_password},
        {"cia", ""},
        {"Anna", good_password},
        {"anna", enormous},
    };
    std::uint64_t client = 0;
    for (const auto& [name, password] : tries) {
        const auto refused = room.log_in(name, password, client++);
        EXPECT_TRUE(fails_with(refused, Fault::unauthorized)) << name;
        EXPECT_EQ(refused.error().message(), "wrong name or password, or a locked account") << name;
    }
}

TEST(SignIn, LocksAnAccountAfterTooManyWrongPasswords) {
    StaffRoom room;
    room.hire("anna", Role::coordinator);
    room.fail_logins("anna", limits::failed_logins_max - 1);
    EXPECT_TRUE(room.log_in("anna").has_value());  // and the count begins anew

    room.fail_logins("anna", limits::failed_logins_max);
    EXPECT_TRUE(fails_with(room.log_in("anna"), Fault::unauthorized));

    room.clock.advance_seconds(limits::lockout_seconds - 1);
    EXPECT_TRUE(fails_with(room.log_in("anna"), Fault::unauthorized));
    room.clock.advance_seconds(1);
    EXPECT_TRUE(room.log_in("anna").has_value());
}

TEST(SignIn, TriesDuringALockDoNotProlongIt) {
    StaffRoom room;
    room.hire("anna", Role::coordinator);
    room.fail_logins("anna", limits::failed_logins_max);
    room.clock.advance_seconds(limits::lockout_seconds - 1);
    room.fail_logins("anna", limits::failed_logins_max);
    room.clock.advance_seconds(1);
    EXPECT_TRUE(room.log_in("anna").has_value());
}

TEST(SignIn, ALockDoesNotEndOpenSessions) {
    StaffRoom room;
    room.hire("anna", Role::coordinator);
    const std::string cookie = room.log_in("anna").value();
    room.fail_logins("anna", limits::failed_logins_max);
    EXPECT_TRUE(room.access.gate.by_cookie(cookie).has_value());
}

TEST(SignIn, AResetAndANewPasswordEndALock) {
    StaffRoom room;
    room.hire("anna", Role::coordinator);
    room.fail_logins("anna", limits::failed_logins_max);
    const auto token = room.access.accounts.reset(Actor::console(), "anna");
    ASSERT_TRUE(token.has_value());
    ASSERT_TRUE(room.access.accounts.set_up(*token, good_password).has_value());
    EXPECT_TRUE(room.log_in("anna").has_value());
}

TEST(SignIn, TheLastAdministratorIsNeverLockedOut) {
    StaffRoom room;
    room.hire("adam", Role::admin);
    room.fail_logins("adam", 5 * limits::failed_logins_max);
    EXPECT_TRUE(room.log_in("adam").has_value());
}

TEST(SignIn, WhatTheLastAdministratorSufferedDoesNotLockLater) {
    StaffRoom room;
    room.hire("adam", Role::admin);
    room.fail_logins("adam", 2 * limits::failed_logins_max);
    room.hire("bea", Role::admin);
    EXPECT_TRUE(room.log_in("adam").has_value());
}

TEST(SignIn, WhenAllOtherAdministratorsAreLockedTheLastOneIsNot) {
    StaffRoom room;
    room.hire("adam", Role::admin);
    room.hire("bea", Role::admin);
    room.fail_logins("adam", limits::failed_logins_max);
    EXPECT_TRUE(fails_with(room.log_in("adam"), Fault::unauthorized));
    room.fail_logins("bea", limits::failed_logins_max);
    EXPECT_TRUE(room.log_in("bea").has_value());
}

TEST(SignIn, ALockedAdministratorWhoBecomesTheLastIsLetIn) {
    StaffRoom room;
    room.hire("adam", Role::admin);
    room.hire("bea", Role::admin);
    room.fail_logins("adam", limits::failed_logins_max);
    ASSERT_TRUE(fails_with(room.log_in("adam"), Fault::unauthorized));
    // From the machine itself: the page would refuse to leave only a locked administrator.
    store::StaffRow bea = room.store->staff("bea").value().value();
    bea.disabled = true;
    ASSERT_TRUE(room.store->put_staff(bea).has_value());
    EXPECT_TRUE(room.log_in("adam").has_value());
}

TEST(SignIn, AClientThatFailsTooOftenWaitsAMinuteAndNobodyElseDoes) {
    StaffRoom room;
    room.hire("adam", Role::admin);
    constexpr std::uint64_t stranger = 7;
    constexpr std::uint64_t adam = 8;
    for (int i = 0; i < limits::login_tries_per_minute_max; ++i) {
        EXPECT_TRUE(
            fails_with(room.log_in("adam", "gissning nummer tio", stranger), Fault::unauthorized));
    }
    EXPECT_TRUE(fails_with(room.log_in("adam", good_password, stranger), Fault::too_many));
    EXPECT_TRUE(room.log_in("adam", good_password, adam).has_value());

    room.clock.advance_seconds(60);
    EXPECT_TRUE(room.log_in("adam", good_password, stranger).has_value());
}

TEST(SignIn, SuccessesAreNotCountedAgainstAClient) {
    StaffRoom room;
    room.hire("anna", Role::coordinator);
    for (int i = 0; i < 3 * limits::login_tries_per_minute_max; ++i) {
        ASSERT_TRUE(room.log_in("anna").has_value());
    }
}

TEST(SignIn, FailuresAreAuditedByAccountAndNeverByWhatWasTyped) {
    StaffRoom room;
    room.hire("anna", Role::coordinator);
    room.fail_logins("anna", 1);
    EXPECT_EQ(room.last_audited(), "anna | sign-in failed | ");
    room.fail_logins("mitt lösenord i fel ruta", 1);
    EXPECT_EQ(room.last_audited(), "(unknown) | sign-in failed | ");
    EXPECT_EQ(room.store->document("sign-in:unknown-names").value(), R"({"count":1})");
    room.fail_logins("bo", 1);
    EXPECT_EQ(room.last_audited(), "(unknown) | sign-in failed | ");
    EXPECT_EQ(room.store->document("sign-in:unknown-names").value(), R"({"count":2})");
}

TEST(SignIn, AFloodOfFailuresDoesNotFillTheAuditLog) {
    StaffRoom room;
    const int tries = limits::failed_logins_audited_per_hour_max + 20;
    room.fail_logins("ingen", tries);
    const auto entries = room.access.audit.newest(limits::audit_entries_shown_max);
    ASSERT_TRUE(entries.has_value());
    EXPECT_EQ(entries->size(),
              static_cast<std::size_t>(limits::failed_logins_audited_per_hour_max));

    room.clock.advance_seconds(3600);
    room.fail_logins("ingen", 1);
    EXPECT_EQ(room.access.audit.newest(limits::audit_entries_shown_max)->size(),
              static_cast<std::size_t>(limits::failed_logins_audited_per_hour_max) + 1);
}

// Of this thread alone, so that other programs on the machine do not matter.
double processor_seconds() {
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

double median_cost(StaffRoom& room, std::string_view name) {
    std::vector<double> costs;
    for (int i = 0; i < 5; ++i) {
        const double begun = processor_seconds();
        room.fail_logins(name, 1);
        costs.push_back(processor_seconds() - begun);
    }
    std::ranges::sort(costs);
    return costs[costs.size() / 2];
}

TEST(SignIn, AnUnknownNameCostsAsMuchAsAWrongPassword) {
    StaffRoom room({.memory_kib = 8 * 1024, .passes = 2});
    room.hire("anna", Role::coordinator);
    ASSERT_TRUE(room.access.accounts.add(Actor::console(), "bo", Role::analyst).has_value());
    const double known = median_cost(room, "anna");
    for (const std::string_view name : {"ingen", "", "INGEN", "bo"}) {
        const double unknown = median_cost(room, name);
        EXPECT_GT(unknown, known / 2) << name;
        EXPECT_LT(unknown, known * 2) << name;
    }
}

TEST(SignIn, ManyAtOnceCannotGuessMoreThanTheLockAllows) {
    StaffRoom room({.memory_kib = 256, .passes = 1});
    room.hire("anna", Role::coordinator);
    std::vector<std::thread> strangers;
    for (std::uint64_t client = 0; client < 4; ++client) {
        strangers.emplace_back([&room, client] {
            for (int i = 0; i < limits::login_tries_per_minute_max; ++i) {
                EXPECT_FALSE(room.log_in("anna", "gissning nummer tio", 100 + client).has_value());
            }
        });
    }
    for (std::thread& stranger : strangers) {
        stranger.join();
    }
    EXPECT_TRUE(fails_with(room.log_in("anna"), Fault::unauthorized));
    EXPECT_TRUE(room.access.accounts.list()->front().locked);
}

}  // namespace
}  // namespace lyhord::access
