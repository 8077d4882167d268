// How much of a round is visible before settlement: the figures that the pages for coordinators
// promise, measured by the command `lyhord release simulate` on the generator they are stated for.
#include <gtest/gtest.h>

#include <fstream>
#include <map>

#include "disclosure/plan_shape.h"
#include "domain/files.h"
#include "simulated_share.h"

namespace lyhord::disclosure {
namespace {

using testing::Column;
using testing::Generator;
using testing::mean_shares;
using testing::numbered_column;
using testing::Shares;

Generator balanced() {
    return {.dimensions = {numbered_column("area", {.34, .16, .14, .12, .10, .06, .05, .03}),
                           numbered_column("age", {.15, .22, .33, .22, .08}),
                           numbered_column("gender", {.49, .48, .03})},
            .question = numbered_column("answer", {.18, .37, .20, .18, .07})};
}

TEST(ExpectedShare, HardlyAnythingOfThirtyBalancedAnswersIsOutBeforeSettlement) {
    const Shares shares = mean_shares("balanced", balanced(), 30);
    EXPECT_LT(shares.before_settlement, 0.10);
    EXPECT_GT(shares.at_settlement, 0.9);
}

TEST(ExpectedShare, BalancedAnswersAreMostlyOutBeforeSettlement) {
    const std::map<std::size_t, double> least = {{100, 0.62}, {300, 0.88}, {3000, 0.97}};
    for (const auto& [answers, share] : least) {
        const Shares shares = mean_shares("balanced", balanced(), answers);
        EXPECT_GE(shares.before_settlement, share) << answers;
        EXPECT_GT(shares.at_settlement, 0.99) << answers;
    }
}

TEST(ExpectedShare, SkewedAnswersWaitLonger) {
    Generator skewed = balanced();
    skewed.question = numbered_column("answer", {.85, .10, .05});
    const Shares shares = mean_shares("skewed .85 .10 .05", skewed, 300);
    EXPECT_LT(shares.before_settlement, 0.88);
    EXPECT_GT(shares.at_settlement, 0.97);
}

// The dialogue that is shipped, with shares as a municipality of 25,000 would see them.
class RealQuestionnaire : public ::testing::Test {
protected:
    static std::string file(const std::string& name) {
        std::ifstream in(LYHORD_SOURCE "/static/demo/" + name);
        return {std::istreambuf_iterator<char>(in), {}};
    }

    // Fails if the questionnaire no longer has exactly these options.
    Column question_column(const std::string& id, const std::map<std::string, double>& weights) {
        Column column{.name = id, .values = {}, .weights = {}};
        const auto& question = questionnaire_.questions[questionnaire_.find(id).value()];
        for (const domain::Option& option : question.options) {
            column.values.push_back(option.id);
            column.weights.push_back(weights.at(option.id));
        }
        EXPECT_EQ(column.values.size(), weights.size()) << id;
        return column;
    }

    // The categories that opening chooses where so many answers are expected; 4 of 100 live outside
    // and 3 of 100 do not say.
    Column area_column(std::int64_t expected_answers) {
        const std::map<std::string, double> lives = {{"2280-CEN", .29},
                                                     {"2280-OVT", .31},
                                                     {"2280-RAM", .06},
                                                     {"2280-BRU", .04},
                                                     {"2280-GUS", .03},
                                                     {"2280-HAG", .03},
                                                     {"2280-VIK", .04},
                                                     {"2280-ALA", .08},
                                                     {"2280-OVR", .05}};
        Column column{.name = "q1_area", .values = {"outside", ""}, .weights = {.04, .03}};
        const auto planned = plan_area_categories(questionnaire_, areas_, expected_answers).value();
        for (const auto& entry : planned.by_question.at("q1_area")) {
            double weight = 0;
            for (const std::string& code : entry.members) {
                weight += lives.contains(code) ? lives.at(code) : 0;
            }
            column.values.push_back(entry.id);
            column.weights.push_back(weight);
        }
        return column;
    }

    Generator generator(std::int64_t expected_answers, Column question) {
        return {
            .dimensions = {area_column(expected_answers),
                           question_column("q12_alder",
                                           {{"u16", .02},
                                            {"a16_19", .06},
                                            {"a20_24", .06},
                                            {"a25_44", .27},
                                            {"a45_64", .31},
                                            {"a65_84", .24},
                                            {"a85", .02},
                                            {"vill_ej", .02}}),
                           question_column(
                               "q13_kon",
                               {{"kvinna", .54}, {"man", .42}, {"annat", .01}, {"vill_ej", .03}})},
            .question = std::move(question)};
    }

    const domain::Questionnaire questionnaire_ =
        domain::QuestionnaireFile::read(file("questionnaire.json")).value();
    const domain::AreaTree areas_ = domain::AreaFile::read(file("areas.json")).value();
};

TEST_F(RealQuestionnaire, IsMostlyOutBeforeSettlementWhereAnswersDiffer) {
    const Column safe = question_column("q2_trygg_kvall",
                                        {{"mycket_trygg", .24},
                                         {"ganska_trygg", .34},
                                         {"ganska_otrygg", .20},
                                         {"mycket_otrygg", .07},
                                         {"gar_ej_otrygg", .05},
                                         {"gar_ej_annat", .07},
                                         {"vet_ej", .03}});
    for (const std::size_t answers : {100, 300}) {
        const auto expected = static_cast<std::int64_t>(answers);
        const Shares shares =
            mean_shares("real: unsafe late at night", generator(expected, safe), answers);
        EXPECT_GT(shares.at_settlement, 0.97) << answers;
    }
}

TEST_F(RealQuestionnaire, WaitsLongerWhereNearlyAllAnswerAlike) {
    const Column victim = question_column(
        "q9_utsatt", {{"nej", .80}, {"ja_anmalt", .08}, {"ja_ej_anmalt", .09}, {"vill_ej", .03}});
    for (const std::size_t answers : {100, 300}) {
        const auto expected = static_cast<std::int64_t>(answers);
        const Shares shares =
            mean_shares("real: victim of a crime", generator(expected, victim), answers);
        EXPECT_GT(shares.at_settlement, 0.9) << answers;
    }
}

}  // namespace
}  // namespace lyhord::disclosure
