#include "anonymize/vocabulary.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <string>
#include <vector>

#include "anonymize/characters.h"
#include "anonymize/vocabulary_table.h"
#include "anonymize/word_hash.h"

extern "C" const unsigned char lyhord_vocabulary[];

namespace lyhord::anonymize {
namespace {

constexpr std::size_t part_bytes_min = 3;
constexpr std::size_t hyphened_bytes_max = 80;  // each part of it is looked up with all after it
constexpr std::size_t compound_bytes_max = 60;
constexpr std::size_t misspelt_letters_min = 4;
constexpr std::size_t misspelt_letters_max = 24;
template <std::size_t Size>
constexpr std::array<WordHash, Size> hashes(const std::array<std::string_view, Size>& letters) {
    std::array<WordHash, Size> all;
    for (std::size_t i = 0; i < Size; ++i) {
        all[i] = WordHash(letters[i]);
    }
    return all;
}

constexpr auto vowel_letters =
    std::to_array<std::string_view>({"a", "e", "i", "o", "u", "y", "å", "ä", "ö"});
constexpr auto dropped =
    hashes(std::to_array<std::string_view>({"d", "g", "h", "j", "l", "n", "r", "t", "v"}));
constexpr auto vowels = hashes(vowel_letters);

std::uint32_t number_at(std::size_t index) {
    std::uint32_t number = 0;
    std::memcpy(&number, lyhord_vocabulary + index * sizeof number, sizeof number);
    return number;
}

std::uint8_t bits_of(std::uint64_t hash) {
    constexpr std::size_t index = vocabulary_table::filter_numbers;
    const std::size_t bucket = vocabulary_table::bucket_of(hash);
    const std::uint32_t key = vocabulary_table::key_of(hash);
    const std::uint32_t end = number_at(index + bucket + 1);
    for (std::uint32_t i = number_at(index + bucket); i < end; ++i) {
        const std::uint32_t entry = number_at(index + vocabulary_table::buckets + 1 + i);
        if ((entry & 0xffffff00U) == key) {
            return static_cast<std::uint8_t>(entry & 0xffU);
        }
    }
    return 0;
}

bool is_swedish(WordHash word) {
    const std::uint64_t hash = word.value();
    const std::uint32_t mask = vocabulary_table::filter_mask_of(hash);
    const bool maybe = (number_at(vocabulary_table::filter_index_of(hash)) & mask) == mask;
    return maybe && WordClasses(bits_of(hash)).has(WordClass::swedish);
}

bool is_swedish(std::string_view word) {
    return word.size() >= part_bytes_min && is_swedish(WordHash(word));
}

bool starts_letter(std::string_view word, std::size_t at) {
    return (static_cast<unsigned char>(word[at]) & 0xc0U) != 0x80U;
}

// Another letter for the same sound, or nearly so.
std::string_view sounds_like(std::string_view letter) {
    constexpr auto pairs =
        std::to_array<std::pair<std::string_view, std::string_view>>({{"c", "k"},
                                                                      {"k", "ck"},
                                                                      {"s", "c"},
                                                                      {"z", "s"},
                                                                      {"j", "g"},
                                                                      {"g", "j"},
                                                                      {"t", "d"},
                                                                      {"d", "t"},
                                                                      {"b", "p"},
                                                                      {"p", "b"},
                                                                      {"v", "f"},
                                                                      {"x", "ks"},
                                                                      {"w", "v"},
                                                                      {"f", "v"}});
    const auto* const found =
        std::ranges::find(pairs, letter, &std::pair<std::string_view, std::string_view>::first);
    return found == pairs.end() ? std::string_view() : found->second;
}

bool is_vowel(std::string_view letter) {
    return std::ranges::find(vowel_letters, letter) != vowel_letters.end();
}

std::vector<std::string_view> letters_of(std::string_view word) {
    std::vector<std::string_view> letters;
    for (std::size_t at = 0; at < word.size();) {
        const std::size_t length = character_at(word, at).length;
        letters.push_back(word.substr(at, length));
        at += length;
    }
    return letters;
}

// A word cut before and after one of its letters.
struct Slip {
    WordHash before;
    std::string_view letter;
    std::string_view next;  // the letter after it; empty at the end
    WordHash after;
    WordHash after_next;
};

// Whether another letter, none, or one more here, with the rest as it is, makes a Swedish word.
bool is_slip(const Slip& slip) {
    const WordHash letter(slip.letter);
    const WordHash rest = letter + slip.after;
    const auto makes_word = [&](WordHash instead) {
        return is_swedish(slip.before + instead + slip.after);
    };
    const auto makes_word_before = [&](WordHash missing) {
        return is_swedish(slip.before + missing + rest);
    };
    if (makes_word(WordHash()) || makes_word_before(letter) ||
        std::ranges::any_of(dropped, makes_word_before)) {
        return true;
    }
    if (!slip.next.empty() &&
        is_swedish(slip.before + WordHash(slip.next) + letter + slip.after_next)) {
        return true;
    }
    const std::string_view mistaken = sounds_like(slip.letter);
    return (!mistaken.empty() && makes_word(WordHash(mistaken))) ||
           (is_vowel(slip.letter) && std::ranges::any_of(vowels, makes_word));
}

}  // namespace

WordClasses Vocabulary::exact(std::string_view lower_word) {
    return WordClasses(bits_of(word_hash(lower_word)));
}

WordClasses Vocabulary::classes(std::string_view lower_word) {
    const WordClasses found = exact(lower_word);
    if (found.any() || lower_word.size() < part_bytes_min) {
        return found;
    }
    if (lower_word.ends_with('s')) {
        return exact(lower_word.substr(0, lower_word.size() - 1));
    }
    const std::size_t hyphen = lower_word.find('-');
    if (hyphen == std::string_view::npos || lower_word.size() > hyphened_bytes_max) {
        return found;
    }
    const WordClasses first = exact(lower_word.substr(0, hyphen));
    const WordClasses last = classes(lower_word.substr(hyphen + 1));
    return first.any() && last.any() ? last : found;
}

bool Vocabulary::is_compound(std::string_view lower_word) {
    if (lower_word.size() > compound_bytes_max) {
        return false;
    }
    for (std::size_t at = part_bytes_min; at + part_bytes_min <= lower_word.size(); ++at) {
        const std::string_view first = lower_word.substr(0, at);
        // "nattaxi": of three like letters one is left out.
        const bool shares = at > 1 && first[at - 1] == first[at - 2];
        if (!starts_letter(lower_word, at) ||
            !(is_swedish(lower_word.substr(at)) ||
              (shares && is_swedish(lower_word.substr(at - 1))))) {
            continue;
        }
        if (is_swedish(first) ||
            (first.ends_with('s') && is_swedish(first.substr(0, first.size() - 1)))) {
            return true;
        }
    }
    return false;
}

bool Vocabulary::is_misspelt(std::string_view lower_word) {
    const std::vector<std::string_view> letters = letters_of(lower_word);
    if (letters.size() < misspelt_letters_min || letters.size() > misspelt_letters_max) {
        return false;
    }
    // What follows each letter, from the last one backwards.
    std::array<WordHash, misspelt_letters_max + 1> rests;
    for (std::size_t i = letters.size(); i > 0; --i) {
        rests[i - 1] = WordHash(letters[i - 1]) + rests[i];
    }
    WordHash before;
    for (std::size_t i = 0; i < letters.size(); ++i) {
        const bool last = i + 1 == letters.size();
        if (is_slip({.before = before,
                     .letter = letters[i],
                     .next = last ? std::string_view() : letters[i + 1],
                     .after = rests[i + 1],
                     .after_next = last ? WordHash() : rests[i + 2]})) {
            return true;
        }
        before = before + WordHash(letters[i]);
    }
    return false;
}

}  // namespace lyhord::anonymize
