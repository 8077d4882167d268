// Owns solved(): meets a challenge of http/limiter as a program would.
#pragma once

#include <string>

#include "base/crypto/crypto.h"

namespace lyhord::tests {

// The lowest counter that solves puzzle number `puzzle` of `seed`.
inline std::string solved_counter(const std::string& seed, int bits, int puzzle) {
    const auto is_solution = [bits](const base::Digest& digest) {
        for (int bit = 0; bit < bits; ++bit) {
            if ((digest[static_cast<std::size_t>(bit / 8)] >> (7 - bit % 8) & 1) != 0) {
                return false;
            }
        }
        return true;
    };
    const std::string prefix = seed + "." + std::to_string(puzzle) + ".";
    for (int counter = 0;; ++counter) {
        const std::string text = std::to_string(counter);
        if (is_solution(base::crypto::sha256(base::as_bytes(prefix + text)))) {
            return text;
        }
    }
}

// The proof: the token, and a counter for each puzzle.
inline std::string solved(const std::string& token, int bits, int puzzles) {
    std::string proof = token;
    for (int puzzle = 0; puzzle < puzzles; ++puzzle) {
        proof += "." + solved_counter(token.substr(0, 20), bits, puzzle);
    }
    return proof;
}

}  // namespace lyhord::tests
