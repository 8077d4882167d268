#include "api/resident/submission_body.h"
#include "form_fixture.h"
#include "intake/draft_check.h"

namespace lyhord::api {
namespace {

std::string refusal(std::string_view body) {
    const auto read = read_submission_body(body, "sv");
    if (read) {
        return "taken";
    }
    const Problem& problem = read.error();
    return std::to_string(problem.status) + " " + std::string(problem.type.view()) +
           (problem.errors.is_null() ? "" : " " + problem.errors.dump());
}

std::string whole_draft(std::string_view problem) {
    return R"(422 invalid [{"question":null,"problem":")" + std::string(problem) + R"("}])";
}

TEST(SubmissionBody, IsReadIntoADraftThatIntakeAccepts) {
    const auto round = testing::demonstration();
    auto body = read_submission_body(
        R"({"version": 1, "language": "sv", "channel": "qr", "form": "abc", "answers": {
            "q2_trygg_kvall": "ganska_trygg", "q4_orsak": ["fort"],
            "q10_fortroende": {"polis": "ja_helt"}, "q11_forslag": "Mer ljus",
            "q1_area": "outside"}})",
        "sv");
    ASSERT_TRUE(body.has_value());
    EXPECT_EQ(body->form_token, "abc");
    const auto checked = intake::DraftCheck::check(*round, std::move(body->draft));
    ASSERT_TRUE(checked.has_value());
    EXPECT_EQ(checked->channel, domain::Channel::qr);
    EXPECT_EQ(checked->answers.size(), 5U);
}

TEST(SubmissionBody, NeedsOnlyVersionAndAnswers) {
    const auto body = read_submission_body(R"({"version": 1, "answers": {}})", "sv");
    ASSERT_TRUE(body.has_value());
    EXPECT_EQ(body->draft.channel, domain::Channel::link);
    EXPECT_EQ(body->form_token, "");
}

TEST(SubmissionBody, IsRefusedWhenItIsNoJsonObject) {
    for (const char* body : {"", "{", "[]", "\"x\"", R"({"version": 1, "version": 1})"}) {
        EXPECT_EQ(refusal(body), "400 malformed") << body;
    }
}

TEST(SubmissionBody, IsRefusedForAFieldItDoesNotKnowWithoutRepeatingIt) {
    EXPECT_EQ(refusal(R"({"version": 1, "answers": {}, "Anna Andersson": 1})"),
              whole_draft("unknown_field"));
}

TEST(SubmissionBody, IsRefusedForAMissingOrMisshapenField) {
    EXPECT_EQ(refusal(R"({"answers": {}})"), whole_draft("missing_field"));
    EXPECT_EQ(refusal(R"({"version": 1})"), whole_draft("missing_field"));
    for (const char* body : {R"({"version": "1", "answers": {}})",
                             R"({"version": 1, "answers": []})",
                             R"({"version": 1, "answers": {}, "language": 1})",
                             R"({"version": 1, "answers": {}, "form": null})",
                             R"({"version": 1.5, "answers": {}})"}) {
        EXPECT_EQ(refusal(body), whole_draft("wrong_field")) << body;
    }
}

TEST(SubmissionBody, TakesOpenChannelsOnly) {
    for (const char* channel :
         {"kiosk", "facilitator", "paper", "letter_code", "reporter", "import"}) {
        EXPECT_EQ(
            refusal(R"({"version": 1, "answers": {}, "channel": ")" + std::string(channel) + "\"}"),
            "403 channel")
            << channel;
    }
    EXPECT_EQ(refusal(R"({"version": 1, "answers": {}, "channel": "duva"})"),
              whole_draft("unknown_channel"));
}

TEST(SubmissionBody, LeavesValuesNoQuestionTakesToIntake) {
    const auto round = testing::demonstration();
    for (const char* value : {"true", "null", "[1]", "{\"polis\": 1}"}) {
        for (const char* question :
             {"q2_trygg_kvall", "q4_orsak", "q10_fortroende", "q11_forslag", "q1_area"}) {
            auto body = read_submission_body(
                R"({"version": 1, "answers": {")" + std::string(question) + "\": " + value + "}}",
                "sv");
            ASSERT_TRUE(body.has_value());
            const auto problems = intake::DraftCheck::problems(*round, body->draft);
            ASSERT_EQ(problems.size(), 1U) << question << value;
            EXPECT_EQ(problems[0].problem.view(), "wrong_type") << question << value;
        }
    }
}

}  // namespace
}  // namespace lyhord::api
