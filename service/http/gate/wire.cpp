#include "http/gate/wire.h"

#include <openssl/err.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <limits>

namespace lyhord::http {
namespace {

using Kind = Wire::Outcome::Kind;

int int_size(std::size_t size) {
    return static_cast<int>(
        std::min<std::size_t>(size, static_cast<std::size_t>(std::numeric_limits<int>::max())));
}

// Of recv() and send(). Nothing read is the end.
Wire::Outcome plain_outcome(ssize_t result, Kind again) {
    if (result > 0) {
        return {.kind = Kind::bytes, .count = static_cast<std::size_t>(result)};
    }
    const bool may_try_again =
        result < 0 && (errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR);
    return {.kind = may_try_again ? again : Kind::closed, .count = 0};
}

}  // namespace

Wire::~Wire() {
    tls_.reset();
    ::close(socket_);
}

Wire::Outcome Wire::peek(std::span<char> into) const {
    return plain_outcome(::recv(socket_, into.data(), into.size(), MSG_PEEK), Kind::wants_read);
}

bool Wire::start_tls(const TlsContext& context) {
    tls_.reset(SSL_new(context.get()));
    if (tls_ == nullptr || SSL_set_fd(tls_.get(), socket_) != 1) {
        return false;
    }
    SSL_set_accept_state(tls_.get());
    return true;
}

Wire::Outcome Wire::read(std::span<char> into) {
    if (tls_ == nullptr) {
        return plain_outcome(::recv(socket_, into.data(), into.size(), 0), Kind::wants_read);
    }
    ERR_clear_error();
    return tls_outcome(SSL_read(tls_.get(), into.data(), int_size(into.size())));
}

Wire::Outcome Wire::write(std::string_view bytes) {
    if (tls_ == nullptr) {
        return plain_outcome(::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL),
                             Kind::wants_write);
    }
    ERR_clear_error();
    return tls_outcome(SSL_write(tls_.get(), bytes.data(), int_size(bytes.size())));
}

void Wire::finish_writing() {
    if (tls_ != nullptr && is_open()) {
        ERR_clear_error();
        SSL_shutdown(tls_.get());
    }
    ::shutdown(socket_, SHUT_WR);
}

Wire::Outcome Wire::tls_outcome(int result) const {
    if (result > 0) {
        return {.kind = Kind::bytes, .count = static_cast<std::size_t>(result)};
    }
    switch (SSL_get_error(tls_.get(), result)) {
        case SSL_ERROR_WANT_READ:
            return {.kind = Kind::wants_read, .count = 0};
        case SSL_ERROR_WANT_WRITE:
            return {.kind = Kind::wants_write, .count = 0};
        default:
            return {.kind = Kind::closed, .count = 0};
    }
}

}  // namespace lyhord::http
