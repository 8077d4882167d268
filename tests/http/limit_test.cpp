// Very many answers from one address: what passes, what is asked for above that, by programs and on
// pages, and that nothing that was typed is lost.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "html_form.h"
#include "scenario.h"
#include "support/solved_challenge.h"

namespace lyhord::tests {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr std::string_view answers = R"({"q2_trygg_kvall":"ganska_trygg"})";
const std::string page_path = "/d/" + std::string(demo);

// One answer an address passes; a challenge is quick work, or twenty seconds.
Fields strict() { return {{"answers_per_address", "1"}, {"challenge_bits", "2"}}; }

std::int64_t whole(const base::Json& json, std::string_view name) {
    return *json.find(name)->as_integer();
}

std::string text(const base::Json& json, std::string_view name) {
    return *json.find(name)->as_string();
}

// An address that sends.
class Sender {
public:
    explicit Sender(Site& site, std::uint64_t address = 1, std::string_view slug = demo)
        : site_(site), address_(address), slug_(slug) {}

    http::Response submit(std::string_view key, std::string_view proof = "") {
        http::Request request = request_to("/api/v1/dialogues/" + slug_ + "/submissions");
        request.content_type = "application/json";
        request.idempotency_key = key;
        request.challenge_solution = proof;
        request.body = submission(answers);
        return post(std::move(request));
    }
    http::Response post_form(const Fields& fields, std::string_view language = "sv") {
        http::Request request = request_to("/d/" + slug_ + "?lang=" + std::string(language));
        request.content_type = "application/x-www-form-urlencoded";
        request.body = form_body(fields);
        return post(std::move(request));
    }
    // Everything within the limit.
    void use_up() { ASSERT_EQ(submit(site_.new_key()).status, 201); }

private:
    http::Response post(http::Request request) {
        request.method = http::Method::post;
        request.client = http::ClientToken{address_};
        return site_.send(request);
    }
    Site& site_;
    std::uint64_t address_;
    std::string slug_;
};

class Limit : public testing::Test {
protected:
    void SetUp() override {
        site_.open_demo();
        school_.use_up();
    }
    base::Json challenge() {
        const http::Response refused = school_.submit(site_.new_key());
        EXPECT_EQ(refused.status, 429);
        return *base::Json::parse(refused.body)->find("challenge");
    }
    std::string work(const base::Json& challenge) {
        return solved(text(challenge, "token"),
                      static_cast<int>(whole(challenge, "bits")),
                      static_cast<int>(whole(challenge, "puzzles")));
    }
    // A form at its review, as it was first sent.
    Fields typed() {
        return {{"at", "review"},
                {"v", "1"},
                {"key", site_.new_key()},
                {"q.q6_plats", "Gångtunneln"},
                {"q.q10_fortroende.polis", "ja_delvis"}};
    }
    static Fields with(Fields fields, const std::pair<std::string, std::string>& more) {
        fields.push_back(more);
        return fields;
    }
    // The form of a page, sent by its first button.
    http::Response send_again(const http::Response& page, const Fields& changed = {}) {
        return school_.post_form(HtmlForm(page.body).filled(changed, {{"go", "send"}}));
    }
    std::int64_t stored() { return site_.service().store->tallies()->front().acknowledged; }

    Site site_{strict()};
    Sender school_{site_};
};

TEST_F(Limit, AsksAProgramForWorkAndLetsItPassWithIt) {
    const std::string key = site_.new_key();
    const http::Response refused = school_.submit(key);
    EXPECT_EQ(refused.status, 429);
    EXPECT_EQ(refused.content_type, "application/problem+json");
    EXPECT_EQ(header_of(refused, "Retry-After"), "20");
    EXPECT_THAT(refused.body, HasSubstr("urn:lyhord:problem:too-many"));
    const base::Json challenge = *base::Json::parse(refused.body)->find("challenge");
    EXPECT_EQ(whole(challenge, "wait_seconds"), 20);
    EXPECT_EQ(whole(challenge, "expires_in_seconds"), 900);
    EXPECT_EQ(text(challenge, "seed"), text(challenge, "token").substr(0, 20));
    EXPECT_EQ(stored(), 1);
    EXPECT_EQ(school_.submit(key, work(challenge)).status, 201);
    EXPECT_EQ(stored(), 2);
}

TEST_F(Limit, LetsAProgramWaitInstead) {
    const std::string token = text(challenge(), "token");
    EXPECT_EQ(school_.submit(site_.new_key(), token).status, 429);
    site_.clock().advance_seconds(20);
    EXPECT_EQ(school_.submit(site_.new_key(), token).status, 201);
}

TEST_F(Limit, TakesNoProofTwiceAndNoneOfItsOwnMaking) {
    const std::string proof = work(challenge());
    std::string tampered = proof;
    tampered[30] = tampered[30] == 'A' ? 'B' : 'A';
    EXPECT_EQ(school_.submit(site_.new_key(), tampered).status, 429);
    EXPECT_EQ(school_.submit(site_.new_key(), proof + ".1").status, 429);
    EXPECT_EQ(school_.submit(site_.new_key(), "x").status, 429);
    EXPECT_EQ(school_.submit(site_.new_key(), proof).status, 201);
    EXPECT_EQ(school_.submit(site_.new_key(), proof).status, 429);
    const std::string late = work(challenge());
    site_.clock().advance_seconds(900);
    school_.use_up();  // the window is over too
    EXPECT_EQ(school_.submit(site_.new_key(), late).status, 429);
    EXPECT_EQ(stored(), 3);
}

TEST_F(Limit, GivesTheReceiptAgainToWhoSendsTheSameAgain) {
    const std::string key = site_.new_key();
    const std::string proof = work(challenge());
    const http::Response first = school_.submit(key, proof);
    ASSERT_EQ(first.status, 201);
    for (const std::string& each : {proof, std::string(), std::string("x")}) {
        const http::Response again = school_.submit(key, each);
        EXPECT_EQ(again.status, 201);
        EXPECT_EQ(again.body, first.body);
    }
    EXPECT_EQ(stored(), 2);
}

TEST_F(Limit, CountsOnlyWhatIsStored) {
    Sender other(site_, 2);
    const std::string key = site_.new_key();
    http::Request request = request_to(submissions);
    request.method = http::Method::post;
    request.content_type = "application/json";
    request.idempotency_key = key;
    request.client = http::ClientToken{2};
    request.body = submission(R"({"q2_trygg_kvall":"?"})");
    for (int i = 0; i < 5; ++i) {
        EXPECT_EQ(site_.send(request).status, 422);
    }
    EXPECT_EQ(other.submit(key).status, 201);
    EXPECT_EQ(other.submit(key).status, 201);
    EXPECT_EQ(other.submit(site_.new_key()).status, 429);
    const http::SubmissionCounters counters = site_.service().submissions.snapshot();
    EXPECT_EQ(counters.clients, 2U);
    EXPECT_EQ(counters.challenged, 1U);
}

TEST_F(Limit, SaysWhatIsWrongWithAnAnswerBeforeItAsksForWork) {
    http::Request request = request_to(submissions);
    request.method = http::Method::post;
    request.content_type = "application/json";
    request.idempotency_key = site_.new_key();
    request.client = http::ClientToken{1};
    request.body = submission(R"({"q2_trygg_kvall":"?"})");
    EXPECT_EQ(site_.send(request).status, 422);
}

TEST_F(Limit, HoldsUpNothingButAnswers) {
    http::Request request = request_to(page_path);
    request.client = http::ClientToken{1};
    EXPECT_EQ(site_.send(request).status, 200);
    EXPECT_EQ(school_.post_form({{"at", "start"}, {"go", "next"}}).status, 200);
    EXPECT_EQ(Sender(site_, 2).submit(site_.new_key()).status, 201);
}

TEST_F(Limit, TellsHowLongItTakesWhereWaitingAMomentDoesNotHelp) {
    while (stored() < 2) {
        ASSERT_EQ(school_.submit(site_.new_key(), work(challenge())).status, 201);
    }
    const http::Response page = school_.post_form(with(typed(), {"go", "send"}));
    EXPECT_EQ(page.status, 429);
    const std::int64_t wait = std::stoll(header_of(page, "Retry-After"));
    EXPECT_GT(wait, 500);
    EXPECT_THAT(page.body, HasSubstr("Vänta minst 10 minuter"));
    EXPECT_THAT(page.body, HasSubstr("mobildata"));
    site_.clock().advance_seconds(wait);
    EXPECT_EQ(send_again(page).status, 200);
    EXPECT_EQ(stored(), 3);
}

TEST_F(Limit, KeepsEverythingOnThePageThatAsksToWait) {
    const Fields form = typed();
    const http::Response page = school_.post_form(with(form, {"go", "send"}));
    EXPECT_EQ(page.status, 429);
    EXPECT_EQ(header_of(page, "Retry-After"), "20");
    EXPECT_EQ(header_of(page, "Cache-Control"), "private, no-cache");
    EXPECT_THAT(page.body, HasSubstr("Vänta minst 20 sekunder"));
    EXPECT_THAT(page.body, HasSubstr("020-50 50 50"));
    for (const auto& [name, value] : form) {
        EXPECT_EQ(HtmlForm(page.body).hidden(name), value) << name;
    }
    EXPECT_EQ(stored(), 1);

    const http::Response hasty = send_again(page);
    EXPECT_EQ(hasty.status, 429);
    site_.clock().advance_seconds(12);
    const http::Response hastier = send_again(hasty);
    EXPECT_EQ(hastier.status, 429);
    EXPECT_EQ(header_of(hastier, "Retry-After"), "8");
    EXPECT_THAT(hastier.body, HasSubstr("Vänta minst 10 sekunder"));
    EXPECT_EQ(HtmlForm(hastier.body).hidden("challenge"), HtmlForm(page.body).hidden("challenge"));
    site_.clock().advance_seconds(8);
    const http::Response thanks = send_again(hastier);
    EXPECT_EQ(thanks.status, 200);
    EXPECT_THAT(thanks.body, HasSubstr("Tack!"));
    EXPECT_EQ(stored(), 2);

    EXPECT_EQ(send_again(hastier).status, 200) << "the same answer, pressed twice";
    EXPECT_EQ(stored(), 2);
}

// What static/files/challenge.js does with the page.
TEST_F(Limit, PassesAPageWhoseScriptHasWorked) {
    const http::Response page = school_.post_form(with(typed(), {"go", "send"}));
    EXPECT_THAT(page.body, HasSubstr("data-bits=\"2\" data-puzzles=\"16\""));
    const std::string token = HtmlForm(page.body).hidden("challenge");
    EXPECT_THAT(page.body, HasSubstr("data-seed=\"" + token.substr(0, 20) + "\""));
    EXPECT_EQ(send_again(page, {{"challenge", solved(token, 2, 16)}}).status, 200);
}

TEST_F(Limit, LetsOneGoBackToTheReviewAndSendFromThere) {
    const http::Response page = school_.post_form(with(typed(), {"go", "send"}));
    const http::Response review =
        school_.post_form(HtmlForm(page.body).filled({}, {{"go", "stay"}}));
    EXPECT_EQ(review.status, 200);
    EXPECT_THAT(review.body, HasSubstr("Gångtunneln"));
    site_.clock().advance_seconds(20);
    EXPECT_EQ(send_again(review).status, 200);
}

TEST_F(Limit, RunsItsScriptOnThatPageOnly) {
    const http::Response page = school_.post_form(with(typed(), {"go", "send"}));
    const std::string policy = header_of(page, "Content-Security-Policy");
    EXPECT_THAT(policy, HasSubstr("default-src 'none'"));
    EXPECT_THAT(policy, HasSubstr("; script-src 'self'; worker-src 'self'"));
    EXPECT_THAT(policy, Not(HasSubstr("unsafe")));
    const std::size_t begin = page.body.find("/static/challenge.");
    ASSERT_NE(begin, std::string::npos);
    const std::string address = page.body.substr(begin, page.body.find('"', begin) - begin);
    EXPECT_EQ(header_of(site_.get(address), "Cache-Control"),
              "public, max-age=31536000, immutable");
    EXPECT_THAT(site_.get(page_path).body, Not(HasSubstr("/static/challenge.")));
}

TEST_F(Limit, SpeaksTheLanguageOfTheReader) {
    const http::Response page = school_.post_form(with(typed(), {"go", "send"}), "en");
    EXPECT_THAT(page.body, HasSubstr("<html lang=\"en\""));
    EXPECT_THAT(page.body, HasSubstr("Wait at least 20 seconds"));
}

TEST_F(Limit, DoesNotEchoAProofThatIsNone) {
    for (const char* proof : {"<script>", "a b", "å"}) {
        const http::Response page =
            school_.post_form(with(with(typed(), {"challenge", proof}), {"go", "stay"}));
        EXPECT_EQ(HtmlForm(page.body).hidden("challenge"), "") << proof;
    }
    EXPECT_THAT(
        school_.post_form(with(with(typed(), {"challenge", std::string(600, 'a')}), {"go", "stay"}))
            .body,
        Not(HasSubstr(std::string(600, 'a'))));
}

TEST(LimitOfASensitiveDialogue, IsTheSameAndKeepsNothing) {
    Site site(strict());
    std::string questionnaire = demo_questionnaire();
    const std::string version = R"("version": 1,)";
    questionnaire.replace(
        questionnaire.find(version), version.size(), version + R"( "sensitive": true,)");
    const std::string slug = "dialog-12";
    questionnaire.replace(questionnaire.find(demo), demo.size(), slug);
    ASSERT_TRUE(site.service().lifecycle.import_dialogue(questionnaire));
    ASSERT_TRUE(site.service().lifecycle.open(slug, site.terms()));
    Sender school(site, 1, slug);
    school.use_up();
    const http::Response page = school.post_form({{"at", "review"},
                                                  {"v", "1"},
                                                  {"key", site.new_key()},
                                                  {"q.q6_plats", "Gångtunneln"},
                                                  {"go", "send"}});
    EXPECT_EQ(page.status, 429);
    EXPECT_EQ(header_of(page, "Cache-Control"), "no-store");
    EXPECT_THAT(page.body, Not(HasSubstr("– Lyhörd</title>")));
    EXPECT_EQ(HtmlForm(page.body).hidden("q.q6_plats"), "Gångtunneln");
}

TEST(LimitByDefault, LetsAClassOfSixHundredAnswer) {
    Site site;
    site.open_demo();
    Sender school(site);
    for (int i = 0; i < 600; ++i) {
        ASSERT_EQ(school.submit(site.new_key()).status, 201) << i;
    }
    EXPECT_EQ(school.submit(site.new_key()).status, 429);
    site.clock().advance_seconds(600);
    EXPECT_EQ(school.submit(site.new_key()).status, 201);
}

}  // namespace
}  // namespace lyhord::tests
