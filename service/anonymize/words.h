// Owns Words: a text split into words, with what is known about each.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "anonymize/lexicon.h"
#include "anonymize/matching.h"

namespace lyhord::anonymize {

// Letters and digits that start with a letter; hyphens, apostrophes and colons join them.
struct Word {
    ByteRange range;
    std::string lower;
    WordKinds kinds;
    bool capital = false;  // starts with a capital letter
    bool shouted = false;  // two letters or more, all capital
    bool protected_place = false;

    bool is(WordKind kind) const { return kinds.has(kind); }
    bool is_given_name() const {
        return is(WordKind::first_name) && !is(WordKind::common_name) && !is(WordKind::ordinary);
    }
    bool is_like_surname() const { return is(WordKind::surname) || ends_like_surname(lower); }
};

std::vector<Word> split_words(std::string_view text, const Lexicon& lexicon);

}  // namespace lyhord::anonymize
