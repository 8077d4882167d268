// Owns Json: a parsed JSON value. Parsing refuses what later code must not meet: invalid UTF-8,
// nesting over limits::json_depth_max, duplicate keys, numbers that are not finite.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/result.h"

namespace lyhord::base {

class Json {
public:
    using Array = std::vector<Json>;
    using Member = std::pair<std::string, Json>;
    using Object = std::vector<Member>;  // in the order written

    Json() = default;
    Json(std::nullptr_t) {}
    Json(bool value) : value_(value) {}
    Json(int value) : value_(std::int64_t{value}) {}
    Json(std::int64_t value) : value_(value) {}
    Json(std::size_t value) : value_(static_cast<std::int64_t>(value)) {}
    Json(double value) : value_(value) {}
    Json(const char* value) : value_(std::string(value)) {}
    Json(std::string_view value) : value_(std::string(value)) {}
    Json(std::string value) : value_(std::move(value)) {}
    Json(Array value) : value_(std::move(value)) {}
    Json(Object value) : value_(std::move(value)) {}

    static Json array() { return Json(Array{}); }
    static Json object() { return Json(Object{}); }

    // A whole document. The error tells no content, only what is wrong and at which byte.
    static Result<Json> parse(std::string_view text);

    bool is_null() const { return std::holds_alternative<std::nullptr_t>(value_); }
    const bool* as_bool() const { return std::get_if<bool>(&value_); }
    const std::int64_t* as_integer() const { return std::get_if<std::int64_t>(&value_); }
    const std::string* as_string() const { return std::get_if<std::string>(&value_); }
    std::string* as_string() { return std::get_if<std::string>(&value_); }
    const Array* as_array() const { return std::get_if<Array>(&value_); }
    Array* as_array() { return std::get_if<Array>(&value_); }
    const Object* as_object() const { return std::get_if<Object>(&value_); }
    Object* as_object() { return std::get_if<Object>(&value_); }
    // An integer or a fraction.
    std::optional<double> as_number() const;

    // The member, or null if this is no object or has no such member.
    const Json* find(std::string_view key) const;
    Json* find(std::string_view key);
    // Adds at the end; for building answers.
    Json& set(std::string_view key, Json value);
    Json& push(Json value);

    // Compact, UTF-8, members in order.
    std::string dump() const;

    bool operator==(const Json&) const = default;

private:
    std::variant<std::nullptr_t, bool, std::int64_t, double, std::string, Array, Object> value_ =
        nullptr;
};

}  // namespace lyhord::base
