// Owns where tokens stand in a text, and which of them stand for what the redactor was unsure of.
// Pure.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "anonymize/folded_text.h"
#include "anonymize/label.h"

namespace lyhord::anonymize {

// From left to right.
std::vector<ByteRange> tokens_in(std::string_view text);

// Where a token was put into a text, and how sure it was.
using PutToken = std::pair<std::size_t, Certainty>;

// Which tokens of a redacted text are unsure, counted from 0: those that were put there now, from
// left to right, and those that stood there before (`before`: which of these were unsure).
std::vector<std::uint16_t> unsure_tokens(std::string_view redacted,
                                         std::span<const PutToken> put,
                                         std::span<const std::uint16_t> before);

}  // namespace lyhord::anonymize
