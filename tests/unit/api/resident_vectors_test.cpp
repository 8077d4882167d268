// The vectors that static/files/form.js is held to as well (tests/browser/scripts.test.mjs): what
// is asked, and which answers are refused, given a posted form.
#include "form_fixture.h"
#include "intake/draft_check.h"

namespace lyhord::api {
namespace {

using base::Json;
using testing::Fields;

const Json::Array& items(const Json& json, std::string_view key) {
    return *json.find(key)->as_array();
}

std::string text(const Json& json) { return *json.as_string(); }

Json vectors(std::string_view name) {
    return Json::parse(testing::read_source("tests/vectors/" + std::string(name))).value();
}

std::vector<std::string> shown_ids(const domain::FrozenRound& round, const Fields& fields) {
    std::vector<std::string> ids;
    const std::vector<bool> shown = testing::posted(round, fields).shown();
    for (std::size_t i = 0; i < shown.size(); ++i) {
        if (shown[i]) {
            ids.push_back(round.questionnaire.questions[i].id);
        }
    }
    return ids;
}

// The inside of a JSON array of questions.
std::string inside(const Json& questions) {
    const std::string array = questions.dump();
    return array.substr(1, array.size() - 2);
}

TEST(Vectors, SayWhichQuestionsAreAsked) {
    std::size_t cases = 0;
    const Json all = vectors("conditions.json");
    for (const Json& vector : *all.as_array()) {
        const auto round = testing::asking(inside(*vector.find("questions")));
        for (const Json& one : items(vector, "cases")) {
            Fields fields;
            for (const Json& field : items(one, "fields")) {
                fields.emplace_back(text(field.as_array()->at(0)), text(field.as_array()->at(1)));
            }
            std::vector<std::string> expected;
            for (const Json& id : items(one, "shown")) {
                expected.push_back(text(id));
            }
            EXPECT_EQ(shown_ids(*round, fields), expected)
                << text(*vector.find("name")) << ": " << one.dump();
            ++cases;
        }
    }
    EXPECT_GE(cases, 50U);
}

std::string problem_of(const domain::FrozenRound& round, const Fields& fields) {
    const auto problems = intake::DraftCheck::problems(
        round, testing::posted(round, fields).draft("sv", domain::Channel::link));
    return problems.empty() ? "" : std::string(problems.front().problem.view());
}

TEST(Vectors, SayWhichAnswersAreRefused) {
    std::size_t cases = 0;
    const Json all = vectors("constraints.json");
    for (const Json& vector : *all.as_array()) {
        const auto round = testing::asking(vector.find("question")->dump());
        for (const Json& one : items(vector, "cases")) {
            Fields fields;
            for (const Json& value : items(one, "values")) {
                fields.emplace_back("q.q", text(value));
            }
            EXPECT_EQ(problem_of(*round, fields), text(*one.find("problem")))
                << text(*vector.find("name")) << ": " << one.dump();
            ++cases;
        }
    }
    EXPECT_GE(cases, 35U);
}

}  // namespace
}  // namespace lyhord::api
