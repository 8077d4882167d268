// Owns ClientTokens: from a network address to a token that tells nothing tomorrow.
#pragma once

#include <sys/socket.h>

#include <mutex>
#include <optional>
#include <string_view>

#include "base/clock.h"
#include "base/crypto/crypto.h"
#include "base/random.h"
#include "http/message.h"

namespace lyhord::http {

// Thread-safe. The key is replaced every day and is never written anywhere.
class ClientTokens {
public:
    ClientTokens(const base::Clock& clock, base::Random& random) : clock_(clock), random_(random) {}

    // IPv4 by the whole address, IPv6 by its first 64 bits (what one connection is given). Any
    // other kind of socket: one token for all of it.
    ClientToken of(const sockaddr& address);
    // As written by a proxy: "192.0.2.1", "2001:db8::1", "192.0.2.1:443" or "[2001:db8::1]:443";
    // nothing if it is no address.
    std::optional<ClientToken> of_text(std::string_view address);

private:
    ClientToken of_bytes(base::ByteView address);

    const base::Clock& clock_;
    base::Random& random_;
    std::mutex mutex_;
    base::Day day_;
    bool has_key_ = false;
    base::crypto::Secret key_;
};

}  // namespace lyhord::http
