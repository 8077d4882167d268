#include "base/utf8.h"

#include <utf8proc.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <memory>
#include <vector>

#include "base/limits.h"

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

void append(std::string& out, utf8proc_int32_t code) {
    utf8proc_uint8_t buffer[4];
    const utf8proc_ssize_t size = utf8proc_encode_char(code, buffer);
    out.append(reinterpret_cast<const char*>(buffer), static_cast<std::size_t>(size));
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

bool is_mark(utf8proc_int32_t code) {
    switch (utf8proc_category(code)) {
        case UTF8PROC_CATEGORY_MN:
        case UTF8PROC_CATEGORY_MC:
        case UTF8PROC_CATEGORY_ME:
            return true;
        default:
            return false;
    }
}

// Whether more marks stand in a row than anybody writes. Every character that canonical order
// moves is a mark.
bool has_many_marks_in_a_row(std::string_view text) {
    std::size_t row = 0;
    std::size_t longest = 0;
    each_character(text, [&](utf8proc_int32_t code, std::string_view) {
        row = is_mark(code) ? row + 1 : 0;
        longest = std::max(longest, row);
    });
    return longest > limits::marks_max;
}

int combining_class(utf8proc_int32_t code) { return utf8proc_get_property(code)->combining_class; }

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
    if (!is_valid_utf8(text)) {
        return nfc(repaired(text));
    }
    // What is in canonical order already takes utf8proc linear time.
    return has_many_marks_in_a_row(text) ? mapped(nfd(text), options) : mapped(text, options);
}

std::string nfd(std::string_view text) {
    if (!is_valid_utf8(text)) {
        return nfd(repaired(text));
    }
    std::vector<utf8proc_int32_t> codes;
    each_character(text, [&codes](utf8proc_int32_t code, std::string_view) {
        std::array<utf8proc_int32_t, 8> parts{};
        int boundary = 0;
        const utf8proc_ssize_t size = utf8proc_decompose_char(
            code, parts.data(), parts.size(), UTF8PROC_DECOMPOSE, &boundary);
        codes.insert(codes.end(), parts.begin(), parts.begin() + size);
    });
    // utf8proc sorts marks by exchanging neighbors, in time that grows with the square of their
    // number.
    const auto is_starter = [](utf8proc_int32_t code) { return combining_class(code) == 0; };
    for (auto at = codes.begin(); at != codes.end();) {
        const auto end = std::find_if(at, codes.end(), is_starter);
        std::ranges::stable_sort(at, end, {}, combining_class);
        at = std::find_if_not(end, codes.end(), is_starter);
    }
    std::string out;
    for (const utf8proc_int32_t code : codes) {
        append(out, code);
    }
    return out;
}

std::string lower(std::string_view text) {
    const std::string composed = nfc(text);
    std::string out;
    out.reserve(composed.size());
    each_character(composed, [&](utf8proc_int32_t code, std::string_view) {
        append(out, utf8proc_tolower(code));
    });
    return out;
}

std::size_t count_characters(std::string_view text) {
    std::size_t count = 0;
    each_character(text, [&](utf8proc_int32_t, std::string_view) { ++count; });
    return count;
}

}  // namespace lyhord::base
