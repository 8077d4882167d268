// Owns Shard: one I/O thread with its loop, its connections and their deadlines.
#pragma once

#include <array>
#include <atomic>
#include <chrono>
#include <list>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "http/gate/client_tokens.h"
#include "http/gate/connection.h"
#include "http/gate/events.h"
#include "http/gate/listener.h"
#include "http/gate/mailbox.h"
#include "http/gate/meter.h"
#include "http/gate/tls.h"
#include "http/gate/workers.h"

namespace lyhord::http {

// What all shards share.
struct GateState {
    const Handlers handlers;
    const std::string forwarded_header;
    const Deadlines deadlines;
    const base::Clock& clock;
    ClientTokens tokens;
    std::unique_ptr<Tls> tls;  // null without a listening socket that has TLS
    std::shared_ptr<Workers> workers;
    std::unique_ptr<Workers> slow_workers;

    // GateCounters
    std::atomic<std::uint64_t> accepted = 0;
    std::atomic<std::uint64_t> open = 0;
    std::atomic<std::uint64_t> evicted = 0;
    std::atomic<std::uint64_t> accept_errors = 0;
    std::atomic<std::uint64_t> turned_away = 0;
    std::atomic<std::uint64_t> handshakes = 0;
    std::atomic<std::uint64_t> handshakes_failed = 0;
    std::atomic<std::uint64_t> requests = 0;
    std::atomic<std::uint64_t> refused = 0;
    std::atomic<std::uint64_t> timed_out = 0;
    std::atomic<std::uint64_t> overloaded = 0;
};

class Shard {
public:
    struct Limits {
        std::size_t connections = 0;
        std::size_t body_bytes = 0;  // of all requests that are being read or handled
    };
    Shard(GateState& state, const Limits& most);
    Shard(const Shard&) = delete;
    Shard& operator=(const Shard&) = delete;
    ~Shard();

    // Accepts for all of `shards`, in turn, and closes `listeners` when it drains. Before run().
    void accept_from(std::vector<Listener>& listeners, std::span<Shard* const> shards);
    // The loop; returns when it has been drained.
    void run();

    // From any thread.
    void adopt(const ConnectionOptions& options);
    void drain();

    // For its connections, on its thread.
    GateState& state() { return state_; }
    event_base* base() { return base_.get(); }
    std::span<char> scratch() { return scratch_; }
    std::string_view date() const { return date_; }
    Meter& meter() { return meter_; }
    bool is_draining() const { return draining_; }
    const Handlers& handlers_of(const Connection& connection) const;
    void enter(Connection& connection, Phase phase);
    void handle(Connection& connection, Pace pace);
    void fetch(Connection& connection, const std::shared_ptr<BodySource>& source);
    void close(Connection& connection);
    // For so many bytes more of its body, at the cost of those that have waited longest for a
    // client; false: not even then. The bytes count until the answer has been written.
    bool make_room(Connection& connection, std::size_t bytes);
    void forget_body(Connection& connection);
    // Takes what has come in meanwhile, once; every callback of the loop ends with it.
    void settle();

private:
    struct Door {
        Event event;
        Listener* listener = nullptr;
        Shard* shard = nullptr;
    };
    using Clock = std::chrono::steady_clock;

    void open_door(Door& door);
    void pause(Door& door);
    void admit(const ConnectionOptions& options);
    Connection* oldest_of(std::span<const Phase> phases) const;  // null: none
    bool evict_one();
    Connection* oldest_holder(const Connection& except) const;  // of bytes; null: none
    void tick();
    void expire_connections();
    void begin_drain();
    Reply reply_to(Connection& connection);

    GateState& state_;
    const Limits most_;
    const std::array<Deadlines::Span, phase_count> spans_;  // by Phase
    std::shared_ptr<Mailbox> mailbox_ = std::make_shared<Mailbox>();
    EventBase base_;
    Event mail_;
    Event timer_;
    std::vector<std::unique_ptr<Door>> doors_;
    std::vector<Shard*> shards_;
    std::size_t next_shard_ = 0;
    bool doors_shut_ = false;    // for a moment, after an accept that failed
    bool is_exhausted_ = false;  // the last accept had no descriptor or no memory
    std::vector<std::unique_ptr<Connection>> connections_;  // by slot
    std::vector<std::size_t> free_slots_;
    std::size_t open_ = 0;
    std::size_t body_bytes_ = 0;                              // of all
    std::size_t evictable_body_bytes_ = 0;                    // of those in a phase of `holders`
    std::vector<std::unique_ptr<Connection>> closed_;         // until the callback ends
    std::array<std::list<Connection*>, phase_count> phases_;  // by time of entry
    std::uint64_t last_ticket_ = 0;
    std::string scratch_;
    std::string date_;
    Meter meter_;
    Clock::time_point now_;
    Clock::time_point certificate_seen_;
    bool draining_ = false;
    Clock::time_point drain_until_;
    Clock::time_point requests_until_;
};

}  // namespace lyhord::http
