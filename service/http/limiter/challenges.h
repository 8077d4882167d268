// Owns Challenges: what is asked of an address that sends very many answers. A challenge is met by
// work, or by waiting, so that nobody needs JavaScript. It is signed, ends, and passes one answer.
//
// Token: base64url of seed (15) | second of its making (8) | bits (1) | HMAC-SHA-256 of these,
// first 18 bytes. Work: for every i from 0 to puzzles - 1 a counter such that
// SHA-256("<seed>.<i>.<counter>") begins with `bits` zero bits; the seed is the first 20 characters
// of the token. Proof: "<token>" for who has waited, "<token>.<counter>.<counter>..." for who has
// worked.
#pragma once

#include <array>
#include <cstdint>
#include <expected>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/clock.h"
#include "base/crypto/crypto.h"
#include "base/limits.h"
#include "base/random.h"

namespace lyhord::http {

struct ChallengeOptions {
    int bits = 0;
    std::int64_t wait_seconds = 0;
    std::int64_t seconds_max = base::limits::challenge_seconds_max;  // from its making to its end
    std::size_t used_max = 1;                                        // remembered at a time
};

struct Challenge {
    std::string token;
    std::string seed;
    int bits = 0;
    int puzzles = 0;
    std::int64_t wait_seconds = 0;  // from now, for who does not work; at least 1
    std::int64_t expires_in_seconds = 0;
};

enum class Met { by_work, by_waiting };
enum class Unmet {
    none,       // nothing was handed in, or it is no token
    forged,     // it is not signed by this process, or under a key that is gone
    expired,    // its time is over
    too_early,  // it is good, but nothing was worked and the wait is not over
    unsolved,   // work was handed in, and is wrong
    used,       // it has passed another answer
};

// Thread-safe. The key lives as long as the process.
class Challenges {
public:
    Challenges(const base::Clock& clock, base::Random& random, ChallengeOptions options);

    // `added_bits`: each doubles the work.
    Challenge issue(int added_bits);
    // The same challenge with the rest of its wait; nothing unless redeeming it says too_early. Who
    // presses a button too soon does not wait longer for it.
    std::optional<Challenge> again(std::string_view proof);

    // A proof that is good is spent on `key`, which may be sent again with it: the network is bad.
    // `may_wait`: having waited is enough.
    std::expected<Met, Unmet> redeem(std::string_view proof, base::ByteView key, bool may_wait);

    std::size_t used() const;
    std::uint64_t keys_replaced() const;  // when more were used than are remembered

private:
    static constexpr std::size_t seed_bytes = 15;
    using Seed = std::array<base::Byte, seed_bytes>;
    struct Parts {
        Seed seed{};
        std::int64_t made = 0;
        int bits = 0;
    };
    struct HashOfSeed {
        std::size_t operator()(const Seed& seed) const;
    };
    struct Use {
        base::Digest by{};
        std::int64_t expires = 0;
    };

    std::expected<Parts, Unmet> read(std::string_view token) const;
    std::expected<Met, Unmet> judge(std::string_view proof, bool may_wait) const;
    Challenge described(const Parts& parts, std::string token) const;
    std::string signed_token(const Parts& parts) const;
    std::int64_t now() const;
    void make_room();

    const base::Clock& clock_;
    base::Random& random_;
    ChallengeOptions options_;
    std::int64_t began_;
    mutable std::mutex mutex_;
    base::crypto::Secret key_;
    std::unordered_map<Seed, Use, HashOfSeed> used_;
    std::uint64_t keys_replaced_ = 0;
};

// True if the counters, each after a dot, solve the puzzles of `seed`.
bool solves(std::string_view seed, int bits, std::string_view counters);

}  // namespace lyhord::http
