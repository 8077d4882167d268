// Owns Words: a text split into words, with what is known about each.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "anonymize/lexicon.h"
#include "anonymize/matching.h"
#include "anonymize/own_names.h"
#include "anonymize/vocabulary.h"

namespace lyhord::anonymize {

// What a word is by itself, wherever it stands.
struct WordFacts {
    WordClasses classes;
    bool like_surname = false;
    bool compound = false;
    bool misspelt = false;
    std::uint8_t letters = 0;  // its script, and signs inside
    std::uint64_t id = 0;      // of the word, or of its classes if it is no common word
};

// Letters and digits that start with a letter; hyphens, apostrophes and colons join them.
struct Word {
    ByteRange range;
    std::string lower;  // and in one script, if it mixes letters that look alike
    WordKinds kinds;
    WordFacts facts;
    bool capital = false;  // starts with a capital letter
    bool shouted = false;  // two letters or more, all capital
    bool protected_place = false;

    bool is(WordKind kind) const { return kinds.has(kind); }
    bool is_given_name() const {
        return is(WordKind::first_name) && !is(WordKind::common_name) && !is(WordKind::ordinary);
    }
    bool is_like_surname() const { return is(WordKind::surname) || facts.like_surname; }
};

// `known`: the words of the same text when less of it was hidden, so that they are not looked up
// again. `own_names`: the municipality's.
std::vector<Word> split_words(std::string_view text,
                              const Lexicon& lexicon,
                              const OwnNames& own_names = {},
                              std::vector<Word> known = {});

}  // namespace lyhord::anonymize
