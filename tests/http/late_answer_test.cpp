// What the clock does to a round: late answers with a form token, and jumps across opening and
// closing.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "scenario.h"

namespace lyhord::tests {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

constexpr std::string_view one_answer = R"({"q2_trygg_kvall":"ganska_trygg"})";

// The token of a form that is handed out now.
std::string form_token(Site& site) {
    const auto document =
        base::Json::parse(site.get("/api/v1/dialogues/" + std::string(demo)).body);
    return *document->find("form")->as_string();
}

int status_with(Site& site, const std::string& token) {
    const std::string body = submission(one_answer, R"("form":")" + token + R"(",)");
    return site.post_json(submissions, body, site.new_key()).status;
}

int status_of_page(Site& site) { return site.get("/d/" + std::string(demo)).status; }

TEST(LateAnswer, IsTakenInTheGraceHoursWithTheTokenOfAForm) {
    Site site;
    site.open_demo();
    const std::string token = form_token(site);
    site.clock().advance_days(15);
    EXPECT_EQ(site.submit(one_answer, site.new_key()).status, 410);
    EXPECT_EQ(status_with(site, token), 201);
    EXPECT_EQ(status_of_page(site), 410);
}

TEST(LateAnswer, IsRefusedAfterTheGraceHours) {
    Site site;
    site.open_demo();
    const std::string token = form_token(site);
    site.clock().advance_days(15 + 4);
    EXPECT_EQ(status_with(site, token), 410);
}

TEST(LateAnswer, NeedsATokenThatThisServiceSignedForThisRound) {
    Site site;
    site.open_demo();
    const std::string token = form_token(site);
    site.clock().advance_days(15);
    std::string forged = token;
    forged.front() = forged.front() == 'A' ? 'B' : 'A';
    EXPECT_EQ(status_with(site, forged), 410);
    EXPECT_EQ(status_with(site, "x"), 410);
    EXPECT_EQ(status_with(site, std::string(4000, 'A')), 410);
    EXPECT_EQ(status_with(site, token), 201);
}

TEST(LateAnswer, OfAnEarlierRoundIsRefused) {
    Site site;
    site.open_demo();
    const std::string token = form_token(site);
    site.settle_demo();
    ASSERT_TRUE(site.service().lifecycle.open(demo, site.terms()).has_value());
    site.clock().advance_days(15);
    EXPECT_EQ(status_with(site, token), 410);
}

TEST(LateAnswer, MayCorrectNothingButIsStillReplayed) {
    Site site;
    site.open_demo();
    const std::string token = form_token(site);
    const std::string key = site.new_key();
    const std::string body = submission(one_answer, R"("form":")" + token + R"(",)");
    const http::Response first = site.post_json(submissions, body, key);
    site.clock().advance_days(15);
    EXPECT_EQ(site.post_json(submissions, body, key).body, first.body);
}

TEST(LateAnswer, OfAKeyThatWasAcknowledgedIsReplayedUntilSettlementWithoutAToken) {
    Site site;
    site.open_demo();
    const std::string key = site.new_key();
    const http::Response first = site.submit(one_answer, key);
    ASSERT_EQ(first.status, 201);
    site.clock().advance_days(15);
    EXPECT_EQ(site.submit(one_answer, key).body, first.body);
    EXPECT_EQ(site.submit(R"({"q2_trygg_kvall":"ganska_otrygg"})", key).status, 409);
    EXPECT_EQ(site.submit(one_answer, site.new_key()).status, 410);
    EXPECT_EQ(site.submit(R"({"no_such_question":"x"})", site.new_key()).status, 410);
    site.settle_demo();
    EXPECT_EQ(site.submit(one_answer, key).status, 410);
    EXPECT_EQ(*site.tables().find("received")->as_integer(), 1);
}

TEST(LateAnswer, IsTakenFromAFormWithoutJavaScriptToo) {
    Site site;
    site.open_demo();
    const std::string path = "/d/" + std::string(demo);
    const Fields answered{{"at", "review"},
                          {"v", "1"},
                          {"form", form_token(site)},
                          {"key", site.new_key()},
                          {"q.q2_trygg_kvall", "ganska_trygg"},
                          {"go", "send"}};
    site.clock().advance_days(15);
    EXPECT_EQ(site.post_form(path, answered).status, 200);
    site.clock().advance_days(4);
    Fields anew = answered;
    anew[3].second = site.new_key();
    EXPECT_EQ(site.post_form(path, anew).status, 410);
}

TEST(LateAnswer, OfADraftIsOfferedUntilTheGraceHoursEndAndOverWhenRefused) {
    Site site;
    site.open_demo();
    const std::string path = "/d/" + std::string(demo);
    const auto asked = [&site, &path] { return site.get(path).body; };
    EXPECT_THAT(asked(), HasSubstr("data-draft="));
    site.clock().advance_days(15);
    EXPECT_THAT(asked(), HasSubstr("data-draft="));
    EXPECT_THAT(asked(), Not(HasSubstr("data-ends-draft")));
    const http::Response refused = site.post_form(path, {{"at", "0"}, {"go", "stay"}});
    EXPECT_EQ(refused.status, 410);
    EXPECT_THAT(refused.body, HasSubstr("data-ends-draft"));
    site.clock().advance_days(4);
    EXPECT_THAT(asked(), HasSubstr("data-ends-draft"));
    EXPECT_THAT(asked(), Not(HasSubstr("data-draft=")));
}

TEST(Clock, OpensARoundOnItsDay) {
    Site site;
    rounds::OpenOptions options = site.terms();
    options.opens_at = site.clock().today().plus(3);
    site.open_demo(options);
    EXPECT_EQ(status_of_page(site), 404);
    EXPECT_EQ(site.submit(one_answer, site.new_key()).status, 404);
    EXPECT_EQ(site.get("/api/v1/dialogues/" + std::string(demo)).status, 404);
    site.clock().advance_days(3);
    EXPECT_EQ(status_of_page(site), 200);
    EXPECT_EQ(site.submit(one_answer, site.new_key()).status, 201);
}

TEST(Clock, MayJumpAcrossOpeningClosingAndSettlementWithoutHarm) {
    Site site;
    rounds::OpenOptions options = site.terms();
    options.opens_at = site.clock().today().plus(3);
    site.open_demo(options);
    site.clock().advance_days(400);
    EXPECT_EQ(site.submit(one_answer, site.new_key()).status, 410);
    ASSERT_TRUE(site.service().lifecycle.advance().has_value());
    ASSERT_TRUE(site.service().lifecycle.advance().has_value());
    EXPECT_EQ(status_of_page(site), 410);
    EXPECT_EQ(*site.tables().find("state")->as_string(), "settled");
    EXPECT_EQ(site.submit(one_answer, site.new_key()).status, 410);
}

TEST(Clock, SetBackAcrossTheOpeningLosesNothing) {
    Site site;
    site.open_demo();
    const std::string key = site.new_key();
    const http::Response first = site.submit(one_answer, key);
    site.clock().advance_days(-30);
    ASSERT_TRUE(site.service().lifecycle.advance().has_value());
    site.clock().advance_days(30);
    EXPECT_EQ(site.submit(one_answer, key).body, first.body);
}

TEST(Clock, ThatRanAheadAndIsSetRightClosesNothingForGood) {
    Site site;
    site.open_demo();
    site.clock().jump_days(15);
    ASSERT_TRUE(site.service().lifecycle.advance().has_value());
    EXPECT_EQ(status_of_page(site), 410);
    EXPECT_EQ(*site.tables().find("state")->as_string(), "closed");
    site.clock().jump_days(-15);
    ASSERT_TRUE(site.service().lifecycle.advance().has_value());
    EXPECT_EQ(status_of_page(site), 200);
    EXPECT_EQ(*site.tables().find("state")->as_string(), "open");
    EXPECT_EQ(site.submit(one_answer, site.new_key()).status, 201);
}

TEST(Clock, SetBackDoesNotReopenWhatWasClosedByHand) {
    Site site;
    site.open_demo();
    site.clock().advance_days(5);
    ASSERT_TRUE(site.service().lifecycle.close(demo).has_value());
    site.clock().jump_days(-3);
    ASSERT_TRUE(site.service().lifecycle.advance().has_value());
    EXPECT_EQ(status_of_page(site), 410);
    EXPECT_EQ(site.submit(one_answer, site.new_key()).status, 410);
}

TEST(Clock, SettlesByItselfAndOnlyOnce) {
    Site site;
    site.open_demo();
    for (int i = 0; i < 6; ++i) {
        ASSERT_EQ(site.submit(one_answer, site.new_key()).status, 201);
    }
    site.clock().advance_days(19);
    for (int turn = 0; turn < 3; ++turn) {
        ASSERT_TRUE(site.service().lifecycle.advance().has_value());
    }
    const base::Json tables = site.tables();
    EXPECT_EQ(*tables.find("state")->as_string(), "settled");
    EXPECT_EQ(*tables.find("batch")->as_integer(), 1);
    EXPECT_EQ(*tables.find("received")->as_integer(), 6);
}

}  // namespace
}  // namespace lyhord::tests
