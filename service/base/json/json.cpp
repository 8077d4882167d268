#include "base/json/json.h"

#include <cmath>
#include <nlohmann/json.hpp>
#include <unordered_set>

#include "base/limits.h"
#include "base/utf8.h"

namespace lyhord::base {
namespace {

using Library = nlohmann::ordered_json;

// Builds a Json from nlohmann's events, and stops at the first broken limit.
class Builder final : public nlohmann::json_sax<Library> {
public:
    bool null() override { return add(Json()); }
    bool boolean(bool value) override { return add(Json(value)); }
    bool number_integer(std::int64_t value) override { return add(Json(value)); }
    bool number_unsigned(std::uint64_t value) override {
        if (value > static_cast<std::uint64_t>(INT64_MAX)) {
            return add(Json(static_cast<double>(value)));
        }
        return add(Json(static_cast<std::int64_t>(value)));
    }
    bool number_float(double value, const std::string&) override {
        return std::isfinite(value) ? add(Json(value)) : stop("a number is too large");
    }
    bool string(std::string& value) override { return add(Json(std::move(value))); }
    bool binary(Library::binary_t&) override { return stop("binary is not JSON"); }
    bool start_object(std::size_t) override { return open(Json::object()); }
    bool start_array(std::size_t) override { return open(Json::array()); }
    bool end_object() override { return close(); }
    bool end_array() override { return close(); }
    bool key(std::string& name) override {
        if (!open_.back().keys.insert(name).second) {
            return stop("a key occurs twice in one object");
        }
        open_.back().key = std::move(name);
        return true;
    }
    bool parse_error(std::size_t at, const std::string&, const Library::exception&) override {
        at_ = at;
        return stop("not valid JSON, at byte");
    }

    Result<Json> take() {
        if (problem_) {
            ErrorDetails details;
            if (at_) {
                details.number = static_cast<std::int64_t>(*at_);
            }
            return fail(Fault::invalid, *problem_, details);
        }
        return std::move(root_);
    }

private:
    struct Level {
        Json value;
        std::string key;
        std::unordered_set<std::string> keys;
    };

    bool stop(Literal problem) {
        problem_ = problem;
        return false;
    }

    bool add(Json value) {
        if (++values_ > limits::json_values_max) {
            return stop("too many values");
        }
        if (open_.empty()) {
            root_ = std::move(value);
        } else if (Level& level = open_.back(); level.value.as_array() != nullptr) {
            level.value.as_array()->push_back(std::move(value));
        } else {
            level.value.as_object()->emplace_back(std::move(level.key), std::move(value));
        }
        return true;
    }

    bool open(Json value) {
        if (open_.size() >= limits::json_depth_max) {
            return stop("nested too deeply");
        }
        open_.push_back({std::move(value), {}, {}});
        return true;
    }

    bool close() {
        Json value = std::move(open_.back().value);
        open_.pop_back();
        return add(std::move(value));
    }

    Json root_;
    std::vector<Level> open_;
    std::size_t values_ = 0;
    std::optional<Literal> problem_;
    std::optional<std::size_t> at_;
};

void write_string(std::string& out, std::string_view text) {
    constexpr std::string_view digits = "0123456789abcdef";
    out += '"';
    for (const char c : text) {
        if (c == '"' || c == '\\') {
            out += '\\';
            out += c;
        } else if (c == '\n') {
            out += "\\n";
        } else if (static_cast<unsigned char>(c) < 0x20) {
            out += "\\u00";
            out += digits[static_cast<unsigned char>(c) >> 4];
            out += digits[static_cast<unsigned char>(c) & 15];
        } else {
            out += c;
        }
    }
    out += '"';
}

void write(std::string& out, const Json& value);

void write_array(std::string& out, const Json::Array& items) {
    out += '[';
    const char* separator = "";
    for (const Json& item : items) {
        out += separator;
        write(out, item);
        separator = ",";
    }
    out += ']';
}

void write_object(std::string& out, const Json::Object& members) {
    out += '{';
    const char* separator = "";
    for (const auto& [key, item] : members) {
        out += separator;
        write_string(out, key);
        out += ':';
        write(out, item);
        separator = ",";
    }
    out += '}';
}

void write(std::string& out, const Json& value) {
    if (value.is_null()) {
        out += "null";
    } else if (const bool* flag = value.as_bool()) {
        out += *flag ? "true" : "false";
    } else if (const std::int64_t* integer = value.as_integer()) {
        out += std::to_string(*integer);
    } else if (const std::string* text = value.as_string()) {
        write_string(out, is_valid_utf8(*text) ? *text : nfc(*text));
    } else if (const Json::Array* items = value.as_array()) {
        write_array(out, *items);
    } else if (const Json::Object* members = value.as_object()) {
        write_object(out, *members);
    } else {
        out += nlohmann::json(value.as_number().value_or(0)).dump();
    }
}

}  // namespace

Result<Json> Json::parse(std::string_view text) {
    if (!is_valid_utf8(text)) {
        return fail(Fault::invalid, "not valid UTF-8");
    }
    Builder builder;
    Library::sax_parse(text, &builder);
    return builder.take();
}

std::optional<double> Json::as_number() const {
    if (const std::int64_t* integer = as_integer()) {
        return static_cast<double>(*integer);
    }
    if (const double* fraction = std::get_if<double>(&value_)) {
        return *fraction;
    }
    return std::nullopt;
}

const Json* Json::find(std::string_view key) const {
    if (const Object* members = as_object()) {
        for (const auto& [name, value] : *members) {
            if (name == key) {
                return &value;
            }
        }
    }
    return nullptr;
}

Json* Json::find(std::string_view key) { return const_cast<Json*>(std::as_const(*this).find(key)); }

Json& Json::set(std::string_view key, Json value) {
    as_object()->emplace_back(std::string(key), std::move(value));
    return *this;
}

Json& Json::push(Json value) {
    as_array()->push_back(std::move(value));
    return *this;
}

std::string Json::dump() const {
    std::string out;
    write(out, *this);
    return out;
}

}  // namespace lyhord::base
