// Owns HiddenText: a text as the detectors read it, in which what was found is hidden from those
// that come after.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "anonymize/folded_text.h"
#include "anonymize/matching.h"

namespace lyhord::anonymize {

class HiddenText {
public:
    // Hides the tokens that stand in the text already, so that a redacted text is left as it is.
    // `forms` outlives this.
    explicit HiddenText(const FoldedText& forms);

    // The folded form with a barrier for each byte that is hidden.
    const std::string& text() const { return text_; }
    // All that was taken so far, in ranges of the folded form, as it was found.
    const Findings& findings() const { return findings_; }

    // Ranges of text(), whose length stays.
    void take(const Findings& found);

    // From now on what is hidden is as long as the tokens that will stand there: the last reading
    // of a text is then the same as the first one of what comes out of it.
    void close_up();

private:
    // A stretch of text() that is the same in the folded form, up to the next piece.
    struct Piece {
        std::size_t text;
        std::size_t folded;
    };

    std::size_t in_folded(std::size_t text_at) const;

    const FoldedText& forms_;
    std::string folded_;  // with barriers
    std::string text_;
    std::vector<Piece> pieces_;
    Findings findings_;
};

// From left to right; of two that meet inside one letter the first counts, and is as sure as the
// surer one.
Findings in_order(Findings findings);

}  // namespace lyhord::anonymize
