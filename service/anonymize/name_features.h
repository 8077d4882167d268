// Owns NameFeatures: what is seen of each word of a text when names of people are looked for, as
// slots of NameModel's weights. The model learns from just these (tests/redaction).
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "anonymize/vocabulary.h"
#include "anonymize/words.h"

namespace lyhord::anonymize {

inline constexpr unsigned name_slot_bits = 18;

struct FeatureList {
    std::array<std::uint32_t, 48> slots = {};
    std::size_t count = 0;
};

// What was decided of the words before.
struct NameHistory {
    bool previous = false;
    bool before_previous = false;
};

// What is known of a word where it stands, and of the gap before it.
struct PlacedWord : WordFacts {
    std::uint8_t shape = 0;
    std::uint8_t gap = 0;   // before it
    bool starts = false;    // a sentence
    bool by_rule = false;   // NameRules calls it a name
    bool in_place = false;  // in the name of a street or a town
    bool initial = false;   // "K."
};

class NameFeatures {
public:
    // `words` are those of the text, and outlive this.
    NameFeatures(std::string_view text, const std::vector<Word>& words);

    // False for words that cannot be a name whatever stands around them: the bulk of a text.
    bool may_be_name(std::size_t i) const;

    // A lower-case word that is put together from others, or misspelt, and that no list knows as a
    // name; a word after a hyphen: none, whatever the model says.
    bool is_plain(std::size_t i) const;

    // A single letter that is no initial: "E 4", "B204". A name only after another: "Mona K".
    bool is_lone_letter(std::size_t i) const;

    FeatureList of(std::size_t i, NameHistory history) const;

    // To train as if no list had ever had these words.
    void forget(std::size_t i);

private:
    PlacedWord placed(std::size_t i) const;
    bool ends_in_word(std::size_t i) const;
    bool is_initial(std::size_t i) const;
    const PlacedWord& at(std::ptrdiff_t i) const;
    std::string_view gap_before(std::size_t i) const;
    void read_text();

    std::string_view text_;
    const std::vector<Word>& words_;
    std::vector<PlacedWord> facts_;
    PlacedWord outside_;
    std::uint64_t mode_ = 0;  // of the text: its letters and its language
};

}  // namespace lyhord::anonymize
