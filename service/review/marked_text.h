// Owns how a redacted text is shown to whoever reads it: cut into words, masked places and what may
// point at a person. Pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "domain/redacted_text.h"

namespace lyhord::review {

enum class PieceKind { words, masked, pointing };

struct Piece {
    PieceKind kind = PieceKind::words;
    std::string text;  // of a masked place its token
    // Masked without being sure that it was personal data.
    bool is_unsure = false;
};

// In the order of the text; put together they are the text, with LF at the end of each line.
std::vector<Piece> pieces_of(const domain::RedactedText& text);

}  // namespace lyhord::review
