#include "http/limiter/submission_limit.h"

#include <algorithm>
#include <bit>

namespace lyhord::http {
namespace {

// How far waiting helps: there is no work in it, so a program can wait for many at a time.
constexpr std::uint64_t waiting_factor = 2;

std::uint64_t key_of(const Sender& sender) { return static_cast<std::uint64_t>(sender.client); }

// Above twice the limit somebody may have to wait for a whole window: the challenge lasts longer.
ChallengeOptions lasting(ChallengeOptions challenges, std::int64_t window_seconds) {
    challenges.seconds_max =
        std::max(challenges.seconds_max, window_seconds + challenges.wait_seconds);
    return challenges;
}

}  // namespace

SubmissionLimit::SubmissionLimit(const base::Clock& clock,
                                 base::Random& random,
                                 SubmissionLimitOptions options)
    : options_(options),
      challenges_(clock, random, lasting(options.challenges, options.counts.window_seconds)),
      counts_(clock, options.counts) {}

bool SubmissionLimit::admit(const Sender& sender, base::ByteView key, std::string_view proof) {
    const std::lock_guard lock(mutex_);
    if (sender.is_enrolled_device) {
        ++counters_.passed_of_devices;
        return true;
    }
    if (options_.answers_max == 0) {
        ++counters_.passed;
        return true;
    }
    const std::uint64_t answers = counts_.count(key_of(sender));
    if (answers >= options_.answers_max && !redeem(answers, key, proof)) {
        return false;
    }
    counters_.passed += answers < options_.answers_max ? 1 : 0;
    counts_.add(key_of(sender));
    return true;
}

bool SubmissionLimit::redeem(std::uint64_t answers, base::ByteView key, std::string_view proof) {
    const bool may_wait = answers < waiting_factor * options_.answers_max;
    const auto met = challenges_.redeem(proof, key, may_wait);
    if (met) {
        ++(*met == Met::by_work ? counters_.passed_by_work : counters_.passed_by_waiting);
        return true;
    }
    counters_.proofs_refused += met.error() == Unmet::none ? 0 : 1;
    counters_.proofs_used_before += met.error() == Unmet::used ? 1 : 0;
    return false;
}

void SubmissionLimit::give_back(const Sender& sender) {
    const std::lock_guard lock(mutex_);
    if (!sender.is_enrolled_device && options_.answers_max != 0) {
        counts_.take_back(key_of(sender));
    }
}

Challenge SubmissionLimit::challenge(const Sender& sender, std::string_view proof) {
    const std::lock_guard lock(mutex_);
    ++counters_.challenged;
    const std::uint64_t limit = std::max<std::uint64_t>(1, options_.answers_max);
    std::optional<Challenge> challenge = challenges_.again(proof);
    if (!challenge) {
        const int doublings =
            static_cast<int>(std::bit_width(counts_.count(key_of(sender)) / limit)) - 1;
        challenge = challenges_.issue(doublings);
    }
    challenge->wait_seconds =
        std::max(challenge->wait_seconds,
                 counts_.seconds_until_below(key_of(sender), waiting_factor * limit));
    return *std::move(challenge);
}

SubmissionCounters SubmissionLimit::snapshot() const {
    const std::lock_guard lock(mutex_);
    SubmissionCounters counters = counters_;
    counters.clients = counts_.keys();
    counters.clients_forgotten = counts_.forgotten();
    counters.proofs_remembered = challenges_.used();
    counters.keys_replaced = challenges_.keys_replaced();
    return counters;
}

}  // namespace lyhord::http
