#include <gmock/gmock.h>

#include "domain/files.h"
#include "unit/domain/edited_json.h"

namespace lyhord::domain {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

// A questionnaire with one number question that has these fields besides the usual ones.
std::string with_number(std::string_view fields) {
    return R"({"id": "n", "title": "N", "questions": [{"id": "n", "type": "number", "text": "N?")" +
           std::string(fields) + "}]}";
}

NumberRules rules_of(std::string_view fields) {
    const auto read = QuestionnaireFile::read(with_number(fields));
    EXPECT_EQ(errors_of(read), "");
    return read ? read->questions[0].number_rules : NumberRules{};
}

std::vector<std::string> labels_of(const NumberRules& rules) {
    std::vector<std::string> labels;
    for (const Band& band : rules.bands) {
        labels.emplace_back(band.text.in("sv", "sv").text);
    }
    return labels;
}

TEST(Bands, AreReadAsLowerBounds) {
    const NumberRules rules = rules_of(R"(, "bands": [0, 3, 10])");
    ASSERT_EQ(rules.bands.size(), 3U);
    EXPECT_EQ(rules.bands[0].min, 0);
    EXPECT_EQ(rules.bands[0].below, 3);
    EXPECT_EQ(rules.bands[1].below, 10);
    EXPECT_EQ(rules.bands[2].below, std::nullopt);
    EXPECT_EQ(rules.min, 0);
    EXPECT_THAT(labels_of(rules), ElementsAre("0–<3", "3–<10", "≥ 10"));
}

TEST(Bands, ShowTheLastWholeNumberOfEach) {
    EXPECT_THAT(labels_of(rules_of(R"(, "step": 1, "max": 20, "bands": [0, 1, 10])")),
                ElementsAre("0", "1–9", "10–20"));
}

TEST(Bands, AreReadAsObjects) {
    const NumberRules rules = rules_of(
        R"(, "bands": [{"id": "lag", "text": "Låg", "max": 2.5}, {"id": "hog", "min": 2.5}])");
    ASSERT_EQ(rules.bands.size(), 2U);
    EXPECT_EQ(rules.bands[0].id, "lag");
    EXPECT_EQ(rules.bands[0].min, std::nullopt);
    EXPECT_EQ(rules.bands[0].below, 2.5);
    EXPECT_THAT(labels_of(rules), ElementsAre("Låg", "≥ 2,5"));
}

TEST(Bands, MayTellHowManyPeopleTheyHave) {
    const NumberRules rules =
        rules_of(R"(, "bands": [{"max": 18, "population": 400}, {"min": 18}])");
    ASSERT_EQ(rules.bands.size(), 2U);
    EXPECT_EQ(rules.bands[0].population, 400);
    EXPECT_EQ(rules.bands[1].population, std::nullopt);
}

TEST(Bands, OfWholeNumbersMayNameTheirLastOne) {
    const NumberRules rules =
        rules_of(R"(, "step": 1, "bands": [{"min": 0, "max": 2}, {"min": 3, "max": 9}])");
    ASSERT_EQ(rules.bands.size(), 2U);
    EXPECT_EQ(rules.bands[0].below, 3);
    EXPECT_EQ(rules.max, 9);
    EXPECT_THAT(labels_of(rules), ElementsAre("0–2", "3–9"));
}

TEST(Bands, AreOneAValueUpToTenSteps) {
    const NumberRules rules = rules_of(R"(, "min": 0, "max": 10, "step": 1)");
    EXPECT_THAT(labels_of(rules),
                ElementsAre("0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10"));
    EXPECT_EQ(rules.bands[10].min, 10);
    EXPECT_EQ(rules_of(R"(, "min": 0, "max": 50, "step": 5)").bands.size(), 11U);
}

TEST(Bands, AreFiveEqualOnesOtherwise) {
    EXPECT_THAT(labels_of(rules_of(R"(, "min": 0, "max": 100)")),
                ElementsAre("0–<20", "20–<40", "40–<60", "60–<80", "80–100"));
    EXPECT_THAT(labels_of(rules_of(R"(, "min": 13, "max": 99, "step": 1)")),
                ElementsAre("13–30", "31–47", "48–64", "65–81", "82–99"));
    EXPECT_THAT(labels_of(rules_of(R"(, "min": 0, "max": 0.3, "step": 0.1)")),
                ElementsAre("0–<0,06", "0,06–<0,12", "0,12–<0,18", "0,18–<0,24", "0,24–0,3"));
}

TEST(Bands, HaveIdsAndNoGaps) {
    const NumberRules rules = rules_of(R"(, "min": -7, "max": 93, "step": 1)");
    ASSERT_EQ(rules.bands.size(), 5U);
    for (std::size_t i = 0; i < 5; ++i) {
        EXPECT_EQ(rules.bands[i].id, "b" + std::to_string(i + 1));
        EXPECT_EQ(rules.bands[i].below,
                  i + 1 < 5 ? rules.bands[i + 1].min : std::optional<double>());
    }
}

struct BandMistake {
    std::string_view fields;
    std::string_view error;
};

class BandMistakes : public testing::TestWithParam<BandMistake> {};

TEST_P(BandMistakes, AreRefused) {
    EXPECT_THAT(errors_of(QuestionnaireFile::read(with_number(GetParam().fields))),
                HasSubstr(std::string(GetParam().error)));
}

constexpr BandMistake band_mistakes[] = {
    {"", "/questions/0/bands: is missing: a number is counted in bands"},
    {R"(, "min": 0)", "/questions/0/bands: is missing"},
    {R"(, "bands": [])", "/questions/0/bands: has too few items"},
    {R"(, "bands": "wide")", "/questions/0/bands: must be a list"},
    {R"(, "bands": [3, 0])", "/questions/0/bands/1: must be greater than that of the band before"},
    {R"(, "bands": [0, "x"])", "/questions/0/bands/1: must be an object"},
    {R"(, "min": 0, "bands": [3, 5])", "/questions/0/bands/0: must not be greater than the quest"},
    {R"(, "max": 4, "bands": [3, 5])", "/questions/0/bands/1: is greater than the question's max"},
    {R"(, "bands": [{"min": 0, "max": 2}, {"min": 3}])",
     "/questions/0/bands/1/min: must follow the band before it without gap or overlap"},
    {R"(, "bands": [{"min": 0, "max": 4}, {"min": 3}])", "/questions/0/bands/1/min: must follow"},
    {R"(, "bands": [{"min": 0}, {"max": 9}])", "/questions/0/bands/1/min: must follow"},
    {R"(, "max": 9, "bands": [{"min": 0, "max": 5}])",
     "/questions/0/bands/0/max: must not be smaller than the question's max"},
    {R"(, "bands": [{"id": "a", "min": 0}, {"id": "a", "min": 1}])",
     "/questions/0/bands/1/id: occurs twice"},
    {R"(, "bands": [{"min": 0, "low": 1}])", "/questions/0/bands/0/low: unknown field"},
};
INSTANTIATE_TEST_SUITE_P(All, BandMistakes, testing::ValuesIn(band_mistakes));

}  // namespace
}  // namespace lyhord::domain
