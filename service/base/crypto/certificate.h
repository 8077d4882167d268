// Owns what can be told of a certificate before a browser judges it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace lyhord::base::crypto {

enum class CertificateFlaw {
    unreadable,   // no certificate in PEM
    self_signed,  // by its own key, whatever it says that this key may be used for
    ended,
    not_begun,
    other_host,  // none of its names (RFC 6125: dNSName, or the common name if there is none)
};

// Why every browser that does not know this very certificate warns of it; nothing if none must. The
// first certificate of a PEM chain, at `now` in seconds since 1970; `host`: a name or an address.
std::optional<CertificateFlaw> certificate_flaw(std::string_view pem,
                                                const std::string& host,
                                                std::int64_t now);

}  // namespace lyhord::base::crypto
