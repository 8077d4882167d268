// Owns FoldedText: one text in three forms that can be mapped onto each other. The input is what
// came in; the canonical form (NFC, valid UTF-8) is what is stored; the folded form is what the
// detectors read, where a number cannot hide behind zero-width characters, typographic dashes,
// no-break spaces, full-width or foreign digits or stray accents.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace lyhord::anonymize {

// Bytes [start, end).
struct ByteRange {
    std::size_t start = 0;
    std::size_t end = 0;

    bool operator==(const ByteRange&) const = default;
};

class FoldedText {
public:
    // Any bytes, in linear time. A byte that is not UTF-8 becomes U+FFFD. A letter keeps at most
    // limits::marks_max combining and invisible characters, since ordering more is not linear.
    explicit FoldedText(std::string_view input);

    // Holds no control characters but tab, line feed and carriage return.
    const std::string& folded() const { return folded_; }
    const std::string& canonical() const { return canonical_; }

    // A non-empty range of the folded form, widened so that it cuts no letter that folds to several
    // characters.
    ByteRange whole_letters(ByteRange folded) const { return map(folded, &Piece::folded); }

    // Where a non-empty range of the folded form came from, widened to whole letters.
    ByteRange in_input(ByteRange folded) const;
    ByteRange in_canonical(ByteRange folded) const;

private:
    // A stretch from these three starts to those of the next piece. In a linear piece the three
    // forms are byte for byte the same; any other piece is one letter that maps as a whole.
    struct Piece {
        std::uint32_t folded;
        std::uint32_t canonical;
        std::uint32_t input;
        bool linear;
    };

    std::size_t add_run(std::string_view input, std::size_t at);
    void add_bytes(std::string_view input, std::size_t at, std::size_t end);
    std::size_t add_plain(std::string_view input, std::size_t at);
    std::size_t add_letter(std::string_view input, std::size_t at);
    void open_piece(std::size_t input_at, bool linear);
    std::size_t piece_at(std::size_t folded_at) const;
    ByteRange map(ByteRange folded, std::uint32_t Piece::* form) const;

    std::string folded_;
    std::string canonical_;
    std::vector<Piece> pieces_;
};

}  // namespace lyhord::anonymize
