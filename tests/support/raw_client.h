// Owns RawClient: a TCP or TLS client that sends exactly the bytes it is told to, however wrong,
// and reads responses one by one.
#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <openssl/ssl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace lyhord::tests {

struct RawResponse {
    int status = 0;
    std::string head;  // with its lines' ends
    std::string body;

    bool has(std::string_view text) const {
        return head.find(text) != std::string::npos || body.find(text) != std::string::npos;
    }
};

class RawClient {
public:
    explicit RawClient(int port, const std::string& host = "127.0.0.1")
        : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(static_cast<std::uint16_t>(port));
        ::inet_pton(AF_INET, host.c_str(), &address.sin_addr);
        const timeval longest{.tv_sec = 30, .tv_usec = 0};
        ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &longest, sizeof longest);
        is_connected_ =
            ::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
    }
    ~RawClient() {
        tls_.reset();
        ::close(socket_);
    }
    RawClient(const RawClient&) = delete;
    RawClient& operator=(const RawClient&) = delete;

    bool is_connected() const { return is_connected_; }
    int socket() const { return socket_; }

    // The handshake. False: it failed.
    bool start_tls() {
        static SSL_CTX* const context = SSL_CTX_new(TLS_client_method());
        tls_.reset(SSL_new(context));
        SSL_set_fd(tls_.get(), socket_);
        return SSL_connect(tls_.get()) == 1;
    }
    SSL* tls() const { return tls_.get(); }

    bool send(std::string_view bytes) {
        while (!bytes.empty()) {
            const auto sent =
                tls_ == nullptr
                    ? ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL)
                    : SSL_write(tls_.get(), bytes.data(), static_cast<int>(bytes.size()));
            if (sent <= 0) {
                return false;
            }
            bytes.remove_prefix(static_cast<std::size_t>(sent));
        }
        return true;
    }
    void finish_sending() { ::shutdown(socket_, SHUT_WR); }

    // The next response; nothing if the connection ends, or stays silent, before it is whole.
    std::optional<RawResponse> response(bool with_body = true) {
        std::size_t end = 0;
        while ((end = buffer_.find("\r\n\r\n")) == std::string::npos) {
            if (!read()) {
                return std::nullopt;
            }
        }
        RawResponse out;
        out.head = buffer_.substr(0, end + 4);
        out.status = std::atoi(out.head.c_str() + std::min<std::size_t>(9, out.head.size()));
        buffer_.erase(0, end + 4);
        if (with_body && out.head.find("Transfer-Encoding: chunked\r\n") != std::string::npos) {
            return read_chunks(out.body) ? std::optional(std::move(out)) : std::nullopt;
        }
        const std::size_t length = with_body ? length_in(out.head) : 0;
        while (buffer_.size() < length) {
            if (!read()) {
                return std::nullopt;
            }
        }
        out.body = buffer_.substr(0, length);
        buffer_.erase(0, length);
        return out;
    }
    std::optional<RawResponse> ask(std::string_view bytes) {
        return send(bytes) ? response() : std::nullopt;
    }
    // Everything until the connection ends.
    std::string rest() {
        while (read()) {
        }
        return std::exchange(buffer_, {});
    }
    // True if the server ends the connection without another byte.
    bool is_ended() {
        while (read()) {
        }
        return buffer_.empty() && has_ended_;
    }

private:
    static std::size_t length_in(const std::string& head) {
        const std::string name = "Content-Length: ";
        const std::size_t at = head.find(name);
        return at == std::string::npos ? 0
                                       : std::strtoul(head.c_str() + at + name.size(), nullptr, 10);
    }

    // False: the connection ended before the last chunk.
    bool read_chunks(std::string& body) {
        while (true) {
            std::size_t end = 0;
            while ((end = buffer_.find("\r\n")) == std::string::npos) {
                if (!read()) {
                    return false;
                }
            }
            const std::size_t length = std::strtoul(buffer_.c_str(), nullptr, 16);
            while (buffer_.size() < end + 2 + length + 2) {
                if (!read()) {
                    return false;
                }
            }
            body.append(buffer_, end + 2, length);
            buffer_.erase(0, end + 2 + length + 2);
            if (length == 0) {
                return true;
            }
        }
    }

    bool read() {
        char bytes[16 * 1024];
        const auto got = tls_ == nullptr ? ::recv(socket_, bytes, sizeof bytes, 0)
                                         : SSL_read(tls_.get(), bytes, sizeof bytes);
        has_ended_ = got == 0 || (got < 0 && (tls_ != nullptr || errno == ECONNRESET));
        if (got > 0) {
            buffer_.append(bytes, static_cast<std::size_t>(got));
        }
        return got > 0;
    }

    int socket_;
    bool is_connected_ = false;
    bool has_ended_ = false;
    std::unique_ptr<SSL, decltype(&SSL_free)> tls_{nullptr, &SSL_free};
    std::string buffer_;
};

}  // namespace lyhord::tests
