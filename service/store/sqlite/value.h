// Owns Value: what is bound to a parameter of a statement. A Value refers to the bytes it was made
// from, so they must outlive the call it is given to.
#pragma once

#include <array>
#include <concepts>
#include <cstdint>
#include <optional>
#include <string_view>
#include <type_traits>
#include <variant>

#include "base/bytes.h"
#include "base/clock.h"
#include "domain/redacted_text.h"
#include "domain/sealer.h"

namespace lyhord::store::sqlite {

class Value {
public:
    using Content = std::variant<std::monostate, std::int64_t, std::string_view, base::ByteView>;

    Value(std::nullopt_t) {}
    template <std::integral T>
    Value(T number) : content_(static_cast<std::int64_t>(number)) {}
    template <typename T>
        requires std::is_enum_v<T>
    Value(T name) : content_(static_cast<std::int64_t>(name)) {}
    Value(std::string_view text) : content_(text) {}
    Value(const std::string& text) : content_(std::string_view(text)) {}
    Value(base::ByteView bytes) : content_(bytes) {}
    template <std::size_t N>
    Value(const std::array<base::Byte, N>& bytes) : content_(base::ByteView(bytes)) {}
    Value(const base::Bytes& bytes) : content_(base::ByteView(bytes)) {}
    Value(base::Day day) : content_(std::int64_t{day.number()}) {}
    Value(base::Instant instant) : content_(instant.seconds) {}
    Value(const domain::SealedAnswer& sealed) : content_(sealed.bytes()) {}
    Value(const domain::RedactedText& text) : content_(text.view()) {}
    template <typename T>
    Value(const std::optional<T>& value) : Value(value ? Value(*value) : Value(std::nullopt)) {}

    const Content& content() const { return content_; }

private:
    Content content_;
};

}  // namespace lyhord::store::sqlite
