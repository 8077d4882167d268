// Owns WordPatterns: which of many patterns fit one word, found by walking the word once instead
// of trying the patterns one by one.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "themes/stemmer.h"

namespace lyhord::themes {

using PatternIndex = std::uint32_t;

// Keys found at the beginning of a word, byte by byte.
class ByteTree {
public:
    void add(std::string_view key, PatternIndex pattern);

    // The patterns of all keys that `bytes` (read from its beginning) begins with.
    template <typename Iterator, typename Visit>
    void walk(const Iterator& begin, const Iterator& end, Visit visit) const;

private:
    struct Node {
        std::vector<std::pair<char, std::uint32_t>> next;
        std::vector<PatternIndex> patterns;
    };
    std::uint32_t child(std::uint32_t node, char byte) const;  // 0: none

    std::vector<Node> nodes_ = std::vector<Node>(1);
};

// How a pattern without a wildcard fits.
enum class BareWord { by_stem, exactly };

class WordPatterns {
public:
    // A lower-case word in which "*" stands for any letters, or none. Equal patterns share an
    // index.
    PatternIndex add(std::string_view pattern, BareWord bare, Stemmer& stemmer);

    // All patterns that fit a lower-case word, in ascending order, each once.
    std::vector<PatternIndex> fitting(std::string_view word, Stemmer& stemmer) const;

    std::size_t size() const { return globs_.size(); }

private:
    using Lookup = std::unordered_map<std::string, std::vector<PatternIndex>>;

    void add_glob(PatternIndex pattern);
    void append_globs(std::string_view word, std::vector<PatternIndex>& found) const;

    std::map<std::pair<std::string, BareWord>, PatternIndex> indexes_;
    std::vector<std::string> globs_;  // empty where the pattern has no wildcard
    Lookup exact_;
    Lookup stems_;
    ByteTree beginnings_;
    ByteTree reversed_ends_;
    ByteTree inside_;
    std::vector<PatternIndex> any_;  // "*"
};

}  // namespace lyhord::themes
