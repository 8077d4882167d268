// Owns form tokens: server-signed proof that a form was handed out while its round was open, so
// that an answer written offline is taken until closes_at + grace_hours. The same for everybody on
// a day, so it tracks nobody.
#pragma once

#include <string>
#include <string_view>

#include "base/clock.h"
#include "base/crypto/crypto.h"
#include "domain/round.h"

namespace lyhord::intake {

class FormTokens {
public:
    explicit FormTokens(const base::crypto::Secret& key) : key_(key) {}

    // base64url of day (4 bytes) || HMAC(key, round || day), first 16 bytes.
    std::string issue(const domain::Round& round, base::Day day) const;
    // The day it was issued on; nothing if it is not a token of this round.
    std::optional<base::Day> verify(const domain::Round& round, std::string_view token) const;

private:
    base::crypto::Secret key_;
};

}  // namespace lyhord::intake
