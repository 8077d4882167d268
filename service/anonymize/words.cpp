#include "anonymize/words.h"

#include "anonymize/characters.h"

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

Word make_word(std::string_view text, ByteRange range, const Lexicon& lexicon) {
    const std::string_view written = slice(text, range);
    Word word{.range = range, .lower = lower_word(written), .kinds = {}};
    word.kinds = lexicon.kinds(word.lower);
    word.capital = is_upper(character_at(written, 0).code);
    word.shouted = word.capital && is_shouted(written);
    return word;
}

}  // namespace

std::vector<Word> split_words(std::string_view text, const Lexicon& lexicon) {
    std::vector<Word> words;
    for (std::size_t at = 0; at < text.size();) {
        const Character character = character_at(text, at);
        if (is_digit(text[at])) {
            at = word_end(text, at);  // "50-väg", "3:an": not a word of its own
        } else if (is_letter(character.code)) {
            const ByteRange range{at, word_end(text, at)};
            words.push_back(make_word(text, range, lexicon));
            at = range.end;
        } else {
            at += character.length;
        }
    }
    return words;
}

}  // namespace lyhord::anonymize
