// How a redacted text is cut for whoever reads it.
#include "review/marked_text.h"

#include <gtest/gtest.h>

#include "anonymize/redactor.h"
#include "unit/review/as_sealed.h"

namespace lyhord::review {
namespace {

// "words|masked: [NAMN]|pointing: ..."
std::string cut(std::string text) {
    static const anonymize::Redactor redactor;
    std::string out;
    for (const Piece& piece : pieces_of(redactor.redact(domain::RawText(std::move(text))).text)) {
        const std::string_view kind = piece.kind == PieceKind::masked     ? "masked: "
                                      : piece.kind == PieceKind::pointing ? "pointing: "
                                                                          : "";
        out += (out.empty() ? "" : "|") + std::string(kind) + piece.text;
    }
    return out;
}

TEST(MarkedText, ShowsMaskedPlacesAndWhatMayPointAtAPerson) {
    EXPECT_EQ(cut("ring 070-174 06 05 nu"), "ring |masked: [TELEFON]| nu");
    EXPECT_EQ(cut("vår rektor sa nej"), "pointing: vår rektor| sa nej");
    EXPECT_EQ(cut(""), "");
}

TEST(MarkedText, KeepsAMaskedPlaceInWhatPoints) {
    EXPECT_EQ(cut("rektorn på [NAMN] sa"), "pointing: rektorn på |masked: [NAMN]| sa");
}

TEST(MarkedText, TellsWhichMasksAreUnsure) {
    const std::vector<Piece> pieces = pieces_of(as_sealed("[NAMN] och [NAMN] och [ADRESS]", {1}));
    ASSERT_EQ(pieces.size(), 5U);
    EXPECT_FALSE(pieces[0].is_unsure);
    EXPECT_TRUE(pieces[2].is_unsure);
    EXPECT_FALSE(pieces[3].is_unsure);
    EXPECT_FALSE(pieces[4].is_unsure);
}

TEST(MarkedText, EndsLinesInOneWay) { EXPECT_EQ(cut("mörkt\r\ndär"), "mörkt\ndär"); }

}  // namespace
}  // namespace lyhord::review
