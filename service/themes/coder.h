// Owns Coder: which themes of a codebook a text has, by the rules of its patterns.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "domain/codebook.h"
#include "domain/redacted_text.h"
#include "themes/word_patterns.h"

namespace lyhord::themes {

// Built once for a codebook; const afterwards, so that all threads can share it.
class Coder {
public:
    explicit Coder(const domain::Codebook& codebook);

    // Indexes of Codebook::themes, ascending, each once. A theme is there if one of its patterns
    // fits consecutive words of which none is covered by one of its exclusions.
    std::vector<std::size_t> code(const domain::RedactedText& text) const;
    // The same for text that an operator pipes in.
    std::vector<std::size_t> code_text(std::string_view text) const;

    const std::vector<std::string>& theme_ids() const { return theme_ids_; }

private:
    struct Phrase {
        std::size_t theme = 0;
        bool exclusion = false;
        std::vector<PatternIndex> words;
    };
    struct Find {
        std::size_t theme = 0;
        bool exclusion = false;
        std::size_t begin = 0;  // word positions
        std::size_t end = 0;
    };
    using FittingWords = std::vector<std::vector<PatternIndex>>;  // by position in the text

    void add_phrase(std::string_view pattern, Phrase phrase, Stemmer& stemmer);
    std::vector<Find> find_phrases(const FittingWords& words) const;
    static bool is_cancelled(const Find& find, std::span<const Find> exclusions);

    std::string language_;
    std::vector<std::string> theme_ids_;
    WordPatterns patterns_;
    std::vector<Phrase> phrases_;
    std::vector<std::vector<std::uint32_t>> beginning_with_;  // by pattern: phrases
};

}  // namespace lyhord::themes
