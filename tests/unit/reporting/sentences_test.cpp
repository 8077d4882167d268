#include "reporting/sentences.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "swedish_words.h"

namespace lyhord::reporting {
namespace {

using testing::swedish_words;

StatedFigure speeding() {
    return {.place = "Härnösand",
            .statement = "känner sig otrygga på grund av att bilar kör för fort",
            .option = "Bilar kör för fort",
            .question = "Vad gör dig otrygg?",
            .count = 412,
            .base = 1084,
            .design = domain::Design::open};
}

TEST(Sentences, AreExactToTheCharacter) {
    EXPECT_EQ(
        sentence(swedish_words(), speeding()),
        "38 % (412 av 1 084) av dem som svarade i Härnösand uppger att de känner sig otrygga "
        "på grund av att bilar kör för fort. Svaren är självvalda och kan inte räknas om till "
        "alla invånare.");
}

TEST(Sentences, NameOptionAndQuestionWhereNothingIsStated) {
    StatedFigure figure = speeding();
    figure.statement.clear();
    EXPECT_EQ(sentence(swedish_words(), figure),
              "38 % (412 av 1 084) av dem som svarade i Härnösand valde ”Bilar kör för fort” på "
              "frågan ”Vad gör dig otrygg?”. Svaren är självvalda och kan inte räknas om till alla "
              "invånare.");
}

TEST(Sentences, TellTheErrorOfARandomSample) {
    StatedFigure figure = speeding();
    figure.design = domain::Design::invited_random;
    figure.interval = statistics::wilson(statistics::share_of(412, 1084).value()).value();
    EXPECT_EQ(sentence(swedish_words(), figure),
              "38 % (± 3 procentenheter; 412 av 1 084) av dem som svarade i Härnösand uppger att "
              "de känner sig otrygga på grund av att bilar kör för fort. Svaren kommer från ett "
              "slumpmässigt urval; felmarginalen är på 95 %.");
}

TEST(Sentences, TellBothEndsOfALopsidedInterval) {
    StatedFigure figure = speeding();
    figure.design = domain::Design::invited_random;
    figure.count = 1;
    figure.base = 5;
    figure.interval = statistics::wilson(statistics::share_of(1, 5).value()).value();
    EXPECT_TRUE(
        sentence(swedish_words(), figure).starts_with("20 % (mellan 4 % och 62 %; 1 av 5) "));
}

// Whoever is careless with an interval cannot make a self-selected round look like a sample.
TEST(Sentences, NeverGiveSelfSelectedAnswersAnInterval) {
    for (const domain::Design design :
         {domain::Design::open, domain::Design::meeting, domain::Design::reporters}) {
        StatedFigure figure = speeding();
        figure.design = design;
        figure.interval = statistics::Interval{.low = 0.35, .high = 0.41};
        const std::string text = sentence(swedish_words(), figure);
        EXPECT_THAT(text, ::testing::Not(::testing::HasSubstr("procentenheter")));
        EXPECT_THAT(text, ::testing::Not(::testing::HasSubstr("säkerställd")));
        EXPECT_THAT(text, ::testing::HasSubstr("kan inte räknas om till alla invånare"));
    }
}

statistics::WaveFigure wave(double part, double base, statistics::Design design) {
    return {.definition = {.indicator = "trygg",
                           .wording = {},
                           .scale = {},
                           .numerator = {},
                           .denominator = {}},
            .design = design,
            .share = statistics::share_of(part, base).value()};
}

std::string change(double part, double base, statistics::Design design) {
    return change_sentence(
        swedish_words(),
        statistics::compare(wave(115, 134, design), wave(part, base, design)).value(),
        "2021");
}

TEST(Sentences, SayWhenAChangeMayBeChance) {
    EXPECT_EQ(change(138, 152, statistics::Design::random_sample),
              "Skillnaden mot 2021 är för liten för att kunna skiljas från slump.");
    EXPECT_EQ(change(152, 152, statistics::Design::random_sample),
              "Ökningen med 14 procentenheter sedan 2021 är statistiskt säkerställd (95 %).");
    EXPECT_EQ(change(100, 152, statistics::Design::random_sample),
              "Minskningen med 20 procentenheter sedan 2021 är statistiskt säkerställd (95 %).");
}

TEST(Sentences, NeverCallAChangeOfSelfSelectedAnswersCertain) {
    EXPECT_EQ(change(152, 152, statistics::Design::self_selected),
              "Skillnaden mot 2021 gäller bara dem som svarade: svaren är självvalda.");
}

TEST(Sentences, SayWhyTwoWavesAreNotCompared) {
    const auto refused = [](auto change) {
        statistics::WaveFigure later = wave(1, 2, statistics::Design::random_sample);
        change(later.definition);
        const auto compared =
            statistics::compare(wave(1, 2, statistics::Design::random_sample), later).value();
        return change_sentence(swedish_words(), compared, "2021");
    };
    using Definition = statistics::Definition;
    EXPECT_EQ(refused([](Definition& d) { d.indicator = "annat"; }),
              "Ingen jämförelse med 2021: måttet är ett annat.");
    EXPECT_EQ(refused([](Definition& d) { d.wording = "Annat?"; }),
              "Ingen jämförelse med 2021: frågan är ställd med andra ord.");
    EXPECT_EQ(refused([](Definition& d) { d.scale = {"Ja"}; }),
              "Ingen jämförelse med 2021: svarsalternativen är andra.");
}

TEST(Sentences, SayWhatIsHidden) {
    EXPECT_EQ(hidden_sentence(swedish_words(), 5), "Visas inte: färre än 5 svar.");
}

TEST(Sentences, TakeAnOptionIntoTheSentence) {
    EXPECT_EQ(inside_sentence("Mörka platser"), "mörka platser");
    EXPECT_EQ(inside_sentence("Överfall"), "överfall");
    EXPECT_EQ(inside_sentence("I skolan"), "i skolan");
    EXPECT_EQ(inside_sentence("TV-spel"), "TV-spel");
    EXPECT_EQ(inside_sentence("A-traktorer"), "A-traktorer");
    EXPECT_EQ(inside_sentence("E4"), "E4");
    EXPECT_EQ(inside_sentence("ÅVC"), "ÅVC");
    EXPECT_EQ(inside_sentence(""), "");
    EXPECT_EQ(inside_sentence("B"), "B");
}

TEST(ReportWords, ReplaceEachPlaceholderOnce) {
    EXPECT_EQ(with_values("{a} och {b}", {{"a", "{b}"}, {"b", "B"}}), "{b} och B");
    EXPECT_EQ(with_values("{okänd} {a", {{"a", "A"}}), "{okänd} {a");
    EXPECT_EQ(with_values("", {}), "");
}

}  // namespace
}  // namespace lyhord::reporting
