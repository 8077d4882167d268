#include "intake/form_token.h"

#include <algorithm>

namespace lyhord::intake {
namespace {

constexpr std::size_t day_bytes = 4;
constexpr std::size_t mac_bytes = 16;

base::Bytes signed_part(const base::Id& round, base::ByteView day) {
    base::Bytes out(round.begin(), round.end());
    out.insert(out.end(), day.begin(), day.end());
    return out;
}

}  // namespace

std::string FormTokens::issue(const domain::Round& round, base::Day day) const {
    base::Bytes token;
    for (std::size_t i = 0; i < day_bytes; ++i) {
        token.push_back(static_cast<base::Byte>(static_cast<unsigned>(day.number()) >> (8 * i)));
    }
    const base::Digest mac = base::crypto::hmac_sha256(key_.view(), signed_part(round.id, token));
    token.insert(token.end(), mac.begin(), mac.begin() + mac_bytes);
    return base::base64url(token);
}

std::optional<base::Day> FormTokens::verify(const domain::Round& round,
                                            std::string_view token) const {
    const std::optional<base::Bytes> bytes = base::from_base64url(token);
    if (!bytes || bytes->size() != day_bytes + mac_bytes) {
        return std::nullopt;
    }
    const base::ByteView all(*bytes);
    const base::Digest mac =
        base::crypto::hmac_sha256(key_.view(), signed_part(round.id, all.first(day_bytes)));
    if (!base::crypto::equal_in_constant_time(all.subspan(day_bytes),
                                              base::ByteView(mac).first(mac_bytes))) {
        return std::nullopt;
    }
    std::uint32_t day = 0;
    for (std::size_t i = 0; i < day_bytes; ++i) {
        day |= static_cast<std::uint32_t>(all[i]) << (8 * i);
    }
    return base::Day(static_cast<std::int32_t>(day));
}

}  // namespace lyhord::intake
