// Owns Vocabulary: what dictionaries and lists of names know about single words, in a compact table
// that the build makes (vocabulary_compiler/) and the program maps. Nothing is read at start.
#pragma once

#include <cstdint>
#include <string_view>

namespace lyhord::anonymize {

// A word may be several things.
enum class WordClass : std::uint8_t {
    swedish = 1,      // a form of a word in Swedish, written in lower case
    english = 2,      // the same in English
    given = 4,        // a given name
    surname = 8,      //
    place = 16,       // a town, a district, a lake
    other_name = 32,  // a company, a party, a newspaper
    weak_name = 64,   // in a large list of names of the whole world, which holds much else
    capital = 128,    // has a capital letter without being a name: "Europavägen", "Svensk"
};

class WordClasses {
public:
    WordClasses() = default;
    explicit WordClasses(std::uint8_t bits) : bits_(bits) {}
    bool has(WordClass one) const { return (bits_ & static_cast<std::uint8_t>(one)) != 0; }
    bool any() const { return bits_ != 0; }
    bool is_name() const { return has(WordClass::given) || has(WordClass::surname); }
    bool is_common() const { return has(WordClass::swedish) || has(WordClass::english); }
    std::uint8_t bits() const { return bits_; }
    WordClasses with(WordClasses other) const {
        return WordClasses(static_cast<std::uint8_t>(bits_ | other.bits_));
    }

private:
    std::uint8_t bits_ = 0;
};

class Vocabulary {
public:
    // A lower-case word in NFC. A word that is not in the table has no class, but for one in some
    // five million.
    static WordClasses exact(std::string_view lower_word);

    // Sees through a genitive s and, if all parts are known, hyphens.
    static WordClasses classes(std::string_view lower_word);

    // "trygghetsvandring": two Swedish words of three letters or more, with an s between or
    // without.
    static bool is_compound(std::string_view lower_word);

    // One slip away from a Swedish word: a letter too many or too few, one that should be double,
    // two that changed places, one that sounds like another. Words of four letters or more.
    static bool is_misspelt(std::string_view lower_word);
};

}  // namespace lyhord::anonymize
