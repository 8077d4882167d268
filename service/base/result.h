// Owns Result and Error: how an expected failure travels. An Error holds no free string, so a
// resident's words cannot reach a log line or another person's screen through it.
#pragma once

#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <vector>

#include "base/literal.h"
#include "base/operator_text.h"

namespace lyhord::base {

enum class Fault {
    invalid,       // the input breaks a rule: say which
    unauthorized,  // no valid session or token
    forbidden,     // known, but not allowed
    not_found,
    conflict,  // the same key with other content, or a state that does not allow it
    gone,      // the round is closed
    too_large,
    too_many,     // rate limit
    unavailable,  // cannot be stored now: try again
    busy,         // another process holds the data directory
    corrupt,      // stored bytes are not what was written
    newer,        // written by a newer version of Lyhörd
    io,
    internal,
};

// What an error is about: typed details only.
struct ErrorDetails {
    std::optional<std::int64_t> number = {};
    std::optional<JsonPointer> pointer = {};
    std::optional<OperatorText> subject = {};  // a path, a slug, an account name
};

class [[nodiscard]] Error {
public:
    Error(Fault fault, Literal message, ErrorDetails details = {})
        : fault_(fault), message_(message), details_(std::move(details)) {}

    Fault fault() const { return fault_; }
    std::string_view message() const { return message_.view(); }
    const ErrorDetails& details() const { return details_; }

    // One line for the operator: "pointer: message: subject (number)".
    std::string line() const;

private:
    Fault fault_;
    Literal message_;
    ErrorDetails details_;
};

// A class of its own, since std::expected in g++ 12 may be ignored without a warning.
template <typename T>
class [[nodiscard]] Result : public std::expected<T, Error> {
public:
    using std::expected<T, Error>::expected;
};

inline std::unexpected<Error> fail(Fault fault, Literal message, ErrorDetails details = {}) {
    return std::unexpected(Error(fault, message, std::move(details)));
}

inline std::unexpected<Error> fail(const Error& error) { return std::unexpected(error); }

}  // namespace lyhord::base
