#include "anonymize/lookalikes.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "anonymize/characters.h"

namespace lyhord::anonymize {
namespace {

struct Pair {
    std::string_view latin;
    std::string_view other;
};

// Source: Unicode's confusables (UTS 39), those that a keyboard of the other script has.
constexpr auto cyrillic = std::to_array<Pair>(
    {{"A", "А"}, {"B", "В"}, {"C", "С"}, {"E", "Е"}, {"H", "Н"}, {"I", "І"}, {"J", "Ј"},
     {"K", "К"}, {"M", "М"}, {"O", "О"}, {"P", "Р"}, {"S", "Ѕ"}, {"T", "Т"}, {"X", "Х"},
     {"Y", "У"}, {"a", "а"}, {"c", "с"}, {"e", "е"}, {"i", "і"}, {"j", "ј"}, {"k", "к"},
     {"o", "о"}, {"p", "р"}, {"s", "ѕ"}, {"x", "х"}, {"y", "у"}, {"h", "һ"}, {"d", "ԁ"},
     {"l", "ӏ"}, {"ä", "ӓ"}, {"ö", "ӧ"}, {"Ä", "Ӓ"}, {"Ö", "Ӧ"}, {"ë", "ё"}, {"ï", "ї"}});
constexpr auto greek = std::to_array<Pair>(
    {{"A", "Α"}, {"B", "Β"}, {"E", "Ε"}, {"Z", "Ζ"}, {"H", "Η"}, {"I", "Ι"}, {"K", "Κ"},
     {"M", "Μ"}, {"N", "Ν"}, {"O", "Ο"}, {"P", "Ρ"}, {"T", "Τ"}, {"Y", "Υ"}, {"X", "Χ"},
     {"a", "α"}, {"i", "ι"}, {"k", "κ"}, {"n", "η"}, {"o", "ο"}, {"p", "ρ"}, {"t", "τ"},
     {"u", "υ"}, {"v", "ν"}, {"x", "χ"}, {"y", "γ"}});

constexpr auto digit_pairs = std::to_array<Pair>({{"0", "O"},
                                                  {"0", "o"},
                                                  {"0", "О"},
                                                  {"0", "о"},
                                                  {"0", "Ο"},
                                                  {"0", "ο"},
                                                  {"1", "I"},
                                                  {"1", "l"},
                                                  {"1", "І"},
                                                  {"1", "і"},
                                                  {"3", "З"},
                                                  {"3", "з"},
                                                  {"6", "б"}});

// Latin, but for the letters of other scripts that look like it.
bool is_latin(std::int32_t code) { return is_letter(code) && code < 0x250; }

bool is_other(std::int32_t code) { return code >= 0x370 && code < 0x530; }

// The letter in the other script; empty if none looks like it.
std::string_view latin_of(std::string_view letter) {
    for (const auto& pairs : {std::span<const Pair>(cyrillic), std::span<const Pair>(greek)}) {
        const auto found = std::ranges::find(pairs, letter, &Pair::other);
        if (found != pairs.end()) {
            return found->latin;
        }
    }
    return {};
}

std::string_view cyrillic_of(std::string_view letter) {
    const auto* const found = std::ranges::find(cyrillic, letter, &Pair::latin);
    return found == cyrillic.end() ? std::string_view() : found->other;
}

struct Letters {
    std::vector<std::string_view> all;
    bool has_latin = false;
    bool has_other = false;
    bool latin_would_do = true;
    bool cyrillic_would_do = true;
};

Letters letters_of_word(std::string_view word) {
    Letters letters;
    for (std::size_t at = 0; at < word.size();) {
        const Character character = character_at(word, at);
        const std::string_view letter = word.substr(at, character.length);
        letters.all.push_back(letter);
        if (is_latin(character.code)) {
            letters.has_latin = true;
            letters.cyrillic_would_do &= !cyrillic_of(letter).empty();
        } else if (is_other(character.code)) {
            letters.has_other = true;
            letters.latin_would_do &= !latin_of(letter).empty();
        }
        at += character.length;
    }
    return letters;
}

std::string replaced(const Letters& letters, std::string_view (*other_of)(std::string_view)) {
    std::string out;
    for (const std::string_view letter : letters.all) {
        const std::string_view other = other_of(letter);
        out += other.empty() ? letter : other;
    }
    return out;
}

}  // namespace

std::string digits_as_they_look(std::string_view text) {
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        const std::string_view letter = text.substr(at, character_at(text, at).length);
        const auto* const found = std::ranges::find(digit_pairs, letter, &Pair::other);
        if (is_digit(letter[0])) {
            out += letter;
        } else if (found != digit_pairs.end()) {
            out += found->latin;
        }
        at += letter.size();
    }
    return out;
}

std::string in_one_script(std::string_view word) {
    // The first bytes of Greek and Cyrillic letters; most words have none.
    const bool is_plain = std::ranges::none_of(word, [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return byte >= 0xCD && byte <= 0xD4;
    });
    if (is_plain) {
        return std::string(word);
    }
    const Letters letters = letters_of_word(word);
    if (!letters.has_latin || !letters.has_other) {
        return std::string(word);
    }
    if (letters.latin_would_do) {
        return replaced(letters, latin_of);
    }
    return letters.cyrillic_would_do ? replaced(letters, cyrillic_of) : std::string(word);
}

}  // namespace lyhord::anonymize
