#include "http/gate/client_tokens.h"

#include <arpa/inet.h>
#include <netinet/in.h>

#include <algorithm>
#include <cstring>
#include <string>

namespace lyhord::http {
namespace {

constexpr std::size_t network_bytes = 8;  // of an IPv6 address

// Without a port and brackets.
std::string_view host_of(std::string_view text) {
    if (text.starts_with('[')) {
        return text.substr(1, std::min(text.find(']'), text.size()) - 1);
    }
    const bool has_port = std::ranges::count(text, ':') == 1;
    return has_port ? text.substr(0, text.find(':')) : text;
}

}  // namespace

ClientToken ClientTokens::of(const sockaddr& address) {
    if (address.sa_family == AF_INET) {
        sockaddr_in in{};
        std::memcpy(&in, &address, sizeof in);
        base::Bytes bytes(sizeof in.sin_addr);
        std::memcpy(bytes.data(), &in.sin_addr, bytes.size());
        return of_bytes(bytes);
    }
    if (address.sa_family == AF_INET6) {
        sockaddr_in6 in{};
        std::memcpy(&in, &address, sizeof in);
        // An IPv4 client of a socket for both is the same client as on one for IPv4.
        const bool is_mapped = IN6_IS_ADDR_V4MAPPED(&in.sin6_addr);
        const auto* first = &in.sin6_addr.s6_addr[is_mapped ? 12 : 0];
        return of_bytes(base::Bytes(first, first + (is_mapped ? 4 : network_bytes)));
    }
    return of_bytes({});
}

std::optional<ClientToken> ClientTokens::of_text(std::string_view address) {
    const std::string host(host_of(address));
    sockaddr_in in4{};
    in4.sin_family = AF_INET;
    sockaddr_in6 in6{};
    in6.sin6_family = AF_INET6;
    sockaddr_storage storage{};
    if (::inet_pton(AF_INET, host.c_str(), &in4.sin_addr) == 1) {
        std::memcpy(&storage, &in4, sizeof in4);
    } else if (::inet_pton(AF_INET6, host.c_str(), &in6.sin6_addr) == 1) {
        std::memcpy(&storage, &in6, sizeof in6);
    } else {
        return std::nullopt;
    }
    return of(reinterpret_cast<const sockaddr&>(storage));
}

ClientToken ClientTokens::of_bytes(base::ByteView address) {
    const base::Day today = clock_.today();
    const std::lock_guard lock(mutex_);
    if (!has_key_ || today != day_) {
        random_.fill(key_.bytes());
        day_ = today;
        has_key_ = true;
    }
    const base::Digest digest = base::crypto::hmac_sha256(key_.view(), address);
    std::uint64_t token = 0;
    std::memcpy(&token, digest.data(), sizeof token);
    return ClientToken{token};
}

}  // namespace lyhord::http
