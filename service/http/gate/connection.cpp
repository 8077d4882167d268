#include "http/gate/connection.h"

#include <algorithm>
#include <utility>

#include "base/limits.h"
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

Connection::~Connection() { discharge(); }

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

// What has come but has not been read is a request too.
void Connection::drain() {
    if (notes.phase == Phase::opening ? begin() : notes.phase == Phase::idle) {
        read_more();
    }
    if (notes.phase == Phase::idle) {
        shard_.close(*this);
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

bool Connection::step_head() {
    const std::size_t length = head_length(input_, checked_);
    if (length == std::string_view::npos) {
        checked_ = input_.size();
        if (const int status = hopeless_head(input_)) {
            refuse(status);
        }
        return false;
    }
    checked_ = 0;
    if (!take_head(std::string_view(input_).substr(0, length))) {
        return false;
    }
    input_.erase(0, length);
    plan_ = shard_.handlers_of(*this).plan(*request_);
    if (body_left_ == 0 || plan_.body_bytes_max == 0) {
        closes_ = closes_ || body_left_ > 0;  // a body that nobody will read
        handle();
        return false;
    }
    if (body_left_ > plan_.body_bytes_max) {
        refuse_body(413);
        return false;
    }
    if (!charge(body_left_)) {
        ++shard_.state().overloaded;
        refuse_body(503);
        return false;
    }
    request_->body.reserve(static_cast<std::size_t>(body_left_));
    if (expects_continue_ && input_.empty()) {
        send_continue();
    }
    return notes.phase == Phase::body;
}

void Connection::refuse_body(int status) {
    closes_ = true;
    ++shard_.state().refused;
    send(shard_.handlers_of(*this).refuse(*request_, status));
}

// All bodies together have a limit, or slow clients with large ones would fill the memory.
bool Connection::charge(std::uint64_t bytes) {
    const std::uint64_t before = shard_.state().body_bytes.fetch_add(bytes);
    charged_ = bytes;
    if (before + bytes > limits::bodies_bytes_max) {
        discharge();
        return false;
    }
    return true;
}

void Connection::discharge() { shard_.state().body_bytes -= std::exchange(charged_, 0); }

// Into request_; enters the body's phase.
bool Connection::take_head(std::string_view bytes) {
    const GateState& state = shard_.state();
    const bool is_forwarded = listening_.peers == Peers::forwarded_header;
    auto head = parse_head(bytes, is_forwarded ? state.forwarded_header : std::string_view());
    if (!head) {
        refuse(head.error());
        return false;
    }
    head->request.client = client_;
    if (is_forwarded) {
        const auto told = shard_.state().tokens.of_text(head->forwarded_for);
        head->request.client = told.value_or(client_);
    }
    closes_ = !head->keep_alive;
    body_left_ = head->content_length;
    request_ = std::make_shared<Request>(std::move(head->request));
    expects_continue_ = head->expects_continue;
    shard_.enter(*this, Phase::body);
    return true;
}

bool Connection::step_body() {
    const auto taken = static_cast<std::size_t>(std::min<std::uint64_t>(input_.size(), body_left_));
    request_->body.append(input_, 0, taken);
    input_.erase(0, taken);
    body_left_ -= taken;
    if (body_left_ == 0) {
        handle();
    }
    return false;
}

// Fits into any socket's buffer; a peer for which it does not is gone.
void Connection::send_continue() {
    constexpr std::string_view go_on = "HTTP/1.1 100 Continue\r\n\r\n";
    if (wire_.write(go_on).count != go_on.size()) {
        shard_.close(*this);
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
    const bool is_head = request_ != nullptr && request_->method == Method::head;
    output_ =
        response_bytes(response, {.is_head = is_head, .closes = closes_, .date = shard_.date()});
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
    finish_response();
}

void Connection::finish_response() {
    release(output_);
    request_.reset();
    discharge();
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
    if (shard_.is_draining()) {
        drain();
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
