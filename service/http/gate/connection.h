// Owns Connection: one client, from its first byte to its last. It lives on one shard's thread.
#pragma once

#include <chrono>
#include <cstdint>
#include <list>
#include <memory>
#include <string>

#include "http/gate/events.h"
#include "http/gate/gate.h"
#include "http/gate/head.h"
#include "http/gate/wire.h"

namespace lyhord::http {

class Shard;

// What a connection is waiting for; each phase has a deadline of its own (shard.cpp).
enum class Phase { opening, idle, head, body, handling, writing, lingering, gone };
inline constexpr std::size_t phase_count = 7;  // with a deadline: all but `gone`

struct ConnectionOptions {
    int socket = -1;
    const Listening* listening = nullptr;
    ClientToken client{};
};

class Connection {
public:
    Connection(Shard& shard, const ConnectionOptions& options);
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    // The shard's thread calls these; each may end the connection (Shard::close).
    void on_readable();
    void on_writable();
    void deliver(const Response& response);
    void deliver_more(const base::Result<std::string>& piece);
    void expire();  // its phase has taken too long
    void drain();   // what it asks for from now on is its last request

    const Request& request() const { return *request_; }
    std::shared_ptr<const Request> shared_request() const { return request_; }
    const Listening& listening() const { return listening_; }

    // The shard's own notes about it.
    struct Notes {
        std::size_t slot = 0;
        std::uint64_t ticket = 0;  // of the request that is being handled
        Phase phase = Phase::opening;
        std::chrono::steady_clock::time_point since;
        std::list<Connection*>::iterator place;
        std::size_t body_bytes = 0;  // of the shard's, by this one
    };
    Notes notes;

private:
    enum class Received { closed, all, more };

    bool begin();  // false: not ready to read requests yet, or closed
    bool take_proxy_header();
    bool start_tls();
    void read_more();
    Received receive();
    void advance();
    bool step();  // true: look again
    bool step_head();
    bool take_head(std::string_view bytes);
    bool step_body();
    void refuse_body(int status);
    void send_continue();
    void handle();
    void refuse(int status);
    void send(const Response& response);
    void flush();
    void await_more();
    void finish_response();
    void linger();
    void resume();
    void await_writing();
    bool reads_requests() const;

    Shard& shard_;
    const Listening& listening_;
    ClientToken client_;
    Wire wire_;
    Event reading_;
    Event writing_;  // made when first needed
    std::string proxy_;
    std::string input_;
    std::size_t checked_ = 0;  // of input_: no end of the head before it
    std::shared_ptr<Request> request_;
    Plan plan_;
    std::chrono::steady_clock::time_point asked_;  // when the head of the request was whole
    std::uint64_t body_left_ = 0;
    bool expects_continue_ = false;
    std::string output_;
    std::shared_ptr<BodySource> more_;  // what comes after output_
    std::size_t written_ = 0;
    std::size_t progress_ = 0;  // bytes since the deadline began
    std::size_t lingered_ = 0;
    bool knows_proxied_ = false;  // the PROXY header has been read
    bool is_paused_ = false;      // not listening for bytes: the answer before them comes first
    bool closes_ = false;         // after the response
    bool takes_chunks_ = true;
};

}  // namespace lyhord::http
