// Owns the PROXY protocol, version 2 (haproxy.org, proxy-protocol.txt): how a proxy says whom it
// speaks for, in front of the first byte.
#pragma once

#include <sys/socket.h>

#include <cstddef>
#include <expected>
#include <string_view>

namespace lyhord::http {

inline constexpr std::size_t proxy_fixed_bytes = 16;

enum class ProxyFault { no_proxy_header };

// How many bytes the whole header has, from its first `proxy_fixed_bytes`.
std::expected<std::size_t, ProxyFault> proxy_header_length(std::string_view fixed);

// The client's address, of the whole header. Family AF_UNSPEC: the proxy speaks for itself (LOCAL),
// or the client has no network address.
std::expected<sockaddr_storage, ProxyFault> proxied_client(std::string_view header);

}  // namespace lyhord::http
