#include "base/utf8.h"

#include <utf8proc.h>

#include <cstdlib>
#include <memory>

namespace lyhord::base {
namespace {

struct Free {
    void operator()(utf8proc_uint8_t* bytes) const { std::free(bytes); }
};

const utf8proc_uint8_t* raw(std::string_view text) {
    return reinterpret_cast<const utf8proc_uint8_t*>(text.data());
}

// Calls visit(code point, bytes) over the text; an invalid byte is visited as -1.
template <typename Visit>
void each_character(std::string_view text, Visit visit) {
    std::size_t at = 0;
    while (at < text.size()) {
        utf8proc_int32_t code = -1;
        const auto left = static_cast<utf8proc_ssize_t>(text.size() - at);
        const utf8proc_ssize_t taken = utf8proc_iterate(raw(text) + at, left, &code);
        const std::size_t length = taken > 0 ? static_cast<std::size_t>(taken) : 1;
        visit(taken > 0 ? code : -1, text.substr(at, length));
        at += length;
    }
}

std::string repaired(std::string_view text) {
    std::string out;
    each_character(text, [&](utf8proc_int32_t code, std::string_view bytes) {
        out += code >= 0 ? bytes : std::string_view("\xEF\xBF\xBD");
    });
    return out;
}

std::string mapped(std::string_view text, utf8proc_option_t options) {
    utf8proc_uint8_t* result = nullptr;
    const auto length = static_cast<utf8proc_ssize_t>(text.size());
    const utf8proc_ssize_t size = utf8proc_map(raw(text), length, &result, options);
    const std::unique_ptr<utf8proc_uint8_t, Free> owned(result);
    if (size < 0) {
        return std::string(text);
    }
    return {reinterpret_cast<const char*>(result), static_cast<std::size_t>(size)};
}

bool is_ascii(std::string_view text) {
    for (const char c : text) {
        if (static_cast<unsigned char>(c) >= 0x80) {
            return false;
        }
    }
    return true;
}

}  // namespace

bool is_valid_utf8(std::string_view text) {
    bool valid = true;
    each_character(text, [&](utf8proc_int32_t code, std::string_view) { valid &= code >= 0; });
    return valid;
}

std::string nfc(std::string_view text) {
    if (is_ascii(text)) {
        return std::string(text);
    }
    const auto options = static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE);
    return mapped(is_valid_utf8(text) ? text : repaired(text), options);
}

std::string lower(std::string_view text) {
    const std::string composed = nfc(text);
    std::string out;
    out.reserve(composed.size());
    each_character(composed, [&](utf8proc_int32_t code, std::string_view) {
        utf8proc_uint8_t buffer[4];
        const utf8proc_ssize_t size = utf8proc_encode_char(utf8proc_tolower(code), buffer);
        out.append(reinterpret_cast<const char*>(buffer), static_cast<std::size_t>(size));
    });
    return out;
}

std::size_t count_characters(std::string_view text) {
    std::size_t count = 0;
    each_character(text, [&](utf8proc_int32_t, std::string_view) { ++count; });
    return count;
}

}  // namespace lyhord::base
