// Owns ClientCounts: how many answers each client sent lately.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <list>
#include <unordered_map>

#include "base/clock.h"
#include "http/message.h"

namespace lyhord::http {

struct ClientCountsOptions {
    std::int64_t window_seconds = 600;
    std::size_t clients_max = 1;
};

// A window slides by tenths, so that it is between nine and ten tenths of its length: never longer
// than promised. Measured by a clock that nobody sets. Not thread-safe.
class ClientCounts {
public:
    ClientCounts(const base::Clock& clock, ClientCountsOptions options)
        : clock_(clock), options_(options) {}

    // 0 for a client that is not remembered.
    std::uint64_t count(ClientToken client);
    // A new client takes the place of the one that was quiet longest, if there is no other room.
    void add(ClientToken client);
    // Takes the newest one back.
    void take_back(ClientToken client);

    std::size_t clients() const { return places_.size(); }
    std::uint64_t forgotten() const { return forgotten_; }  // to make room, while still counting

private:
    static constexpr std::int64_t slots = 10;
    struct Client {
        ClientToken token{};
        std::int64_t newest = 0;  // number of the slot at newest % slots
        std::array<std::uint32_t, slots> answers{};

        std::uint64_t total() const;
        void advance_to(std::int64_t slot);
    };
    using Clients = std::list<Client>;

    std::int64_t slot_now() const;
    Client* known(ClientToken client);
    void forget_quiet();

    const base::Clock& clock_;
    ClientCountsOptions options_;
    Clients clients_;  // the one asked about last is first
    std::unordered_map<std::uint64_t, Clients::iterator> places_;
    std::uint64_t forgotten_ = 0;
};

}  // namespace lyhord::http
