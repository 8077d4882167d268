// Owns PasswordHasher: argon2id (RFC 9106), the only place that names it. One computation at a
// time, since each takes limits::password_memory_kib of memory.
#pragma once

#include <atomic>
#include <cstdint>
#include <mutex>
#include <string>
#include <string_view>

#include "base/limits.h"
#include "base/random.h"
#include "base/result.h"

namespace lyhord::access {

struct PasswordCost {
    std::uint32_t memory_kib = base::limits::password_memory_kib;
    std::uint32_t passes = base::limits::password_passes;
};

// Thread-safe.
class PasswordHasher {
public:
    PasswordHasher(base::Random& random, PasswordCost cost);

    // The encoded form ("$argon2id$..."), with a salt of its own. unavailable: no memory.
    base::Result<std::string> hash(std::string_view password);

    // An empty `encoded` (there is no such account) costs the same time and is false.
    // too_many: limits::logins_waiting_max computations wait already. corrupt: not an encoded form.
    base::Result<bool> verify(std::string_view encoded, std::string_view password);

private:
    base::Random& random_;
    PasswordCost cost_;
    std::string decoy_;  // the encoded form of no password that anybody knows
    std::mutex one_at_a_time_;
    std::atomic<int> waiting_ = 0;
};

}  // namespace lyhord::access
