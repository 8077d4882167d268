// Owns SubmissionLimit: a school class or a municipality's Wi-Fi behind one address can answer, a
// flood cannot. So many answers pass in a window; above that each needs a challenge that was met.
#pragma once

#include <cstdint>
#include <mutex>
#include <string_view>

#include "base/limits.h"
#include "base/recent_counts.h"
#include "http/limiter/challenges.h"
#include "http/message.h"

namespace lyhord::http {

struct SubmissionLimitOptions {
    // In a window, from one address; 0: no limit.
    std::uint64_t answers_max = base::limits::answers_per_address_default;
    base::RecentCountsOptions counts = {
        .window_seconds = base::limits::answers_window_minutes_default * 60,
        .keys_max = base::limits::answer_clients_max};
    ChallengeOptions challenges = {.bits = base::limits::challenge_bits_default,
                                   .wait_seconds = base::limits::challenge_wait_seconds_default,
                                   .used_max = base::limits::challenges_used_max};
};

// Who sends. A device that staff have enrolled, and that has proved it, is not counted: many people
// answer at it.
struct Sender {
    ClientToken client{};
    bool is_enrolled_device = false;
};

// Since the start, where nothing else is said.
struct SubmissionCounters {
    std::uint64_t passed = 0;              // within the limit
    std::uint64_t passed_of_devices = 0;   // not counted
    std::uint64_t passed_by_work = 0;      // above it
    std::uint64_t passed_by_waiting = 0;   // above it
    std::uint64_t challenged = 0;          // times that a challenge was handed out
    std::uint64_t proofs_refused = 0;      // handed in, and not good
    std::uint64_t proofs_used_before = 0;  // of those: for another answer
    std::uint64_t clients = 0;             // remembered now
    std::uint64_t clients_forgotten = 0;   // to make room for others
    std::uint64_t proofs_remembered = 0;   // now
    std::uint64_t keys_replaced = 0;       // since there was no room for more proofs
};

// Thread-safe.
class SubmissionLimit {
public:
    SubmissionLimit(const base::Clock& clock, base::Random& random, SubmissionLimitOptions options);

    // True if a new answer under this submission key may be stored; it is counted then. `proof`:
    // what the sender answers to a challenge; only looked at above the limit. False: only what is
    // stored already may be acknowledged again, anything else gets a challenge().
    bool admit(const Sender& sender, base::ByteView key, std::string_view proof);
    // What was admitted was not stored as a new answer: it does not count.
    void give_back(const Sender& sender);

    // `proof`: as it was sent. Each doubling of the answers above the limit doubles the work. Above
    // twice the limit waiting only helps once there are fewer again, and wait_seconds says when
    // that may be.
    Challenge challenge(const Sender& sender, std::string_view proof);

    SubmissionCounters snapshot() const;

private:
    bool redeem(std::uint64_t answers, base::ByteView key, std::string_view proof);

    SubmissionLimitOptions options_;
    Challenges challenges_;
    mutable std::mutex mutex_;
    base::RecentCounts counts_;
    SubmissionCounters counters_;
};

}  // namespace lyhord::http
