// How sure the redactor is of what it masks, and that a second redaction keeps that.
#include <gmock/gmock.h>

#include "anonymize/tokens.h"
#include "unit/anonymize/support.h"

namespace lyhord::anonymize {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

// The text with "?" behind each token that is unsure.
std::string with_signs(const domain::RedactedText& text) {
    std::string out;
    std::size_t copied = 0;
    std::size_t index = 0;
    for (const ByteRange& token : tokens_in(text.view())) {
        out += text.view().substr(copied, token.end - copied);
        out += std::ranges::binary_search(text.unsure(), index++) ? "?" : "";
        copied = token.end;
    }
    return out + std::string(text.view().substr(copied));
}

std::string signed_text(std::string_view text) {
    return with_signs(shared_redactor().redact(domain::RawText(std::string(text))).text);
}

TEST(Certainty, IsHighOfNamesThatAreNothingElse) {
    EXPECT_EQ(signed_text("Min granne Kerstin Öhlund hotar oss"), "Min granne [NAMN] hotar oss");
    EXPECT_EQ(signed_text("läraren heter Anna Svensson"), "läraren heter [NAMN]");
}

TEST(Certainty, IsHighOfWhatIsFoundByItsForm) {
    EXPECT_EQ(signed_text("ring 070-174 06 05 eller a@b.se"), "ring [TELEFON] eller [E-POST]");
}

// Which of them are masked at all is up to the trained weights.
TEST(Certainty, IsLowOfSomeWordsThatAreMoreLikelyNoNames) {
    int unsure = 0;
    for (const std::string_view text : {"Fråga Berg om det",
                                        "Vid Sjön bråkar Linn",
                                        "Vi såg Storm vid bron",
                                        "Hjort springer",
                                        "jag såg björn i skogen",
                                        "Solveig och sten",
                                        "Ros vid bänken"}) {
        const Redaction redaction = shared_redactor().redact(domain::RawText(std::string(text)));
        const auto is_unsure = [](const Span& span) { return span.certainty == Certainty::unsure; };
        EXPECT_EQ(std::ranges::count_if(redaction.spans, is_unsure),
                  std::ssize(redaction.text.unsure()))
            << text;
        unsure += static_cast<int>(redaction.text.unsure().size());
    }
    EXPECT_GT(unsure, 0);
}

TEST(Certainty, IsLowOfACapitalLetterAloneInCyrillic) {
    EXPECT_EQ(signed_text("Я бачив там Кравдію біля школи"), "Я бачив там [NAMN]? біля школи");
    EXPECT_EQ(signed_text("Я бачив там Миколу біля школи"), "Я бачив там [NAMN] біля школи");
}

domain::RedactedText with_unsure(std::string text, std::vector<std::uint16_t> unsure) {
    return shared_redactor().redact(domain::RawText(std::move(text)), unsure).text;
}

TEST(Certainty, OutlastsASecondRedactionThatFindsMore) {
    const domain::RedactedText before = with_unsure("[NAMN] och [NAMN] vid [ADRESS]", {1, 2});
    EXPECT_THAT(before.unsure(), ElementsAre(1, 2));
    EXPECT_EQ(with_signs(with_unsure("[NAMN] 070-174 06 05 [NAMN] a@b.se", {1})),
              "[NAMN] [TELEFON] [NAMN]? [E-POST]");
    EXPECT_EQ(with_signs(shared_redactor().redact_again(before).text), with_signs(before));
}

TEST(Certainty, IsNotKnownOfTokensThatSomebodyTyped) {
    EXPECT_THAT(with_unsure("[NAMN] och [NAMN]", {}).unsure(), IsEmpty());
    EXPECT_THAT(with_unsure("ring inte", {0, 7}).unsure(), IsEmpty()) << "of tokens that are none";
}

}  // namespace
}  // namespace lyhord::anonymize
