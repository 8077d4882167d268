#include "http/gate/connection.h"

#include "base/limits.h"
#include "base/log/log.h"
#include "http/gate/proxy_header.h"
#include "http/gate/response_bytes.h"
#include "http/gate/shard.h"

namespace lyhord::http {
namespace {

namespace limits = base::limits;
using Kind = Wire::Outcome::Kind;

constexpr char tls_record = 0x16;  // the first byte of every TLS handshake

// The callbacks of the loop. Whatever they set off is finished before they return.
void readable(evutil_socket_t, short, void* argument) {
    static_cast<Connection*>(argument)->on_readable();
}

void writable(evutil_socket_t, short, void* argument) {
    static_cast<Connection*>(argument)->on_writable();
}

// Memory that a large request or answer has left is given back.
void release(std::string& buffer) {
    buffer.clear();
    if (buffer.capacity() > limits::kept_buffer_bytes_max) {
        buffer.shrink_to_fit();
    }
}

}  // namespace

Connection::Connection(Shard& shard, const ConnectionOptions& options)
    : shard_(shard),
      listening_(*options.listening),
      client_(options.client),
      wire_(options.socket),
      reading_(event_new(shard.base(), options.socket, EV_READ | EV_PERSIST, readable, this)) {
    event_add(reading_.get(), nullptr);
}

void Connection::on_readable() {
    Shard& shard = shard_;
    if (notes.phase == Phase::handling || notes.phase == Phase::writing) {
        event_del(reading_.get());
        is_paused_ = true;
    } else if (notes.phase != Phase::opening || begin()) {
        read_more();
    }
    shard.settle();
}

void Connection::on_writable() {
    Shard& shard = shard_;
    if (notes.phase == Phase::writing) {
        flush();
    } else {
        read_more();  // a handshake that had to write first
    }
    shard.settle();
}

void Connection::deliver(const Response& response) {
    notes.ticket = 0;
    closes_ = closes_ || shard_.is_draining();
    send(response);
}

void Connection::expire() {
    switch (notes.phase) {
        case Phase::head:
        case Phase::body:
            ++shard_.state().timed_out;
            refuse(408);
            return;
        case Phase::handling:
            ++shard_.state().timed_out;
            deliver(shard_.handlers_of(*this).refuse(*request_, 503));
            return;
        case Phase::opening:
        case Phase::writing:
            ++shard_.state().timed_out;
            shard_.close(*this);
            return;
        case Phase::idle:
        case Phase::lingering:
        case Phase::gone:
            shard_.close(*this);
            return;
    }
}

// What has come but has not been read is a request too. What is still on its way has until the
// shard's last call, or a client that knows nothing of the stop would find its request unanswered.
void Connection::drain() {
    if (notes.phase == Phase::opening ? begin() : notes.phase == Phase::idle) {
        read_more();
    }
}

bool Connection::begin() {
    const bool waits_for_proxy =
        listening_.peers == Peers::proxy_protocol && !knows_proxied_ && !take_proxy_header();
    if (waits_for_proxy || (listening_.has_tls && !wire_.has_tls() && !start_tls())) {
        return false;
    }
    if (!listening_.has_tls) {
        shard_.enter(*this, Phase::idle);
    }
    return true;
}

// Takes the header and not a byte more: what follows may be TLS.
bool Connection::take_proxy_header() {
    std::size_t whole = proxy_fixed_bytes;
    while (proxy_.size() < whole) {
        const std::span<char> room = shard_.scratch().first(whole - proxy_.size());
        const Wire::Outcome outcome = wire_.read(room);
        if (outcome.kind == Kind::wants_read) {
            return false;
        }
        proxy_.append(room.data(), outcome.count);
        const bool has_fixed = proxy_.size() >= proxy_fixed_bytes;
        const auto length =
            has_fixed ? proxy_header_length(proxy_) : std::expected<std::size_t, ProxyFault>(whole);
        if (outcome.kind != Kind::bytes || !length) {
            shard_.close(*this);
            return false;
        }
        whole = *length;
    }
    const auto client = proxied_client(proxy_);
    if (!client) {
        shard_.close(*this);
        return false;
    }
    client_ = shard_.state().tokens.of(reinterpret_cast<const sockaddr&>(*client));
    knows_proxied_ = true;
    proxy_ = {};
    return true;
}

bool Connection::start_tls() {
    char first = 0;
    const Wire::Outcome outcome = wire_.peek({&first, 1});
    if (outcome.kind == Kind::wants_read) {
        return false;
    }
    if (outcome.kind == Kind::bytes && first == tls_record &&
        wire_.start_tls(shard_.state().tls->current())) {
        return true;
    }
    if (outcome.kind == Kind::bytes && first != tls_record) {
        refuse(400);  // somebody typed http:// with this port
        return false;
    }
    shard_.close(*this);
    return false;
}

bool Connection::reads_requests() const {
    return notes.phase == Phase::idle || notes.phase == Phase::head || notes.phase == Phase::body;
}

void Connection::read_more() {
    Received received = Received::more;
    while (received == Received::more &&
           (reads_requests() || notes.phase == Phase::opening || notes.phase == Phase::lingering)) {
        received = receive();
        if (received != Received::closed) {
            advance();
        }
    }
}

Connection::Received Connection::receive() {
    const std::span<char> room = shard_.scratch();
    const Wire::Outcome outcome = wire_.read(room);
    if (notes.phase == Phase::opening && wire_.is_open()) {
        ++shard_.state().handshakes;
        shard_.enter(*this, Phase::idle);
    }
    switch (outcome.kind) {
        case Kind::wants_write:
            await_writing();
            return Received::all;
        case Kind::wants_read:
            return Received::all;
        case Kind::closed:
            shard_.state().handshakes_failed += notes.phase == Phase::opening ? 1 : 0;
            shard_.close(*this);
            return Received::closed;
        case Kind::bytes:
            break;
    }
    if (notes.phase == Phase::lingering) {
        lingered_ += outcome.count;
        if (lingered_ > limits::linger_bytes_max) {
            shard_.close(*this);
            return Received::closed;
        }
    } else {
        input_.append(room.data(), outcome.count);
    }
    return outcome.count == room.size() || wire_.has_more() ? Received::more : Received::all;
}

void Connection::advance() {
    while (step()) {
    }
}

bool Connection::step() {
    switch (notes.phase) {
        case Phase::idle:
            if (input_.empty()) {
                release(input_);
                return false;
            }
            shard_.enter(*this, Phase::head);
            return true;
        case Phase::head:
            return step_head();
        case Phase::body:
            return step_body();
        default:
            return false;
    }
}

void Connection::handle() {
    if (input_.empty()) {
        release(input_);
    }
    ++shard_.state().requests;
    shard_.enter(*this, Phase::handling);
    shard_.handle(*this, plan_.pace);
}

void Connection::refuse(int status) {
    ++shard_.state().refused;
    closes_ = true;
    request_ = std::make_shared<Request>(as_far_as_read(input_));
    send(input_.empty() ? plain_refusal(status)
                        : shard_.handlers_of(*this).refuse(*request_, status));
}

void Connection::send(const Response& response) {
    const auto took = plan_.traffic == Traffic::unrouted
                          ? std::chrono::steady_clock::duration()
                          : std::chrono::steady_clock::now() - asked_;
    shard_.meter().count(plan_.traffic, response.status, took);
    const bool is_head = request_ != nullptr && request_->method == Method::head;
    closes_ = closes_ || (response.more != nullptr && !takes_chunks_);
    output_ = response_bytes(response,
                             {.is_head = is_head,
                              .closes = closes_,
                              .takes_chunks = takes_chunks_,
                              .date = shard_.date()});
    more_ = is_head ? nullptr : response.more;
    request_.reset();
    written_ = 0;
    progress_ = 0;
    shard_.enter(*this, Phase::writing);
    flush();
}

void Connection::flush() {
    while (written_ < output_.size()) {
        const Wire::Outcome outcome = wire_.write(std::string_view(output_).substr(written_));
        if (outcome.kind == Kind::wants_write) {
            await_writing();
            return;
        }
        if (outcome.kind != Kind::bytes) {
            shard_.close(*this);
            return;
        }
        written_ += outcome.count;
        progress_ += outcome.count;
        if (progress_ >= limits::write_progress_bytes) {
            progress_ = 0;
            shard_.enter(*this, Phase::writing);  // the deadline begins anew
        }
    }
    if (more_ != nullptr) {
        await_more();
        return;
    }
    finish_response();
}

// In the phase of writing, whose deadline holds: a source that takes too long is cut.
void Connection::await_more() {
    output_.clear();
    written_ = 0;
    shard_.fetch(*this, more_);
}

void Connection::deliver_more(const base::Result<std::string>& piece) {
    notes.ticket = 0;
    if (!piece) {
        base::log::error(piece.error());
        shard_.close(*this);
        return;
    }
    output_ = takes_chunks_ ? chunk_bytes(*piece) : *piece;
    more_ = piece->empty() ? nullptr : std::move(more_);
    progress_ = 0;
    shard_.enter(*this, Phase::writing);
    flush();
}

void Connection::finish_response() {
    release(output_);
    plan_ = {};
    shard_.forget_body(*this);
    if (closes_) {
        linger();
        return;
    }
    shard_.enter(*this, Phase::idle);
    resume();
    advance();
    if (reads_requests() && wire_.has_more()) {
        read_more();
    }
}

// A close with unread bytes would destroy the response on its way: read them, for a while.
void Connection::linger() {
    release(input_);
    wire_.finish_writing();
    shard_.enter(*this, Phase::lingering);
    resume();
}

void Connection::resume() {
    if (is_paused_) {
        event_add(reading_.get(), nullptr);
        is_paused_ = false;
    }
}

void Connection::await_writing() {
    if (writing_ == nullptr) {
        writing_.reset(event_new(shard_.base(), wire_.socket(), EV_WRITE, writable, this));
    }
    event_add(writing_.get(), nullptr);
}

}  // namespace lyhord::http
