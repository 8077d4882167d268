#include "anonymize/vocabulary.h"

#include <cstring>

#include "anonymize/vocabulary_table.h"
#include "anonymize/word_hash.h"

extern "C" const unsigned char lyhord_vocabulary[];

namespace lyhord::anonymize {
namespace {

constexpr std::size_t part_bytes_min = 3;
constexpr std::size_t compound_bytes_max = 60;

std::uint32_t number_at(std::size_t index) {
    std::uint32_t number = 0;
    std::memcpy(&number, lyhord_vocabulary + index * sizeof number, sizeof number);
    return number;
}

bool is_swedish(std::string_view word) {
    return word.size() >= part_bytes_min && Vocabulary::exact(word).has(WordClass::swedish);
}

bool starts_letter(std::string_view word, std::size_t at) {
    return (static_cast<unsigned char>(word[at]) & 0xc0U) != 0x80U;
}

}  // namespace

WordClasses Vocabulary::exact(std::string_view lower_word) {
    const std::uint64_t hash = word_hash(lower_word);
    const std::size_t bucket = vocabulary_table::bucket_of(hash);
    const std::uint32_t key = vocabulary_table::key_of(hash);
    const std::uint32_t end = number_at(bucket + 1);
    for (std::uint32_t i = number_at(bucket); i < end; ++i) {
        const std::uint32_t entry = number_at(vocabulary_table::buckets + 1 + i);
        if ((entry & 0xffffff00U) == key) {
            return WordClasses(static_cast<std::uint8_t>(entry & 0xffU));
        }
    }
    return {};
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
    if (hyphen == std::string_view::npos) {
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
        if (!starts_letter(lower_word, at) || !is_swedish(lower_word.substr(at))) {
            continue;
        }
        const std::string_view first = lower_word.substr(0, at);
        if (is_swedish(first) ||
            (first.ends_with('s') && is_swedish(first.substr(0, first.size() - 1)))) {
            return true;
        }
    }
    return false;
}

}  // namespace lyhord::anonymize
