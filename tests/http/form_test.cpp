// The questionnaire as a form without JavaScript: from the start page to the thanks page, as a
// browser walks it, by the fields of each page.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "html_form.h"
#include "scenario.h"
#include "tables_reading.h"

namespace lyhord::tests {
namespace {

using testing::HasSubstr;
using testing::Not;

const std::string page_path = "/d/" + std::string(demo);

// A resident who reads one page at a time and answers what stands there.
class Browser {
public:
    explicit Browser(Site& site) : site_(site), page_(site.get(page_path)) {}

    const http::Response& page() const { return page_; }
    // Posts the form of this page, with these answers typed into it, by the button `go`.
    const http::Response& press(const std::string& go, const Fields& typed = {}) {
        page_ = site_.post_form(page_path, HtmlForm(page_.body).filled(typed, {{"go", go}}));
        return page_;
    }
    // Goes on to the review, answering what is in `answers` wherever it is asked.
    const http::Response& to_review(const Fields& answers) {
        press("next");
        for (int pages = 0; pages < 20 && !at_review(); ++pages) {
            press("next", HtmlForm(page_.body).asked_of(answers));
        }
        return page_;
    }
    // Goes on to the page that asks for `field`.
    void to_page_with(const std::string& field, const Fields& answers) {
        for (int pages = 0; pages < 20 && !asks(field); ++pages) {
            press("next", HtmlForm(page_.body).asked_of(answers));
        }
    }
    bool asks(const std::string& field) const {
        return !HtmlForm(page_.body).asked_of({{field, ""}}).empty();
    }
    bool at_review() const { return page_.body.find("value=\"send\"") != std::string::npos; }
    std::string field(std::string_view name) const { return HtmlForm(page_.body).hidden(name); }
    // What stands in a field, wherever the page carries it.
    std::string typed(std::string_view name) const {
        const std::vector<std::string> values = HtmlForm(page_.body).chosen(name);
        return values.empty() ? field(name) : values.front();
    }

private:
    Site& site_;
    http::Response page_;
};

const Fields some_answers{{"q.q2_trygg_kvall", "ganska_otrygg"},
                          {"q.q4_orsak", "annat"},
                          {"q.q5_orsak_annat", "Mörkt och halt"},
                          {"q.q10_fortroende.polis", "ja_delvis"},
                          {"q.q11_forslag", "Fler lampor"},
                          {"q.q1_area", "2280-CEN"},
                          {"q.q12_alder", "a45_64"}};

TEST(Form, LeadsFromStartToThanks) {
    Site site;
    site.open_demo();
    Browser browser(site);
    EXPECT_THAT(browser.page().body, HasSubstr("grupper om minst 5 svar"));
    EXPECT_THAT(browser.to_review(some_answers).body, HasSubstr("Granska dina svar"));
    for (const std::string_view said :
         {"Ganska otrygg", "Annat", "Mörkt och halt", "Ja, delvis", "Fler lampor", "45–64 år"}) {
        EXPECT_THAT(browser.page().body, HasSubstr(said));
    }
    const http::Response thanks = browser.press("send");
    EXPECT_EQ(thanks.status, 200);
    EXPECT_THAT(thanks.body, HasSubstr("Tack!"));
    EXPECT_THAT(thanks.body, testing::ContainsRegex("class=\"receipt\">[A-Z2-7]{16}<"));
    EXPECT_EQ(site.service().store->tallies()->front().acknowledged, 1);
}

TEST(Form, AsksTheFollowUpQuestionOnlyOfThoseItConcerns) {
    Site site;
    site.open_demo();
    Browser curious(site);
    EXPECT_THAT(curious.to_review({{"q.q4_orsak", "annat"}}).body,
                HasSubstr("Vad är det som gör dig otrygg?"));
    Browser calm(site);
    EXPECT_THAT(calm.to_review({{"q.q4_orsak", "inget"}}).body,
                Not(HasSubstr("Vad är det som gör dig otrygg?")));
}

TEST(Form, DropsTheAnswerToAQuestionThatIsNoLongerAsked) {
    Site site;
    site.open_demo();
    for (int i = 0; i < 6; ++i) {
        Browser browser(site);
        browser.to_review({{"q.q4_orsak", "annat"}, {"q.q5_orsak_annat", "Mörkt"}});
        const std::string orsak_page =
            HtmlForm(browser.page().body)
                .edit_button("Vad gör dig otrygg där du bor eller rör dig?");
        browser.press(orsak_page);
        browser.press("next", {{"q.q4_orsak", "inget"}});
        ASSERT_TRUE(browser.at_review());
        ASSERT_EQ(browser.press("send").status, 200);
    }
    site.settle_demo();
    const base::Json tables = site.tables();
    const auto told_of = [&tables](std::string_view id) {
        const base::Json& question = entry(at(tables, "questions"), "id", id);
        return number(question, "base") + number(question, "withheld");
    };
    EXPECT_EQ(told_of("q4_orsak"), 6);
    EXPECT_EQ(told_of("q5_orsak_annat"), 0);
}

TEST(Form, KeepsEveryValueGoingBackAndForth) {
    Site site;
    site.open_demo();
    Browser browser(site);
    browser.to_review(some_answers);
    const std::string review = browser.page().body;
    for (int pages = 0; pages < 3; ++pages) {
        browser.press("back");
    }
    for (int pages = 0; pages < 20 && !browser.at_review(); ++pages) {
        browser.press("next");
    }
    EXPECT_EQ(browser.page().body, review);
}

TEST(Form, ShowsAnErrorPageThatKeepsEveryValue) {
    Site site;
    site.open_demo();
    Browser browser(site);
    browser.to_page_with("q.q4_orsak", some_answers);
    const http::Response page = browser.press("next",
                                              {{"q.q2_trygg_kvall", "ganska_otrygg"},
                                               {"q.q4_orsak", "fort"},
                                               {"q.q4_orsak", "inget"},
                                               {"q.q6_plats", "\"Ån\" <"}});
    EXPECT_EQ(page.status, 422);
    EXPECT_THAT(page.body, HasSubstr("<title>Fel:"));
    EXPECT_EQ(HtmlForm(page.body).first_error_field(), "q.q4_orsak");
    EXPECT_EQ(HtmlForm(page.body).chosen("q.q4_orsak"),
              (std::vector<std::string>{"fort", "inget"}));
    EXPECT_EQ(HtmlForm(page.body).chosen("q.q2_trygg_kvall"),
              (std::vector<std::string>{"ganska_otrygg"}));
    EXPECT_EQ(browser.typed("q.q6_plats"), "\"Ån\" <");
}

TEST(Form, StoresOneAnswerForADoublePost) {
    Site site;
    site.open_demo();
    Browser browser(site);
    browser.to_review(some_answers);
    const Fields sent = HtmlForm(browser.page().body).filled({}, {{"go", "send"}});
    const http::Response first = site.post_form(page_path, sent);
    const http::Response second = site.post_form(page_path, sent);
    EXPECT_EQ(first.status, 200);
    EXPECT_EQ(second.body, first.body);
    EXPECT_EQ(site.service().store->tallies()->front().acknowledged, 1);
}

TEST(Form, SaysThatAnEditedAnswerHasBeenReceivedAlready) {
    Site site;
    site.open_demo();
    Browser browser(site);
    browser.to_review(some_answers);
    Fields sent = HtmlForm(browser.page().body).filled({}, {{"go", "send"}});
    site.post_form(page_path, sent);
    for (auto& [name, value] : sent) {
        value = name == "q.q2_trygg_kvall" ? "mycket_trygg" : value;
    }
    const http::Response again = site.post_form(page_path, sent);
    EXPECT_EQ(again.status, 409);
    EXPECT_THAT(again.body, HasSubstr("redan mottaget"));
    EXPECT_EQ(site.service().store->tallies()->front().acknowledged, 1);
}

TEST(Form, CarriesNoKeyInAPageThatTwoPeopleMayShare) {
    Site site;
    site.open_demo();
    Browser browser(site);
    EXPECT_EQ(browser.field("key"), "");
    EXPECT_EQ(site.get(page_path).body, browser.page().body);
    browser.to_review(some_answers);
    EXPECT_EQ(browser.field("key").size(), 22U);
}

TEST(Form, CannotBeSentWithoutTheReview) {
    Site site;
    site.open_demo();
    Browser browser(site);
    browser.press("next");
    browser.press("send", HtmlForm(browser.page().body).asked_of(some_answers));
    EXPECT_TRUE(browser.at_review());
    EXPECT_EQ(site.service().store->tallies()->front().acknowledged, 0);
}

TEST(Form, RefusesToSendNothing) {
    Site site;
    site.open_demo();
    Browser browser(site);
    browser.to_review({});
    const http::Response page = browser.press("send");
    EXPECT_EQ(page.status, 422);
    EXPECT_THAT(page.body, HasSubstr("Du har inte svarat på någon fråga än."));
}

TEST(Form, EscapesWhatIsHostile) {
    Site site;
    site.open_demo();
    const std::string hostile = "</textarea><script>alert('x')</script>{{title}}\"&amp;";
    Browser browser(site);
    browser.to_review({{"q.q4_orsak", "annat"}, {"q.q5_orsak_annat", hostile}});
    EXPECT_THAT(browser.page().body, Not(HasSubstr("<script>")));
    EXPECT_THAT(browser.page().body, HasSubstr("&lt;/textarea&gt;&lt;script&gt;"));
    EXPECT_EQ(browser.field("q.q5_orsak_annat"), hostile);
}

TEST(Form, TakesABodyOfAnyShape) {
    Site site;
    site.open_demo();
    const auto post = [](std::string name, std::string body, int status) {
        return Scenario{.name = std::move(name),
                        .method = http::Method::post,
                        .path = page_path,
                        .body = std::move(body),
                        .headers = {as_form},
                        .status = status,
                        .body_lacks = {"<script>"}};
    };
    Scenario json = post("JSON", "{}", 415);
    json.headers = {as_json};
    run(site,
        {post("a broken escape", "q.q2_trygg_kvall=%zz", 400),
         post("nothing", "", 200),
         post("unknown fields", "a=1&q.nej=2&q.q10_fortroende.nej=ja_helt&go=hem", 200),
         post("a page that is none", "at=99999999999999999999&go=next", 200),
         post("a page far off", "at=4000&go=back", 200),
         post("a markup for an option", "at=0&go=stay&q.q2_trygg_kvall=%3Cscript%3E", 200),
         post("no UTF-8", "at=0&go=stay&q.q6_plats=%ff%fe", 200),
         post("a NUL", "at=0&go=stay&q.q6_plats=a%00b", 200),
         post("a key that is none", "at=review&key=x&go=send&q.q13_kon=man", 200),
         json});
    EXPECT_EQ(site.service().store->tallies()->front().acknowledged, 0);
}

TEST(Form, IsKeptByTheBrowserForItsBackButton) {
    Site site;
    site.open_demo();
    Browser browser(site);
    EXPECT_EQ(header_of(browser.press("next"), "Cache-Control"), "private, no-cache");
}

TEST(Form, SpeaksTheLanguageOfTheAddress) {
    Site site;
    site.open_demo();
    run(site,
        {{.name = "by address",
          .path = page_path + "?lang=en",
          .body_has = {"<html lang=\"en\"", "How safe do you feel"}},
         {.name = "by the browser",
          .path = page_path,
          .headers = {{"Accept-Language", "en"}},
          .body_has = {"<html lang=\"en\""}},
         {.name = "by nothing it knows",
          .path = page_path + "?lang=tlh",
          .body_has = {"<html lang=\"sv\""}}});
}

}  // namespace
}  // namespace lyhord::tests
