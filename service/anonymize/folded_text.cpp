#include "anonymize/folded_text.h"

#include <utf8proc.h>

#include <algorithm>
#include <cstdlib>
#include <memory>

#include "anonymize/characters.h"
#include "base/limits.h"
#include "base/utf8.h"

namespace lyhord::anonymize {
namespace {

using base::limits::marks_max;

bool is_control(std::int32_t code) {
    return (code >= 0 && code < 0x20 && code != '\t' && code != '\n' && code != '\r') ||
           code == 0x7F;
}

bool is_mark(utf8proc_category_t category) {
    return category == UTF8PROC_CATEGORY_MN || category == UTF8PROC_CATEGORY_MC ||
           category == UTF8PROC_CATEGORY_ME;
}

// Letters by their category that nobody sees: fillers of Hangul and of Braille.
bool is_filler(std::int32_t code) {
    return code == 0x115F || code == 0x1160 || code == 0x3164 || code == 0xFFA0 || code == 0x2800;
}

// Zero-width characters, soft hyphens, direction marks, control characters.
bool is_invisible(std::int32_t code) {
    return code < 0x80 ? is_control(code)
                       : is_filler(code) || utf8proc_category(code) == UTF8PROC_CATEGORY_CF;
}

// Whether a character belongs to the letter before it. Every character that can compose with the
// one before it is a mark or a Hangul vowel or final, so letters can be composed one by one.
bool extends(std::int32_t code) {
    if (code < 0x80) {
        return is_control(code);
    }
    const bool hangul = (code >= 0x1161 && code <= 0x1175) || (code >= 0x11A8 && code <= 0x11C2);
    return hangul || is_invisible(code) || is_mark(utf8proc_category(code));
}

// The letters of Cyrillic, Arabic (with those of Persian and Sorani) and Ge'ez that are composed
// and have no other form; tests/unit/anonymize/folded_text_test.cpp goes through them.
bool is_plain_letter(std::int32_t code) {
    const bool cyrillic = code >= 0x400 && code < 0x460;
    const bool arabic =
        (code >= 0x621 && code < 0x64B) || (code >= 0x679 && code < 0x6D4) || code == 0x6D5;
    return cyrillic || arabic || (code >= 0x1200 && code < 0x135B);
}

// Folds to itself: ASCII, the letters of Latin-1, and those.
bool is_plain(std::int32_t code) {
    return (code >= 0x20 && code < 0x7F) || code == '\n' || code == '\t' || code == '\r' ||
           (code >= 0xC0 && code <= 0xFF) || is_plain_letter(code);
}

// Of the character that starts here if it is printable ASCII, a line feed or a letter of Latin-1;
// 0 if it is any other.
std::size_t plain_length(std::string_view text, std::size_t at) {
    const auto first = static_cast<unsigned char>(text[at]);
    if ((first >= 0x20 && first < 0x7F) || first == '\n') {
        return 1;
    }
    const bool latin = first == 0xC3 && at + 1 < text.size() &&
                       (static_cast<unsigned char>(text[at + 1]) & 0xC0U) == 0x80U;
    return latin ? 2 : 0;
}

void append(std::string& out, std::int32_t code) {
    utf8proc_uint8_t buffer[4];
    const utf8proc_ssize_t size = utf8proc_encode_char(code, buffer);
    out.append(reinterpret_cast<const char*>(buffer), static_cast<std::size_t>(size));
}

// The first characters of a letter with very many marks, in canonical order.
std::string trimmed(std::string_view letter) {
    std::string parts = base::nfd(letter);
    std::size_t end = 0;
    for (std::size_t i = 0; i < marks_max + 1 && end < parts.size(); ++i) {
        end += character_at(parts, end).length;
    }
    parts.resize(end);
    return parts;
}

struct Free {
    void operator()(utf8proc_uint8_t* bytes) const { std::free(bytes); }
};

std::string compatible(std::string_view text) {
    utf8proc_uint8_t* result = nullptr;
    const auto size = utf8proc_map(
        reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
        static_cast<utf8proc_ssize_t>(text.size()),
        &result,
        static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_COMPAT));
    const std::unique_ptr<utf8proc_uint8_t, Free> owned(result);
    if (size < 0) {
        return {};
    }
    return {reinterpret_cast<const char*>(result), static_cast<std::size_t>(size)};
}

// Unicode's runs of ten digits start at a code that ends in 0 or 6, and only the latter reach the
// code that ends in F.
std::int32_t digit_value(std::int32_t code) {
    const bool from_six = utf8proc_category(code | 0xF) == UTF8PROC_CATEGORY_ND;
    return (code & 0xF) - (from_six ? 6 : 0);
}

// What a detector should see instead of one character.
std::int32_t plain_form(std::int32_t code) {
    switch (utf8proc_category(code)) {
        case UTF8PROC_CATEGORY_ND:
            return code < 0x80 ? code : '0' + std::clamp(digit_value(code), 0, 9);
        case UTF8PROC_CATEGORY_PD:
            return '-';
        case UTF8PROC_CATEGORY_ZS:
            return ' ';
        case UTF8PROC_CATEGORY_ZL:
        case UTF8PROC_CATEGORY_ZP:
            return '\n';
        default:
            break;
    }
    if (code == 0x2212) {
        return '-';
    }
    if (code == 0x85) {
        return '\n';
    }
    return code == 0x2018 || code == 0x2019 ? '\'' : code;
}

// The letter as the detectors should see it. Marks that do not compose are dropped from Latin,
// Greek, Cyrillic, digits and punctuation, and kept where they are part of the script.
std::string fold(std::string_view canonical) {
    std::string visible;
    for (std::size_t at = 0; at < canonical.size();) {
        const Character character = character_at(canonical, at);
        if (!is_invisible(character.code)) {
            visible += canonical.substr(at, character.length);
        }
        at += character.length;
    }
    const std::string composed = compatible(visible);
    std::string out;
    std::int32_t base = 0;
    for (std::size_t at = 0; at < composed.size();) {
        const Character character = character_at(composed, at);
        at += character.length;
        const bool mark = is_mark(utf8proc_category(character.code));
        if (!mark) {
            base = character.code;
        }
        const bool script_mark = base >= 0x590 && (base < 0x2000 || base >= 0x3040);
        if ((!mark || script_mark) && !is_control(character.code)) {
            append(out, plain_form(character.code));
        }
    }
    return out;
}

}  // namespace

FoldedText::FoldedText(std::string_view input) {
    folded_.reserve(input.size());
    canonical_.reserve(input.size());
    for (std::size_t at = 0; at < input.size();) {
        at = add_run(input, at);
        if (at < input.size()) {
            const std::size_t after = add_plain(input, at);
            at = after != at ? after : add_letter(input, at);
        }
    }
    open_piece(input.size(), false);
}

// Adds what is the same in all three forms, up to the last character before one that is not: that
// one may change it.
std::size_t FoldedText::add_run(std::string_view input, std::size_t at) {
    std::size_t end = at;
    std::size_t last = at;
    while (end < input.size()) {
        const std::size_t length = plain_length(input, end);
        if (length == 0) {
            break;
        }
        last = end;
        end += length;
    }
    end = end < input.size() ? last : end;
    if (end > at) {
        add_bytes(input, at, end);
    }
    return end;
}

// Adds bytes that are the same in all three forms.
void FoldedText::add_bytes(std::string_view input, std::size_t at, std::size_t end) {
    if (pieces_.empty() || !pieces_.back().linear) {
        open_piece(at, true);
    }
    const std::string_view bytes = input.substr(at, end - at);
    folded_ += bytes;
    canonical_ += bytes;
}

// Adds one character if it is the same in all three forms; returns where the next one starts.
std::size_t FoldedText::add_plain(std::string_view input, std::size_t at) {
    const Character character = character_at(input, at);
    const std::size_t next = at + character.length;
    if (!is_plain(character.code)) {
        return at;
    }
    if (next < input.size() && extends(character_at(input, next).code)) {
        return at;
    }
    add_bytes(input, at, next);
    return next;
}

// Adds one character with everything that belongs to it.
std::size_t FoldedText::add_letter(std::string_view input, std::size_t at) {
    open_piece(at, false);
    const Character first = character_at(input, at);
    std::size_t end = at + first.length;
    std::string letter(first.code < 0 ? "\xEF\xBF\xBD" : input.substr(at, first.length));
    std::size_t count = 1;
    while (end < input.size()) {
        const Character next = character_at(input, end);
        if (next.code < 0 || !extends(next.code)) {
            break;
        }
        letter += input.substr(end, next.length);
        end += next.length;
        ++count;
    }
    // Hardly any mark decomposes further, so half the limit is safe without counting the parts.
    const std::string kept = base::nfc(count > marks_max / 2 ? trimmed(letter) : letter);
    canonical_ += kept;
    folded_ += fold(kept);
    return end;
}

void FoldedText::open_piece(std::size_t input_at, bool linear) {
    pieces_.push_back({.folded = static_cast<std::uint32_t>(folded_.size()),
                       .canonical = static_cast<std::uint32_t>(canonical_.size()),
                       .input = static_cast<std::uint32_t>(input_at),
                       .linear = linear});
}

std::size_t FoldedText::piece_at(std::size_t folded_at) const {
    const auto after = std::upper_bound(
        pieces_.begin(), pieces_.end(), folded_at, [](std::size_t at, const Piece& piece) {
            return at < piece.folded;
        });
    return static_cast<std::size_t>(after - pieces_.begin()) - 1;
}

ByteRange FoldedText::map(ByteRange folded, std::uint32_t Piece::* form) const {
    const Piece& first = pieces_[piece_at(folded.start)];
    const std::size_t last_index = piece_at(folded.end - 1);
    const Piece& last = pieces_[last_index];
    return {
        .start = first.*form + (first.linear ? folded.start - first.folded : 0),
        .end =
            last.linear ? last.*form + (folded.end - last.folded) : pieces_[last_index + 1].*form,
    };
}

ByteRange FoldedText::in_input(ByteRange folded) const { return map(folded, &Piece::input); }

ByteRange FoldedText::in_canonical(ByteRange folded) const {
    return map(folded, &Piece::canonical);
}

}  // namespace lyhord::anonymize
