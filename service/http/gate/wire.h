// Owns Wire: the bytes of one connection, with TLS or without. Never blocks.
#pragma once

#include <openssl/ssl.h>

#include <cstddef>
#include <memory>
#include <span>
#include <string_view>

#include "http/gate/tls.h"

namespace lyhord::http {

class Wire {
public:
    // What a read or a write came to: bytes, or what has to happen before it is tried again.
    struct Outcome {
        enum class Kind { bytes, wants_read, wants_write, closed };
        Kind kind = Kind::closed;
        std::size_t count = 0;
    };

    explicit Wire(int socket) : socket_(socket) {}
    ~Wire();
    Wire(const Wire&) = delete;
    Wire& operator=(const Wire&) = delete;

    int socket() const { return socket_; }
    // Looks at what has come without taking it. Only before start_tls().
    Outcome peek(std::span<char> into) const;
    // Not before the first byte: an idle connection costs no TLS state. False: out of memory.
    bool start_tls(const TlsContext& context);
    bool has_tls() const { return tls_ != nullptr; }
    // True once requests may be read.
    bool is_open() const { return tls_ == nullptr || SSL_is_init_finished(tls_.get()) == 1; }

    Outcome read(std::span<char> into);
    // True if bytes have been taken from the socket that read() has not given yet.
    bool has_more() const { return tls_ != nullptr && SSL_has_pending(tls_.get()) == 1; }
    Outcome write(std::string_view bytes);
    // Tells the peer that nothing more will come; reading goes on.
    void finish_writing();

private:
    Outcome tls_outcome(int result) const;

    int socket_;
    std::unique_ptr<SSL, decltype(&SSL_free)> tls_{nullptr, &SSL_free};
};

}  // namespace lyhord::http
