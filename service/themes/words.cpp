#include "themes/words.h"

#include <utf8proc.h>

#include <algorithm>

#include "base/utf8.h"
#include "domain/redacted_text.h"

namespace lyhord::themes {
namespace {

constexpr utf8proc_int32_t soft_hyphen = 0xAD;

bool is_letter_or_digit(utf8proc_int32_t code) {
    switch (utf8proc_category(code)) {
        case UTF8PROC_CATEGORY_LU:
        case UTF8PROC_CATEGORY_LL:
        case UTF8PROC_CATEGORY_LT:
        case UTF8PROC_CATEGORY_LM:
        case UTF8PROC_CATEGORY_LO:
        case UTF8PROC_CATEGORY_MN:
        case UTF8PROC_CATEGORY_MC:
        case UTF8PROC_CATEGORY_ND:
            return true;
        default:
            return false;
    }
}

// Hyphen-minus, hyphen, non-breaking hyphen.
bool is_hyphen(utf8proc_int32_t code) { return code == '-' || code == 0x2010 || code == 0x2011; }

// Marks that a reader does not see and that may stand inside a word.
bool is_invisible(utf8proc_int32_t code) {
    return code == soft_hyphen || (code >= 0x200B && code <= 0x200D) || code == 0x2060 ||
           code == 0xFEFF;
}

// Text whose code points are all below U+0300 is in normal form: nothing combines there.
bool needs_composing(std::string_view text) {
    return std::ranges::any_of(text, [](char c) { return static_cast<unsigned char>(c) >= 0xCC; });
}

// The length of the redaction token that `text` begins with, or 0.
std::size_t redaction_token(std::string_view text) {
    if (text[0] != '[') {
        return 0;
    }
    const auto& tokens = domain::redaction_tokens;
    const auto found = std::ranges::find_if(
        tokens, [text](std::string_view token) { return text.starts_with(token); });
    return found != tokens.end() ? found->size() : 0;
}

struct Character {
    utf8proc_int32_t code = -1;
    std::size_t bytes = 1;
};

Character first_character(std::string_view text) {
    const auto byte = static_cast<unsigned char>(text[0]);
    if (byte < 0x80) {
        return {.code = byte, .bytes = 1};
    }
    Character character;
    const auto* raw = reinterpret_cast<const utf8proc_uint8_t*>(text.data());
    const utf8proc_ssize_t taken =
        utf8proc_iterate(raw, static_cast<utf8proc_ssize_t>(text.size()), &character.code);
    if (taken > 0) {
        character.bytes = static_cast<std::size_t>(taken);
    }
    return character;
}

void append_lower(std::string& out, utf8proc_int32_t code) {
    if (code < 0x80) {
        out += static_cast<char>(code >= 'A' && code <= 'Z' ? code + ('a' - 'A') : code);
        return;
    }
    utf8proc_uint8_t buffer[4];
    const utf8proc_ssize_t size = utf8proc_encode_char(utf8proc_tolower(code), buffer);
    out.append(reinterpret_cast<const char*>(buffer), static_cast<std::size_t>(size));
}

}  // namespace

Words::Words(std::string_view text) {
    const std::string composed = needs_composing(text) ? base::nfc(text) : std::string();
    std::string_view rest = composed.empty() ? text : std::string_view(composed);
    letters_.reserve(rest.size());
    while (!rest.empty()) {
        if (const std::size_t token = redaction_token(rest)) {
            close_word();
            ends_.push_back(letters_.size());
            rest.remove_prefix(token);
            continue;
        }
        const Character character = first_character(rest);
        rest.remove_prefix(character.bytes);
        const std::size_t begin = ends_.empty() ? 0 : ends_.back();
        if (character.code >= 0 && is_letter_or_digit(character.code)) {
            append_lower(letters_, character.code);
        } else if (is_hyphen(character.code) && letters_.size() > begin && letters_.back() != '-') {
            letters_ += '-';
        } else if (!is_invisible(character.code)) {
            close_word();
        }
    }
    close_word();
}

std::string_view Words::operator[](std::size_t index) const {
    const std::size_t begin = index == 0 ? 0 : ends_[index - 1];
    return std::string_view(letters_).substr(begin, ends_[index] - begin);
}

void Words::close_word() {
    const std::size_t begin = ends_.empty() ? 0 : ends_.back();
    if (letters_.size() > begin && letters_.back() == '-') {
        letters_.pop_back();  // a hyphen at the end is not inside
    }
    if (letters_.size() > begin) {
        ends_.push_back(letters_.size());
    }
}

}  // namespace lyhord::themes
