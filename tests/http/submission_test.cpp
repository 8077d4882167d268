// POST /api/v1/dialogues/{slug}/submissions: what is taken, what is refused, and with what words.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <future>

#include "base/limits.h"
#include "scenario.h"

namespace lyhord::tests {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr std::string_view one_answer = R"({"q2_trygg_kvall":"ganska_trygg"})";
constexpr std::string_view other_answer = R"({"q2_trygg_kvall":"mycket_otrygg"})";

// A POST of `body` under a key of its own.
Scenario post(Site& site, std::string name, std::string body, int status) {
    return {.name = std::move(name),
            .method = http::Method::post,
            .path = std::string(submissions),
            .body = std::move(body),
            .headers = {as_json, {"Idempotency-Key", site.new_key()}},
            .status = status};
}

Scenario with(Scenario scenario, std::vector<std::string> body_has) {
    scenario.body_has = std::move(body_has);
    return scenario;
}

TEST(Submission, GivesAReceiptWithSixteenCharacters) {
    Site site;
    site.open_demo();
    const http::Response response = site.submit(one_answer, site.new_key());
    EXPECT_EQ(response.status, 201);
    EXPECT_EQ(response.content_type, "application/json");
    EXPECT_THAT(receipt_in(response), testing::MatchesRegex("[A-Z2-7]{16}"));
    EXPECT_EQ(base::Json::parse(response.body)->as_object()->size(), 1U);
}

TEST(Submission, TakesEveryTypeOfAnswer) {
    Site site;
    site.open_demo();
    const http::Response response = site.submit(
        R"({"q2_trygg_kvall":"ganska_trygg","q4_orsak":["fort","annat"],
            "q5_orsak_annat":"Det är mörkt vid skolan.","q6_plats":"Gångtunneln","q7_nar":["natt"],
            "q10_fortroende":{"polis":"ja_helt","kommun":"vet_ej"},"q11_forslag":"Fler lampor.",
            "q1_area":"2280-CEN","q12_alder":"a25_44","q13_kon":"kvinna"})",
        site.new_key());
    EXPECT_EQ(response.status, 201) << response.body;
}

TEST(Submission, AnswersAReplayWithTheSameReceiptAndCountsItOnce) {
    Site site;
    site.open_demo();
    const std::string key = site.new_key();
    const http::Response first = site.submit(one_answer, key);
    const http::Response second = site.submit(one_answer, key);
    EXPECT_EQ(first.status, 201);
    EXPECT_EQ(second.status, 201);
    EXPECT_EQ(first.body, second.body);
    EXPECT_EQ(site.service().store->tallies()->front().acknowledged, 1);
}

TEST(Submission, TakesAReplayThatIsWrittenAnotherWayForTheSameDraft) {
    Site site;
    site.open_demo();
    const std::string key = site.new_key();
    const std::string body =
        R"({"answers":{"q13_kon":"man","q2_trygg_kvall":"vet_ej"},"version":1,"language":"sv"})";
    const http::Response first = site.submit(R"({"q2_trygg_kvall":"vet_ej","q13_kon":"man"})", key);
    EXPECT_EQ(site.post_json(submissions, body, key).body, first.body);
}

TEST(Submission, RefusesAnotherDraftUnderTheSameKey) {
    Site site;
    site.open_demo();
    const std::string key = site.new_key();
    site.submit(one_answer, key);
    const http::Response response = site.submit(other_answer, key);
    EXPECT_EQ(response.status, 409);
    EXPECT_THAT(response.body, HasSubstr("urn:lyhord:problem:conflict"));
    EXPECT_THAT(response.body, Not(HasSubstr("mycket_otrygg")));
}

TEST(Submission, AnswersAReplayAfterARestart) {
    Site site;
    site.open_demo();
    const std::string key = site.new_key();
    const http::Response first = site.submit(one_answer, key);
    site.restart();
    EXPECT_EQ(site.submit(one_answer, key).body, first.body);
    EXPECT_EQ(site.submit(other_answer, key).status, 409);
}

TEST(Submission, NamesEverythingThatDoesNotFitTheQuestions) {
    Site site;
    site.open_demo();
    const auto wrong = [&site](std::string name, std::string_view answers, std::string entry) {
        return with(post(site, std::move(name), submission(answers), 422), {std::move(entry)});
    };
    run(site,
        {wrong("an option that is none",
               R"({"q2_trygg_kvall":"<script>"})",
               R"({"question":"q2_trygg_kvall","problem":"unknown_option"})"),
         wrong("a question that is none",
               R"({"q99":"x"})",
               R"({"question":null,"problem":"unknown_question"})"),
         wrong("a number for a choice",
               R"({"q2_trygg_kvall":3})",
               R"({"question":"q2_trygg_kvall","problem":"wrong_type"})"),
         wrong("null", R"({"q13_kon":null})", R"({"question":"q13_kon","problem":"wrong_type"})"),
         wrong("an exclusive option with another",
               R"({"q4_orsak":["fort","inget"]})",
               R"({"question":"q4_orsak","problem":"exclusive"})"),
         wrong("a row that is none",
               R"({"q10_fortroende":{"regering":"ja_helt"}})",
               R"({"question":"q10_fortroende","problem":"unknown_row"})"),
         wrong("an area of another municipality",
               R"({"q1_area":"2282-CEN"})",
               R"({"question":"q1_area","problem":"unknown_area"})"),
         wrong("a text of 281 characters",
               R"({"q4_orsak":["annat"],"q5_orsak_annat":")" + std::string(281, 'x') + R"("})",
               R"({"question":"q5_orsak_annat","problem":"too_long"})"),
         wrong("nothing", "{}", R"({"question":null,"problem":"empty"})")});
}

TEST(Submission, NamesSeveralProblemsAtOnce) {
    Site site;
    site.open_demo();
    run(site,
        {with(post(site,
                   "three",
                   submission(R"({"q2_trygg_kvall":"nix","q13_kon":7,"q1_area":"hemma"})"),
                   422),
              {R"("question":"q2_trygg_kvall")",
               R"("question":"q13_kon")",
               R"("question":"q1_area")",
               R"("title":"Svaren stämmer inte med frågorna")",
               R"("status":422)"})});
}

TEST(Submission, RefusesABodyOfTheWrongShape) {
    Site site;
    site.open_demo();
    const std::string answers = R"("answers":{"q2_trygg_kvall":"vet_ej"})";
    run(site,
        {post(site, "no JSON", "version=1", 400),
         post(site, "empty", "", 400),
         post(site, "a list", "[]", 400),
         post(site, "half", "{\"version\":1,", 400),
         post(site, "a key twice", R"({"version":1,"version":1,)" + answers + "}", 400),
         post(site, "broken UTF-8", "{\"version\":1,\"answers\":{\"q6_plats\":\"\xff\"}}", 400),
         post(site, "deep", std::string(5000, '['), 400),
         with(post(site, "unknown field", R"({"version":1,"name":"Anna",)" + answers + "}", 422),
              {"unknown_field"}),
         with(post(site, "no version", "{" + answers + "}", 422), {"missing_field"}),
         with(post(site, "no answers", R"({"version":1})", 422), {"missing_field"}),
         with(post(site, "version as text", R"({"version":"1",)" + answers + "}", 422),
              {"wrong_field"}),
         with(post(site, "another version", R"({"version":2,)" + answers + "}", 422),
              {"wrong_version"}),
         with(post(site, "no language", R"({"version":1,"language":"<b>",)" + answers + "}", 422),
              {"unknown_language"})});
}

TEST(Submission, NeedsAnIdempotencyKeyOfTwentyTwoCharacters) {
    Site site;
    site.open_demo();
    std::vector<Scenario> scenarios;
    for (const std::string& key : {std::string(),
                                   std::string("kort"),
                                   std::string(21, 'A'),
                                   std::string(23, 'A'),
                                   std::string(21, 'A') + "/",
                                   std::string(22, ' ')}) {
        scenarios.push_back(with(post(site, "'" + key + "'", submission(one_answer), 400),
                                 {"urn:lyhord:problem:key"}));
        scenarios.back().headers = {as_json, {"Idempotency-Key", key}};
    }
    run(site, scenarios);
}

TEST(Submission, TakesOnlyJson) {
    Site site;
    site.open_demo();
    for (const std::string_view type : {"", "text/plain", "application/x-www-form-urlencoded"}) {
        Scenario scenario = post(site, std::string(type), submission(one_answer), 415);
        scenario.headers.front() = {"Content-Type", std::string(type)};
        run(site, {with(std::move(scenario), {"urn:lyhord:problem:media-type"})});
    }
    Scenario with_charset = post(site, "with a charset", submission(one_answer), 201);
    with_charset.headers.front() = {"Content-Type", "Application/JSON; charset=utf-8"};
    run(site, {with_charset});
}

TEST(Submission, TakesTheChannelsOfAnybodyAndNoOthers) {
    Site site;
    site.open_demo();
    const auto by = [&site](const std::string& channel, int status) {
        return post(site,
                    channel,
                    R"({"version":1,"channel":")" + channel + R"(","answers":)" +
                        std::string(one_answer) + "}",
                    status);
    };
    std::vector<Scenario> scenarios{by("link", 201), by("qr", 201), by("brevduva", 422)};
    for (const std::string channel :
         {"kiosk", "facilitator", "paper", "letter_code", "reporter", "import"}) {
        scenarios.push_back(with(by(channel, 403), {"urn:lyhord:problem:channel"}));
    }
    run(site, scenarios);
}

TEST(Submission, RefusesABodyOverTheLimit) {
    Site site;
    site.open_demo();
    const std::string large(base::limits::body_bytes_max + 1, ' ');
    run(site, {post(site, "one byte too many", large, 413)});
}

TEST(Submission, AnswersInTheLanguageOfTheReader) {
    Site site;
    site.open_demo();
    Scenario scenario = post(site, "in English", submission("{}"), 422);
    scenario.headers.emplace_back("Accept-Language", "en-GB, sv;q=0.5");
    scenario.headers_back = {{"Content-Language", "en"}};
    run(site, {with(scenario, {R"("type":"urn:lyhord:problem:invalid")"})});
}

TEST(Submission, IsGoneWhereThereIsNoOpenRound) {
    Site site;
    run(site, {with(post(site, "no such dialogue", submission(one_answer), 404), {"not-found"})});
    site.open_demo();
    ASSERT_TRUE(site.service().lifecycle.close(demo).has_value());
    run(site, {with(post(site, "closed", submission(one_answer), 410), {"problem:closed"})});
    site.settle_demo();
    run(site, {with(post(site, "settled", submission(one_answer), 410), {"problem:closed"})});
}

// Nothing has told the schedule that its day came: the clock alone decides.
TEST(Submission, FollowsTheClockAcrossOpeningAndClosing) {
    Site site;
    rounds::OpenOptions options = site.terms();
    options.opens_at = site.clock().today().plus(2);
    site.open_demo(options);
    const std::string page = "/d/" + std::string(demo);
    run(site, {with(post(site, "before", submission(one_answer), 404), {"not-found"})});
    EXPECT_EQ(site.get(page).status, 404);
    site.clock().advance_days(3);
    run(site, {post(site, "within", submission(one_answer), 201)});
    EXPECT_EQ(site.get(page).status, 200);
    site.clock().advance_days(14);
    run(site, {with(post(site, "after", submission(one_answer), 410), {"problem:closed"})});
    EXPECT_EQ(site.get(page).status, 410);
}

TEST(Submission, IsSealedToAKeyThatIsHereAfterKeysWereLost) {
    Site site;
    site.open_demo();
    EXPECT_EQ(site.submit(one_answer, site.new_key()).status, 201);
    const base::Id round = site.service().receiver.round(demo)->round.id;
    ASSERT_TRUE(site.service().keys.destroy_epoch_key({.round = round, .number = 1}).has_value());
    site.restart();
    EXPECT_EQ(site.submit(one_answer, site.new_key()).status, 201);
    EXPECT_TRUE(site.service().store->pending(round, 2).value().size() == 1);
    EXPECT_TRUE(site.service().keys.epoch_key({.round = round, .number = 2}).has_value());
}

TEST(Submission, IsSealedAnewWhenATickClosedTheEpochThatIntakeKnew) {
    Site site;
    site.open_demo();
    app::Service& service = site.service();
    store::FrozenRounds stale(*service.store);
    ASSERT_TRUE(stale.refresh());
    intake::Receiver receiver({.store = *service.store,
                               .rounds = stale,
                               .redactor = service.redactor,
                               .sealer = service.sealer,
                               .clock = service.clock,
                               .form_tokens = service.form_tokens});
    const store::FrozenRoundPtr round = stale.current(demo);
    site.clock().advance_days(1);
    ASSERT_TRUE(service.ticker.tick(round->round.id, domain::TickPurpose::reseal));
    ASSERT_NE(service.frozen_rounds.open_epoch(round->round.id)->number,
              stale.open_epoch(round->round.id)->number);
    domain::Draft draft;
    draft.version = round->questionnaire.version;
    draft.language = domain::RawText("sv");
    draft.answers.push_back(
        {.question = domain::RawText("q2_trygg_kvall"), .value = domain::RawText("ganska_trygg")});
    std::promise<std::string> told;
    receiver.receive(
        {.slug = std::string(demo), .key = {}, .draft = std::move(draft), .form_token = {}},
        intake::Receiving([&](const auto& outcome) {
            told.set_value(*outcome ? (*outcome)->code : outcome->error().error.line());
        }));
    EXPECT_THAT(told.get_future().get(), testing::MatchesRegex("[A-Z2-7]{16}"));
}

// `note` and `source` are the coordinator's, for colleagues.
TEST(Submission, ComesFromADocumentWithoutInternalNotes) {
    Site site;
    site.open_demo();
    ASSERT_THAT(demo_questionnaire(), HasSubstr(R"("note")"));
    const std::string document = site.get("/api/v1/dialogues/" + std::string(demo)).body;
    EXPECT_THAT(document, Not(HasSubstr(R"("note")")));
    EXPECT_THAT(document, Not(HasSubstr(R"("source")")));
}

TEST(Submission, NeverRepeatsWhatWasSent) {
    Site site;
    site.open_demo();
    const std::string secret = "Anna Andersson 19811218-9876";
    for (const std::string& answers : {R"({")" + secret + R"(":"x"})",
                                       R"({"q2_trygg_kvall":")" + secret + R"("})",
                                       R"({"q10_fortroende":{")" + secret + R"(":"ja_helt"}})",
                                       R"({"q1_area":")" + secret + R"("})"}) {
        const http::Response response = site.submit(answers, site.new_key());
        EXPECT_EQ(response.status, 422);
        EXPECT_THAT(response.body, Not(HasSubstr("Anna")));
        EXPECT_THAT(response.body, Not(HasSubstr("1218")));
    }
}

}  // namespace
}  // namespace lyhord::tests
