#include "http/gate/proxy_header.h"

#include <netinet/in.h>

#include <cstring>

namespace lyhord::http {
namespace {

constexpr std::string_view signature("\r\n\r\n\0\r\nQUIT\n", 12);
constexpr std::size_t length_max = 536;  // the specification's own limit for a header
constexpr unsigned command_local = 0x20;
constexpr unsigned command_proxy = 0x21;
constexpr unsigned tcp4 = 0x11;
constexpr unsigned tcp6 = 0x21;

std::size_t byte_at(std::string_view bytes, std::size_t at) {
    return static_cast<unsigned char>(bytes[at]);
}

}  // namespace

std::expected<std::size_t, ProxyFault> proxy_header_length(std::string_view fixed) {
    const bool is_one =
        fixed.size() >= proxy_fixed_bytes && fixed.starts_with(signature) &&
        (byte_at(fixed, 12) == command_local || byte_at(fixed, 12) == command_proxy);
    if (!is_one) {
        return std::unexpected(ProxyFault::no_proxy_header);
    }
    const std::size_t length = proxy_fixed_bytes + byte_at(fixed, 14) * 256 + byte_at(fixed, 15);
    if (length > length_max) {
        return std::unexpected(ProxyFault::no_proxy_header);
    }
    return length;
}

std::expected<sockaddr_storage, ProxyFault> proxied_client(std::string_view header) {
    sockaddr_storage client{};
    if (byte_at(header, 12) == command_local) {
        return client;
    }
    const std::string_view addresses = header.substr(proxy_fixed_bytes);
    const std::size_t family = byte_at(header, 13);
    if (family == tcp4 && addresses.size() >= 12) {
        sockaddr_in in{};
        in.sin_family = AF_INET;
        std::memcpy(&in.sin_addr, addresses.data(), sizeof in.sin_addr);
        std::memcpy(&client, &in, sizeof in);
        return client;
    }
    if (family == tcp6 && addresses.size() >= 36) {
        sockaddr_in6 in{};
        in.sin6_family = AF_INET6;
        std::memcpy(&in.sin6_addr, addresses.data(), sizeof in.sin6_addr);
        std::memcpy(&client, &in, sizeof in);
        return client;
    }
    const bool is_unspecified = family != tcp4 && family != tcp6;
    return is_unspecified ? std::expected<sockaddr_storage, ProxyFault>(client)
                          : std::unexpected(ProxyFault::no_proxy_header);
}

}  // namespace lyhord::http
