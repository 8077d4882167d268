// Owns Gate: the network front. It accepts, terminates TLS, keeps to the limits and deadlines,
// checks the framing strictly, and hands on whole requests; service/http/README.md has its rules.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/limits.h"
#include "base/random.h"
#include "base/result.h"
#include "http/message.h"

namespace lyhord::http {

// What is behind the gate. Each is called on several threads at once.
struct Handlers {
    std::function<Plan(const Request&)> plan;  // on an I/O thread: must not wait
    std::function<void(const Request&, Reply)> dispatch;
    Refuse refuse;  // of the gate's own, after a sound head: 413 or 503
};

// How a listening socket tells who its clients are.
enum class Peers {
    direct,           // the peer is the client
    proxy_protocol,   // PROXY protocol v2 in front of every connection
    forwarded_header  // GateOptions::forwarded_header of every request, its last entry
};

struct Listening {
    bool has_tls = true;
    Peers peers = Peers::direct;
    // One of: address and port (0: any free one), a Unix socket's path, or a socket that was passed
    // in, for example by systemd.
    std::string address;
    int port = 0;
    std::filesystem::path unix_path;
    int inherited = -1;
    // What answers here; empty: the gate's own handlers.
    std::shared_ptr<const Handlers> handlers;
};

// How long a connection may wait for one thing.
struct Deadlines {
    using Span = std::chrono::milliseconds;
    Span opening = std::chrono::seconds(base::limits::opening_seconds_max);
    Span idle = std::chrono::seconds(base::limits::idle_seconds_max);
    Span head = std::chrono::seconds(base::limits::head_seconds_max);
    Span body = std::chrono::seconds(base::limits::body_seconds_max);
    Span reply = std::chrono::seconds(base::limits::reply_wait_seconds_max);
    Span write = std::chrono::seconds(base::limits::write_seconds_max);  // for write_progress_bytes
    Span linger = std::chrono::seconds(base::limits::linger_seconds_max);
    Span drain = std::chrono::seconds(base::limits::drain_seconds_max);
    Span last_call = std::chrono::seconds(1);  // to begin a request, once it drains
};

struct GateOptions {
    std::vector<Listening> listening;
    std::filesystem::path certificate;  // needed if one of them has TLS
    std::filesystem::path private_key;
    std::string forwarded_header = "x-forwarded-for";  // in lower case
    std::size_t io_threads = 0;                        // 0: one a core
    std::size_t workers = 0;                           // 0: one a core
    Deadlines deadlines = {};
    std::size_t connections_max = 0;  // 0: limits::connections_default; never over RLIMIT_NOFILE
    std::size_t body_bytes_max = base::limits::bodies_bytes_max;  // of all requests at a time
};

// Since the start.
struct GateCounters {
    std::uint64_t accepted = 0;
    std::uint64_t open = 0;  // now
    std::uint64_t evicted = 0;
    std::uint64_t accept_errors = 0;
    std::uint64_t turned_away = 0;  // accepted, but all connections were busy
    std::uint64_t handshakes = 0;   // of TLS, that were finished
    std::uint64_t handshakes_failed = 0;
    std::uint64_t requests = 0;
    std::uint64_t refused = 0;            // by the gate, for what it read
    std::uint64_t timed_out = 0;          // by a deadline
    std::uint64_t overloaded = 0;         // 503, the queue was full
    std::uint64_t jobs_waiting = 0;       // now, for a worker
    std::uint64_t slow_jobs_waiting = 0;  // now, for a slow one
};

class Gate {
public:
    // Binds, without answering yet. invalid: the certificate or its key cannot be read. busy: a
    // port is in use. io: an address cannot be listened on. `clock` and `random` must outlive it.
    static base::Result<std::unique_ptr<Gate>> open(GateOptions options,
                                                    Handlers handlers,
                                                    const base::Clock& clock,
                                                    base::Random& random);
    Gate() = default;
    Gate(const Gate&) = delete;
    Gate& operator=(const Gate&) = delete;
    virtual ~Gate() = default;

    // Of the listening socket with this index; 0 for a Unix socket.
    virtual int port(std::size_t listening) const = 0;
    // Blocks until stop(), and then until what is being answered is answered, at most
    // limits::drain_seconds_max.
    virtual void serve() = 0;
    // From any thread.
    virtual void stop() = 0;
    virtual void reload_certificate() = 0;
    virtual GateCounters counters() const = 0;
    // What was answered, since the start.
    virtual TrafficTable traffic() const = 0;
    // Negative: it has ended. Nothing without TLS.
    virtual std::optional<int> certificate_days_left() const = 0;
};

}  // namespace lyhord::http
