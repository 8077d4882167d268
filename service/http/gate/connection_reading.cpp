// How a connection reads one request: its head, what is to be done with it, its body.
#include <algorithm>
#include <utility>

#include "base/limits.h"
#include "http/gate/connection.h"
#include "http/gate/shard.h"

namespace lyhord::http {

namespace limits = base::limits;

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
    asked_ = std::chrono::steady_clock::now();
    if (body_left_ == 0 || plan_.body_bytes_max == 0) {
        closes_ = closes_ || body_left_ > 0;  // a body that nobody will read
        handle();
        return false;
    }
    if (body_left_ > plan_.body_bytes_max) {
        refuse_body(413);
        return false;
    }
    if (expects_continue_ && input_.empty()) {
        send_continue();
    }
    return notes.phase == Phase::body;
}

void Connection::refuse_body(int status) {
    closes_ = true;
    request_->body = {};  // half a form must not be shown as if it were the whole
    ++shard_.state().refused;
    send(shard_.handlers_of(*this).refuse(*request_, status));
}

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
    takes_chunks_ = head->takes_chunks;
    body_left_ = head->content_length;
    request_ = std::make_shared<Request>(std::move(head->request));
    expects_continue_ = head->expects_continue;
    shard_.enter(*this, Phase::body);
    return true;
}

bool Connection::step_body() {
    const auto taken = static_cast<std::size_t>(std::min<std::uint64_t>(input_.size(), body_left_));
    if (!shard_.make_room(*this, taken)) {
        ++shard_.state().overloaded;
        refuse_body(503);
        return false;
    }
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

}  // namespace lyhord::http
