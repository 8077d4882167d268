#include "anonymize/characters.h"

#include <utf8proc.h>

#include "base/utf8.h"

namespace lyhord::anonymize {

Character decoded_at(std::string_view text, std::size_t at) {
    utf8proc_int32_t code = -1;
    const auto* bytes = reinterpret_cast<const utf8proc_uint8_t*>(text.data()) + at;
    const auto taken =
        utf8proc_iterate(bytes, static_cast<utf8proc_ssize_t>(text.size() - at), &code);
    if (taken <= 0) {
        return {};
    }
    return {.code = code, .length = static_cast<std::size_t>(taken)};
}

Character character_before(std::string_view text, std::size_t at) {
    std::size_t start = at - 1;
    while (start > 0 && at - start < 4 &&
           (static_cast<unsigned char>(text[start]) & 0xC0) == 0x80) {
        --start;
    }
    const Character character = character_at(text, start);
    return start + character.length == at ? character : Character{};
}

bool is_letter_by_category(std::int32_t code) {
    const utf8proc_category_t category = utf8proc_category(code);
    return category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_MC;
}

bool is_upper(std::int32_t code) {
    if (code < 0x80) {
        return code >= 'A' && code <= 'Z';
    }
    const utf8proc_category_t category = utf8proc_category(code);
    return category == UTF8PROC_CATEGORY_LU || category == UTF8PROC_CATEGORY_LT;
}

bool word_starts_at(std::string_view text, std::size_t at) {
    return at < text.size() && is_letter_or_digit(character_at(text, at).code);
}

bool word_ends_at(std::string_view text, std::size_t at) {
    return at > 0 && is_letter_or_digit(character_before(text, at).code);
}

std::string digits_of(std::string_view text) {
    std::string digits;
    for (const char c : text) {
        if (is_digit(c)) {
            digits += c;
        }
    }
    return digits;
}

bool luhn_holds(std::string_view digits) {
    int sum = 0;
    bool doubled = false;
    for (auto digit = digits.rbegin(); digit != digits.rend(); ++digit) {
        const int value = (*digit - '0') * (doubled ? 2 : 1);
        sum += value > 9 ? value - 9 : value;
        doubled = !doubled;
    }
    return sum % 10 == 0;
}

std::string lower_word(std::string_view word) {
    std::string out(word);
    for (std::size_t i = 0; i < out.size(); ++i) {
        const auto byte = static_cast<unsigned char>(out[i]);
        if (byte >= 'A' && byte <= 'Z') {
            out[i] = static_cast<char>(byte + 0x20);
        } else if (byte == 0xC3 && i + 1 < out.size()) {
            const auto next = static_cast<unsigned char>(out[++i]);
            if (next >= 0x80 && next <= 0x9E && next != 0x97) {
                out[i] = static_cast<char>(next + 0x20);
            }
        } else if (byte >= 0x80) {
            return base::lower(word);
        }
    }
    return out;
}

}  // namespace lyhord::anonymize
