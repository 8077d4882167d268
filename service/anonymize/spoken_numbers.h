// Owns the detection of numbers that were dictated: "noll sju noll ett sju fyra noll sex tjugo
// tre".
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "anonymize/matching.h"

namespace lyhord::anonymize {

class SpokenNumbers {
public:
    SpokenNumbers();

    // Where the hint occurs.
    Findings find(std::string_view text) const;
    static std::string hint();

private:
    struct Token {
        ByteRange range;
        std::string digits;
        bool spoken = false;
    };

    std::vector<Token> tokens_of(std::string_view text, ByteRange run) const;
    // What the tokens from one of them to the last are; nothing if they are a count or a score.
    std::optional<Label> label(std::string_view text,
                               const std::vector<Token>& tokens,
                               std::size_t first) const;

    Pattern run_;
    Pattern token_;
    Pattern person_cue_;
    Pattern account_cue_;
    Pattern phone_cue_;
};

}  // namespace lyhord::anonymize
