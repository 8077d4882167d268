// What is told before a round opens is what settlement then does.
#include "disclosure/visibility.h"

#include <gtest/gtest.h>

#include <fstream>

#include "disclosure/plan_shape.h"
#include "domain/files.h"

namespace lyhord::disclosure {
namespace {

std::string demo_file(const std::string& name) {
    std::ifstream in(LYHORD_SOURCE "/static/demo/" + name);
    return {std::istreambuf_iterator<char>(in), {}};
}

// The dialogue that is shipped, for so many answers.
domain::FrozenRound demo_round(std::int64_t expected, bool has_dimensions = true) {
    domain::FrozenRound round;
    round.questionnaire = domain::QuestionnaireFile::read(demo_file("questionnaire.json")).value();
    if (!has_dimensions) {
        round.questionnaire.dimensions.clear();
    }
    round.areas = domain::AreaFile::read(demo_file("areas.json")).value();
    round.codebooks = {domain::CodebookFile::read(demo_file("codebook.json")).value()};
    round.plan = domain::make_release_plan(
        round.questionnaire,
        round.areas,
        round.codebooks,
        plan_area_categories(round.questionnaire, round.areas, expected).value());
    return round;
}

double least(const Visibility& visibility) {
    double least = 1;
    for (const DimensionVisibility& each : visibility.dimensions) {
        least = std::min(least, each.own);
    }
    return least;
}

TEST(Visibility, GrowsWithTheAnswers) {
    const auto few = expected_visibility(demo_round(30), 30);
    const auto many = expected_visibility(demo_round(30), 1000);
    ASSERT_TRUE(few && many);
    EXPECT_EQ(few->answers, 30);
    EXPECT_EQ(few->dimensions.size(), 3U);
    EXPECT_LT(least(*few), least(*many));
    EXPECT_GT(least(*many), 0.95);
    EXPECT_GT(many->counted, 0.99);
}

TEST(Visibility, IsAPartOfWhatIsCounted) {
    for (const std::int64_t answers : {1, 4, 12, 60, 150}) {
        const auto visibility = expected_visibility(demo_round(answers), answers);
        ASSERT_TRUE(visibility);
        for (const DimensionVisibility& each : visibility->dimensions) {
            EXPECT_GE(each.own, 0) << answers << each.dimension;
            EXPECT_LE(each.own, visibility->counted + 1e-9) << answers << each.dimension;
            EXPECT_GE(each.others_without, 0) << answers << each.dimension;
            EXPECT_LE(each.others_without, 1 + 1e-9) << answers << each.dimension;
        }
    }
    // One answer is never shown, whatever the dimensions are.
    EXPECT_EQ(expected_visibility(demo_round(1), 1)->counted, 0);
}

TEST(Visibility, TellsIntoHowManyGroupsAreasArePut) {
    const auto few = expected_visibility(demo_round(30), 30)->dimensions.front();
    const auto many = expected_visibility(demo_round(3000), 3000)->dimensions.front();
    EXPECT_EQ(few.dimension, "q1_area");
    EXPECT_LT(few.groups, many.groups);
    EXPECT_EQ(few.areas, many.areas);
    EXPECT_GT(few.areas, few.groups);
    EXPECT_EQ(expected_visibility(demo_round(30), 30)->dimensions.back().areas, 0U);
}

TEST(Visibility, IsTheSameOfTheSameRound) {
    const auto first = expected_visibility(demo_round(60), 60);
    const auto again = expected_visibility(demo_round(60), 60);
    for (std::size_t i = 0; i < first->dimensions.size(); ++i) {
        EXPECT_EQ(first->dimensions[i].own, again->dimensions[i].own);
    }
}

TEST(Visibility, CostsNothingWithoutDimensions) {
    EXPECT_FALSE(expected_visibility(demo_round(30, false), 30));
}

}  // namespace
}  // namespace lyhord::disclosure
