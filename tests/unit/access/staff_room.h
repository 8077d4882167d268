// Owns StaffRoom: access/ over a real store, with a clock that the test moves and a cheap argon2id.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "access/access.h"
#include "base/random.h"
#include "support/fake_clock.h"
#include "support/temporary_store.h"

namespace lyhord::access {

inline constexpr std::string_view good_password = "blå cykel under eken";

struct StaffRoom {
    explicit StaffRoom(PasswordCost cost = {.memory_kib = 64, .passes = 1})
        : store(clock),
          access({*store, clock, random}, {.factor_key = factor_key(), .cost = cost}) {}

    static base::crypto::Secret factor_key() { return base::crypto::Secret(base::Digest{42}); }

    // An account that has set its password.
    void hire(std::string_view name, domain::Role role) {
        const auto token = access.accounts.add(Actor::console(), name, role);
        ASSERT_TRUE(token.has_value());
        ASSERT_TRUE(access.accounts.set_up(*token, good_password).has_value());
    }

    base::Result<std::string> log_in(std::string_view name,
                                     std::string_view password = good_password,
                                     std::uint64_t client = 1) {
        return access.accounts.log_in({.name = name, .password = password, .client = client});
    }

    // Tries with a wrong password, each from a client of its own.
    void fail_logins(std::string_view name, int count) {
        for (int i = 0; i < count; ++i) {
            const auto refused = log_in(name, "inte det rätta ordet", next_stranger++);
            ASSERT_FALSE(refused.has_value());
            ASSERT_EQ(refused.error().fault(), base::Fault::unauthorized);
        }
    }

    // "who what object" of the newest entry.
    std::string last_audited() {
        const auto entries = access.audit.newest(1);
        if (!entries || entries->empty()) {
            return "";
        }
        const AuditEntry& entry = entries->front();
        return entry.who + " | " + entry.what + " | " + entry.object;
    }

    tests::FakeClock clock;
    base::SystemRandom random;
    tests::TemporaryStore store;
    Access access;
    std::uint64_t next_stranger = 1000;
};

template <typename T>
testing::AssertionResult fails_with(const base::Result<T>& result, base::Fault fault) {
    if (result.has_value()) {
        return testing::AssertionFailure() << "it succeeded";
    }
    if (result.error().fault() != fault) {
        return testing::AssertionFailure() << "it failed otherwise: " << result.error().line();
    }
    return testing::AssertionSuccess();
}

}  // namespace lyhord::access
