#include "http/limiter/challenges.h"

#include <algorithm>
#include <bit>
#include <cstring>

#include "base/limits.h"

namespace lyhord::http {
namespace {

namespace limits = base::limits;

constexpr std::size_t time_bytes = 8;
constexpr std::size_t mac_bytes = 18;
constexpr std::size_t seed_characters = 20;
constexpr std::size_t token_characters = 56;
constexpr int bits_of_a_byte = 8;

base::Bytes payload(base::ByteView seed, std::int64_t made, int bits) {
    base::Bytes out(seed.begin(), seed.end());
    for (std::size_t i = 0; i < time_bytes; ++i) {
        out.push_back(static_cast<base::Byte>(static_cast<std::uint64_t>(made) >> (8 * i)));
    }
    out.push_back(static_cast<base::Byte>(bits));
    return out;
}

int zero_bits(const base::Digest& digest) {
    int bits = 0;
    for (const base::Byte byte : digest) {
        if (byte != 0) {
            return bits + std::countl_zero(byte);
        }
        bits += bits_of_a_byte;
    }
    return bits;
}

bool is_counter(std::string_view text) {
    return !text.empty() && text.size() <= limits::challenge_counter_digits_max &&
           std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

bool solves(std::string_view seed, int bits, std::string_view counters) {
    for (int i = 0; i < limits::challenge_puzzles; ++i) {
        if (!counters.starts_with('.')) {
            return false;
        }
        counters.remove_prefix(1);
        const std::string_view counter = counters.substr(0, counters.find('.'));
        const std::string puzzle =
            std::string(seed) + "." + std::to_string(i) + "." + std::string(counter);
        if (!is_counter(counter) ||
            zero_bits(base::crypto::sha256(base::as_bytes(puzzle))) < bits) {
            return false;
        }
        counters.remove_prefix(counter.size());
    }
    return counters.empty();
}

std::size_t Challenges::HashOfSeed::operator()(const Seed& seed) const {
    std::size_t hash = 0;  // the seed is random
    std::memcpy(&hash, seed.data(), sizeof hash);
    return hash;
}

Challenges::Challenges(const base::Clock& clock, base::Random& random, ChallengeOptions options)
    : clock_(clock), random_(random), options_(options), began_(clock.uptime_seconds()) {
    random_.fill(key_.bytes());
}

// Since it began: how long the machine has been up is nobody's business.
std::int64_t Challenges::now() const { return clock_.uptime_seconds() - began_; }

std::string Challenges::signed_token(const Parts& parts) const {
    base::Bytes bytes = payload(parts.seed, parts.made, parts.bits);
    const base::Digest mac = base::crypto::hmac_sha256(key_.view(), bytes);
    bytes.insert(bytes.end(), mac.begin(), mac.begin() + mac_bytes);
    return base::base64url(bytes);
}

Challenge Challenges::described(const Parts& parts, std::string token) const {
    const std::int64_t age = now() - parts.made;
    Challenge challenge;
    challenge.seed = token.substr(0, seed_characters);
    challenge.token = std::move(token);
    challenge.bits = parts.bits;
    challenge.puzzles = limits::challenge_puzzles;
    challenge.wait_seconds = std::max<std::int64_t>(1, options_.wait_seconds - age);
    challenge.expires_in_seconds = options_.seconds_max - age;
    return challenge;
}

Challenge Challenges::issue(int added_bits) {
    Parts parts;
    const std::lock_guard lock(mutex_);
    random_.fill(parts.seed);
    parts.made = now();
    parts.bits = options_.bits + std::clamp(added_bits, 0, limits::challenge_bits_added_max);
    return described(parts, signed_token(parts));
}

std::expected<Challenges::Parts, Unmet> Challenges::read(std::string_view token) const {
    const auto bytes = base::from_base64url(token);
    if (token.size() != token_characters || !bytes) {
        return std::unexpected(Unmet::none);
    }
    const base::ByteView all(*bytes);
    const base::ByteView claimed = all.first(all.size() - mac_bytes);
    const base::Digest mac = base::crypto::hmac_sha256(key_.view(), claimed);
    if (!base::crypto::equal_in_constant_time(all.last(mac_bytes),
                                              base::ByteView(mac).first(mac_bytes))) {
        return std::unexpected(Unmet::forged);
    }
    Parts parts;
    std::ranges::copy(claimed.first(seed_bytes), parts.seed.begin());
    for (std::size_t i = 0; i < time_bytes; ++i) {
        parts.made |= static_cast<std::int64_t>(claimed[seed_bytes + i]) << (8 * i);
    }
    parts.bits = claimed.back();
    return parts;
}

std::expected<Met, Unmet> Challenges::judge(std::string_view proof, bool may_wait) const {
    const std::string_view token = proof.substr(0, proof.find('.'));
    const auto parts = read(token);
    if (!parts) {
        return std::unexpected(parts.error());
    }
    if (now() - parts->made >= options_.seconds_max) {
        return std::unexpected(Unmet::expired);
    }
    if (proof.size() > token.size()) {
        const bool is_solved =
            solves(token.substr(0, seed_characters), parts->bits, proof.substr(token.size()));
        return is_solved ? std::expected<Met, Unmet>(Met::by_work)
                         : std::unexpected(Unmet::unsolved);
    }
    if (!may_wait || now() - parts->made < options_.wait_seconds) {
        return std::unexpected(Unmet::too_early);
    }
    return Met::by_waiting;
}

std::optional<Challenge> Challenges::again(std::string_view proof) {
    const std::lock_guard lock(mutex_);
    const auto parts = read(proof.substr(0, proof.find('.')));
    const bool is_waiting = parts && now() - parts->made < options_.wait_seconds;
    if (!is_waiting || used_.contains(parts->seed)) {
        return std::nullopt;
    }
    return described(*parts, signed_token(*parts));
}

std::expected<Met, Unmet> Challenges::redeem(std::string_view proof,
                                             base::ByteView key,
                                             bool may_wait) {
    const std::lock_guard lock(mutex_);
    const std::expected<Met, Unmet> met = judge(proof, may_wait);
    if (!met) {
        return met;
    }
    const Parts parts = *read(proof.substr(0, token_characters));
    const base::Digest by = base::crypto::hmac_sha256(key_.view(), key);
    const auto found = used_.find(parts.seed);
    if (found != used_.end()) {
        return found->second.by == by ? met : std::unexpected(Unmet::used);
    }
    make_room();
    used_.emplace(parts.seed, Use{.by = by, .expires = parts.made + options_.seconds_max});
    return met;
}

// A used challenge must not pass again, and memory must not grow: if more are used than fit, a new
// key makes every challenge of the old one worthless, and who holds one is given another.
void Challenges::make_room() {
    if (used_.size() < options_.used_max) {
        return;
    }
    std::erase_if(used_, [this](const auto& entry) { return entry.second.expires <= now(); });
    if (used_.size() >= options_.used_max) {
        random_.fill(key_.bytes());
        used_.clear();
        ++keys_replaced_;
    }
}

std::size_t Challenges::used() const {
    const std::lock_guard lock(mutex_);
    return used_.size();
}

std::uint64_t Challenges::keys_replaced() const {
    const std::lock_guard lock(mutex_);
    return keys_replaced_;
}

}  // namespace lyhord::http
