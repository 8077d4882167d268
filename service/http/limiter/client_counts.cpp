#include "http/limiter/client_counts.h"

#include <algorithm>
#include <numeric>

namespace lyhord::http {

std::uint64_t ClientCounts::Client::total() const {
    return std::accumulate(answers.begin(), answers.end(), std::uint64_t{0});
}

void ClientCounts::Client::advance_to(std::int64_t slot) {
    const std::int64_t passed = std::min(slot - newest, slots);
    for (std::int64_t i = 1; i <= passed; ++i) {
        answers[static_cast<std::size_t>((newest + i) % slots)] = 0;
    }
    newest = std::max(newest, slot);
}

std::int64_t ClientCounts::slot_now() const {
    const std::int64_t slot_seconds = std::max<std::int64_t>(1, options_.window_seconds / slots);
    return clock_.uptime_seconds() / slot_seconds;
}

ClientCounts::Client* ClientCounts::known(ClientToken client) {
    const auto found = places_.find(static_cast<std::uint64_t>(client));
    if (found == places_.end()) {
        return nullptr;
    }
    // A flood is asked about all the time, so it is never the one that is forgotten.
    clients_.splice(clients_.begin(), clients_, found->second);
    clients_.front().advance_to(slot_now());
    return &clients_.front();
}

std::uint64_t ClientCounts::count(ClientToken client) {
    const Client* found = known(client);
    return found == nullptr ? 0 : found->total();
}

void ClientCounts::add(ClientToken client) {
    Client* found = known(client);
    if (found == nullptr) {
        forget_quiet();
        clients_.push_front({.token = client, .newest = slot_now()});
        places_.emplace(static_cast<std::uint64_t>(client), clients_.begin());
        found = &clients_.front();
    }
    ++found->answers[static_cast<std::size_t>(found->newest % slots)];
}

void ClientCounts::take_back(ClientToken client) {
    Client* found = known(client);
    for (std::int64_t i = 0; found != nullptr && i < slots; ++i) {
        std::uint32_t& answers =
            found->answers[static_cast<std::size_t>((found->newest + slots - i) % slots)];
        if (answers > 0) {
            --answers;
            return;
        }
    }
}

// Two at a time of those whose answers have all left the window, so that memory falls again after a
// crowd without a pause for everybody.
void ClientCounts::forget_quiet() {
    const std::int64_t now = slot_now();
    for (int i = 0; i < 2 && !clients_.empty(); ++i) {
        const bool is_quiet = now - clients_.back().newest >= slots;
        const bool is_full = places_.size() >= options_.clients_max;
        if (!is_quiet && !is_full) {
            return;
        }
        forgotten_ += is_quiet ? 0 : 1;
        places_.erase(static_cast<std::uint64_t>(clients_.back().token));
        clients_.pop_back();
    }
}

}  // namespace lyhord::http
