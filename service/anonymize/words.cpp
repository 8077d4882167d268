#include "anonymize/words.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <utility>

#include "anonymize/characters.h"
#include "anonymize/lookalikes.h"
#include "anonymize/script_lexicon.h"
#include "anonymize/word_hash.h"

namespace lyhord::anonymize {
namespace {

// One past the last byte of the word that starts here.
std::size_t word_end(std::string_view text, std::size_t at) {
    while (at < text.size()) {
        const Character character = character_at(text, at);
        const std::size_t next = at + character.length;
        const bool joint = character.code == '-' || character.code == '\'' || character.code == ':';
        const bool inside = joint && next < text.size() && is_letter(character_at(text, next).code);
        if (!inside && !is_letter_or_digit(character.code)) {
            break;
        }
        at = next;
    }
    return at;
}

bool is_shouted(std::string_view word) {
    std::size_t letters = 0;
    for (std::size_t at = 0; at < word.size();) {
        const Character character = character_at(word, at);
        if (is_letter(character.code) && !is_upper(character.code)) {
            return false;
        }
        at += character.length;
        ++letters;
    }
    return letters >= 2;
}

// 1: not Latin; 2, 4, 8: a hyphen, a colon or an apostrophe, a digit inside.
std::uint8_t letters_in(std::string_view word) {
    unsigned found = 0;
    for (std::size_t at = 0; at < word.size();) {
        const Character letter = character_at(word, at);
        found |= letter.code >= 0x370 ? 1U : 0U;
        found |= letter.code == '-' ? 2U : 0U;
        found |= letter.code == ':' || letter.code == '\'' ? 4U : 0U;
        found |= is_digit(word[at]) ? 8U : 0U;
        at += letter.length;
    }
    return static_cast<std::uint8_t>(found);
}

WordFacts facts_of(std::string_view lower, WordKinds kinds, const OwnNames& own_names) {
    WordFacts facts;
    facts.classes = Vocabulary::classes(lower);
    if (!facts.classes.is_common()) {  // such are not imported
        facts.classes = facts.classes.with(own_names.classes(lower));
    }
    facts.like_surname = ends_like_surname(lower);
    const bool unknown = !facts.classes.is_common() && lower.size() > 3 &&
                         script_of(lower) == Script::other;  // no Swedish word
    facts.compound = unknown && Vocabulary::is_compound(lower);
    facts.misspelt = unknown && !facts.compound && Vocabulary::is_misspelt(lower);
    facts.letters = letters_in(lower);
    const bool told_by_id = facts.classes.is_common() || kinds.any();
    facts.id = told_by_id ? word_hash(lower) : 1000U + facts.classes.bits();
    return facts;
}

constexpr std::size_t known_ahead_max = 8;

// What was known of the words of a text before more of it was hidden: they come in the same order.
class KnownWords {
public:
    explicit KnownWords(std::vector<Word> words) : words_(std::move(words)) {}

    std::optional<Word> next(const std::string& lower) {
        const std::size_t end = std::min(words_.size(), at_ + known_ahead_max);
        for (std::size_t i = at_; i < end; ++i) {
            if (words_[i].lower == lower) {
                at_ = i + 1;
                return std::move(words_[i]);
            }
        }
        return std::nullopt;
    }

private:
    std::vector<Word> words_;
    std::size_t at_ = 0;
};

// Where the words of this text stood last: a third of them come again, and the tables that know
// them are far from the processor.
class SeenWords {
public:
    // The word as it stood before, or null.
    const Word* find(const std::vector<Word>& words, const std::string& lower) {
        std::uint32_t& place = places_[word_hash(lower) % places_.size()];
        const std::uint32_t before = std::exchange(place, static_cast<std::uint32_t>(words.size()));
        const bool same = before < words.size() && words[before].lower == lower;
        return same ? &words[before] : nullptr;
    }

private:
    std::array<std::uint32_t, 512> places_{};
};

struct WordSources {
    const Lexicon& lexicon;
    const OwnNames& own_names;
};

// The words of the pass before, and of this one.
struct WordMemory {
    KnownWords known;
    SeenWords seen = {};
};

// Adds the word that stands there.
void add_word(std::vector<Word>& words,
              std::string_view text,
              ByteRange range,
              const WordSources& sources,
              WordMemory& memory) {
    const std::string_view written = slice(text, range);
    std::string lower = lower_word(in_one_script(written));
    Word word;
    const Word* const same = memory.seen.find(words, lower);
    if (std::optional<Word> before = memory.known.next(lower)) {
        word = std::move(*before);
        word.protected_place = false;
    } else {
        word.kinds = same != nullptr ? same->kinds : sources.lexicon.kinds(lower);
        word.facts = same != nullptr ? same->facts : facts_of(lower, word.kinds, sources.own_names);
        word.lower = std::move(lower);
    }
    word.range = range;
    word.capital = is_upper(character_at(written, 0).code);
    word.shouted = word.capital && is_shouted(written);
    words.push_back(std::move(word));
}

}  // namespace

std::vector<Word> split_words(std::string_view text,
                              const Lexicon& lexicon,
                              const OwnNames& own_names,
                              std::vector<Word> known) {
    std::vector<Word> words;
    words.reserve(std::max(known.size(), text.size() / 6));
    WordMemory memory{KnownWords(std::move(known))};
    for (std::size_t at = 0; at < text.size();) {
        const Character character = character_at(text, at);
        if (is_digit(text[at])) {
            at = word_end(text, at);  // "50-väg", "3:an": not a word of its own
        } else if (is_letter(character.code)) {
            const ByteRange range{at, word_end(text, at)};
            add_word(words, text, range, {lexicon, own_names}, memory);
            at = range.end;
        } else {
            at += character.length;
        }
    }
    return words;
}

}  // namespace lyhord::anonymize
