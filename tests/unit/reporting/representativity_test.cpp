// Who answered beside who lives there, of released counts.
#include "reporting/representativity.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "made_report.h"
#include "reporting/document.h"
#include "swedish_words.h"

namespace lyhord::reporting {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

// Three ages with 100, 300 and 600 people; a town with two villages and a remainder.
class RepresentativityOf : public ::testing::Test {
protected:
    RepresentativityOf() {
        domain::Question age;
        age.id = "age";
        for (const auto& [id, people] :
             {std::pair{"young", 100.0}, std::pair{"middle", 300.0}, std::pair{"old", 600.0}}) {
            domain::Option option;
            option.id = id;
            option.population = people;
            age.options.push_back(option);
        }
        domain::Question home;
        home.id = "home";
        home.type = domain::QuestionType::area;
        round_.questionnaire.language = "sv";
        round_.questionnaire.questions = {age, home};
        round_.areas.areas = {
            {.code = "town", .name = "Stad", .kind = {}, .parent = {}, .population = {}},
            {.code = "a", .name = "A", .kind = {}, .parent = 0, .population = 700},
            {.code = "b", .name = "B", .kind = {}, .parent = 0, .population = 200},
            {.code = "c", .name = "C", .kind = {}, .parent = 0, .population = 100}};
        round_.plan.dimensions = {{.id = "age",
                                   .parts = {0},
                                   .is_area = false,
                                   .categories = {category("young"),
                                                  category("middle"),
                                                  category("old"),
                                                  category("_missing"),
                                                  category("_not_reported")}},
                                  {.id = "home",
                                   .parts = {1},
                                   .is_area = true,
                                   .categories = {category("a", {"a"}, 2),
                                                  category("b", {"b"}, 2),
                                                  category("_rest:town", {"town", "c"}),
                                                  category("outside"),
                                                  category("_missing"),
                                                  category("_not_reported")}}};
    }

    static domain::Category category(std::string id,
                                     std::vector<std::string> members = {},
                                     std::optional<std::size_t> moves_to = {}) {
        return {
            .id = std::move(id), .text = {}, .moves_to = moves_to, .members = std::move(members)};
    }

    // `cells`: category and answers.
    std::vector<Representativity> of(std::size_t dimension,
                                     const std::vector<std::pair<std::size_t, std::int64_t>>& cells,
                                     bool is_settled = true,
                                     std::int64_t recoded = 0) const {
        domain::DimensionCounts part{.dimension = dimension, .recoded = recoded, .categories = {}};
        for (const auto& [index, answers] : cells) {
            part.categories.push_back({.category = index, .base = answers, .options = {}});
        }
        domain::QuestionCounts counts;
        counts.by = {part};
        return representativity_of(round_, counts, is_settled);
    }

    static std::vector<std::string> told(const Representativity& compared) {
        std::vector<std::string> lines;
        for (const RepresentedGroup& group : compared.groups) {
            lines.push_back(group.category + " " + signed_points_text(group.shares.difference()));
        }
        return lines;
    }

    domain::FrozenRound round_;
};

TEST_F(RepresentativityOf, ComparesSharesOfAnswersAndPeople) {
    // Whoever did not say is on neither side.
    const auto all = of(0, {{0, 30}, {1, 30}, {2, 40}, {3, 25}});
    ASSERT_EQ(all.size(), 1U);
    EXPECT_THAT(told(all[0]), ElementsAre("young +20,0", "middle 0,0", "old −20,0"));
    EXPECT_DOUBLE_EQ(all[0].groups[2].shares.population, 0.6);
}

TEST_F(RepresentativityOf, GivesTheRemainderThePeopleOfWhatMovedThere) {
    EXPECT_THAT(told(of(1, {{0, 50}, {1, 30}, {2, 20}, {3, 9}})[0]),
                ElementsAre("a −20,0", "b +10,0", "_rest:town +10,0"));
    EXPECT_THAT(told(of(1, {{0, 50}, {2, 50}}, true, 7)[0]),
                ElementsAre("a −20,0", "_rest:town +20,0"));
}

TEST_F(RepresentativityOf, ComparesNothingIfAGroupIsNotReported) {
    EXPECT_TRUE(of(0, {{0, 30}, {1, 30}}, true, 4)[0].groups.empty());
    EXPECT_TRUE(of(0, {{0, 30}, {1, 30}}, false)[0].groups.empty());
    // Nothing was moved: nobody of that age answered.
    EXPECT_THAT(told(of(0, {{0, 50}, {1, 50}})[0]),
                ElementsAre("young +40,0", "middle +20,0", "old −60,0"));
}

TEST_F(RepresentativityOf, NeedsPeopleOfEveryVillage) {
    round_.areas.areas[3].population.reset();
    EXPECT_THAT(told(of(1, {{0, 50}, {1, 30}, {2, 20}})[0]), ElementsAre("a −15,3", "b +15,3"));
    round_.areas.areas[2].population.reset();
    EXPECT_TRUE(of(1, {{0, 50}}).empty());
}

TEST_F(RepresentativityOf, AsksForMoreThanOneGroup) {
    for (domain::Option& option : round_.questionnaire.questions[0].options) {
        option.population.reset();
    }
    EXPECT_TRUE(of(0, {{0, 30}, {1, 30}}).empty());
}

TEST(SituationDocument, TellsWhoAnsweredBesideWhoLivesThere) {
    Report report = testing::made_report();
    EXPECT_THAT(document_html(situation_document(report, testing::swedish_words())),
                Not(HasSubstr("jämfört med befolkningen")));
    report.representativity = {
        {.dimension = "age",
         .dimension_text = "Hur gammal är du?",
         .groups = {{.category = "a",
                     .text = "Ung",
                     .answers = 30,
                     .people = 1000,
                     .shares = {.answered = 0.3, .population = 0.25}}}},
        {.dimension = "home", .dimension_text = "Var bor du?", .groups = {}}};
    const std::string html = document_html(situation_document(report, testing::swedish_words()));
    EXPECT_THAT(html,
                HasSubstr("<th scope=\"row\">Ung</th><td>30,0 %</td><td>25,0 %</td>"
                          "<td>+5,0</td>"));
    EXPECT_THAT(html, HasSubstr("Var bor du? Jämförs inte med befolkningen"));
}

}  // namespace
}  // namespace lyhord::reporting
