#include "http/gate/listener.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <optional>
#include <utility>

#include "base/limits.h"
#include "base/unix_address.h"

namespace lyhord::http {
namespace {

struct Address {
    sockaddr_storage storage{};
    socklen_t length = 0;

    const sockaddr* generic() const { return reinterpret_cast<const sockaddr*>(&storage); }
};

template <typename T>
Address address_of(const T& specific) {
    Address address;
    std::memcpy(&address.storage, &specific, sizeof specific);
    address.length = sizeof specific;
    return address;
}

std::optional<Address> network_address(const std::string& text, int port) {
    sockaddr_in in4{};
    in4.sin_family = AF_INET;
    in4.sin_port = htons(static_cast<std::uint16_t>(port));
    if (::inet_pton(AF_INET, text.c_str(), &in4.sin_addr) == 1) {
        return address_of(in4);
    }
    sockaddr_in6 in6{};
    in6.sin6_family = AF_INET6;
    in6.sin6_port = htons(static_cast<std::uint16_t>(port));
    if (::inet_pton(AF_INET6, text.c_str(), &in6.sin6_addr) == 1) {
        return address_of(in6);
    }
    return std::nullopt;
}

std::optional<Address> unix_socket_address(const std::filesystem::path& path) {
    const std::optional<sockaddr_un> address = base::unix_address(path);
    return address ? std::optional(address_of(*address)) : std::nullopt;
}

// A socket file that nobody listens on is what a kill left.
void remove_stale(const Address& address, const std::filesystem::path& path) {
    const int probe = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (probe < 0) {
        return;
    }
    if (::connect(probe, address.generic(), address.length) != 0 && errno == ECONNREFUSED) {
        ::unlink(path.c_str());
    }
    ::close(probe);
}

// Only this machine reaches it.
bool is_local(int socket) {
    sockaddr_storage bound{};
    socklen_t length = sizeof bound;
    ::getsockname(socket, reinterpret_cast<sockaddr*>(&bound), &length);
    if (bound.ss_family == AF_INET) {
        constexpr std::uint32_t loopback = 127;
        return ntohl(reinterpret_cast<const sockaddr_in&>(bound).sin_addr.s_addr) >> 24U ==
               loopback;
    }
    if (bound.ss_family == AF_INET6) {
        return IN6_IS_ADDR_LOOPBACK(&reinterpret_cast<const sockaddr_in6&>(bound).sin6_addr);
    }
    return bound.ss_family == AF_UNIX;
}

// The error of a socket that could not be bound or listened on.
std::unexpected<base::Error> failure(const Listening& options) {
    const std::int64_t port = options.port;
    if (errno == EADDRINUSE) {
        return base::fail(base::Fault::busy,
                          "the port cannot be listened on; another program is using it",
                          {.number = port, .pointer = {}, .subject = {}});
    }
    if (errno == EACCES) {
        return base::fail(base::Fault::io,
                          "the port cannot be listened on: that needs a right which this user does "
                          "not have (a port below 1024: use systemd's socket activation)",
                          {.number = port, .pointer = {}, .subject = {}});
    }
    return base::fail(base::Fault::io,
                      "the address cannot be listened on; is it one of this machine?",
                      {.number = port, .pointer = {}, .subject = {}});
}

}  // namespace

// Whoever passed it in may have made it blocking, and it may be no listening socket at all.
base::Result<Listener> Listener::inherit(const Listening& options) {
    Listener listener(options.inherited, options);
    const int socket = options.inherited;
    int listens = 0;
    socklen_t length = sizeof listens;
    const bool is_one =
        ::getsockopt(socket, SOL_SOCKET, SO_ACCEPTCONN, &listens, &length) == 0 && listens == 1;
    if (!is_one || ::fcntl(socket, F_SETFL, ::fcntl(socket, F_GETFL) | O_NONBLOCK) != 0 ||
        ::fcntl(socket, F_SETFD, FD_CLOEXEC) != 0) {
        return base::fail(
            base::Fault::invalid,
            "a socket that was passed in (LISTEN_FDS) does not listen for connections",
            {.number = socket, .pointer = {}, .subject = {}});
    }
    if (options.peers != Peers::direct && !is_local(socket)) {
        return base::fail(base::Fault::invalid,
                          "the proxy's socket that was passed in can be reached from elsewhere; it "
                          "must be of this machine",
                          {.number = socket, .pointer = {}, .subject = {}});
    }
    return listener;
}

base::Result<Listener> Listener::open(const Listening& options) {
    if (options.inherited >= 0) {
        return inherit(options);
    }
    const bool is_unix = !options.unix_path.empty();
    const auto address = is_unix ? unix_socket_address(options.unix_path)
                                 : network_address(options.address, options.port);
    if (!address) {
        return base::fail(
            base::Fault::invalid,
            "listen must be an IP address and a port, or a path of at most 107 bytes");
    }
    if (is_unix) {
        remove_stale(*address, options.unix_path);
    }
    const int socket =
        ::socket(address->storage.ss_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (socket < 0) {
        return base::fail(base::Fault::io,
                          "no socket of this kind can be opened: under the shipped unit the "
                          "service listens at its socket units only (lyhord*.socket)",
                          {.number = options.port, .pointer = {}, .subject = {}});
    }
    Listener listener(socket, options);
    const int yes = 1;
    ::setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    if (::bind(socket, address->generic(), address->length) != 0) {
        listener.options_.unix_path.clear();  // it is another's
        return failure(options);
    }
    constexpr mode_t for_the_proxy = 0660;
    if (is_unix && ::chmod(options.unix_path.c_str(), for_the_proxy) != 0) {
        return failure(options);
    }
    if (::listen(socket, base::limits::accept_backlog) != 0) {
        return failure(options);
    }
    return listener;
}

Listener::Listener(Listener&& other) noexcept
    : socket_(std::exchange(other.socket_, -1)), options_(std::move(other.options_)) {}

int Listener::port() const {
    sockaddr_storage bound{};
    socklen_t length = sizeof bound;
    ::getsockname(socket_, reinterpret_cast<sockaddr*>(&bound), &length);
    if (bound.ss_family == AF_INET) {
        return ntohs(reinterpret_cast<const sockaddr_in&>(bound).sin_port);
    }
    return bound.ss_family == AF_INET6
               ? ntohs(reinterpret_cast<const sockaddr_in6&>(bound).sin6_port)
               : 0;
}

void Listener::close() {
    if (socket_ < 0) {
        return;
    }
    if (!options_.unix_path.empty() && options_.inherited < 0) {
        ::unlink(options_.unix_path.c_str());
    }
    ::close(std::exchange(socket_, -1));
}

}  // namespace lyhord::http
