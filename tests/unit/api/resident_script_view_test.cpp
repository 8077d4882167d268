#include <algorithm>

#include "form_fixture.h"
#include "support/count_of.h"

namespace lyhord::api {
namespace {

using testing::answer;
using testing::asking;
using testing::demonstration;
using ::testing::HasSubstr;
using ::testing::Not;
using tests::count_of;

constexpr const char* key = "AAAAAAAAAAAAAAAAAAAAAA";

std::string header(const http::Response& response, std::string_view name) {
    const auto found = std::ranges::find(response.headers, name, &http::Fields::value_type::first);
    return found == response.headers.end() ? "" : found->second;
}

constexpr const char* follow_ups = R"(
    {"id": "a", "type": "multi", "text": "?", "max_choices": 2,
     "options": [{"id": "x", "text": "X"}, {"id": "y", "text": "Y"},
                 {"id": "z", "text": "Inget", "exclusive": true}]},
    {"id": "b", "type": "text", "text": "?", "show_if": {"a": ["x", "y"]}},
    {"id": "c", "type": "text", "text": "?", "show_if": {"a": "answered", "b": "answered"}},
    {"id": "n", "type": "number", "text": "?", "min": 0, "max": 10, "step": 0.5, "background": true,
     "bands": [{"id": "alla", "text": "alla"}]})";

TEST(ScriptView, TellsWhatAQuestionWaitsFor) {
    const auto round = asking(follow_ups);
    const std::string html = answer(round, {{"at", "start"}, {"script", "1"}}).body;
    EXPECT_THAT(html, HasSubstr("id=\"f-b\" data-if=\"a:x,y\" hidden>"));
    EXPECT_THAT(html, HasSubstr("id=\"f-c\" data-if=\"a b\" hidden>"));
    EXPECT_THAT(html, HasSubstr("name=\"inline\" value=\"1\""));
    EXPECT_THAT(html, Not(HasSubstr("name=\"script\"")));
    EXPECT_THAT(html, Not(HasSubstr("Svara bara om det")));
    const std::string shown = answer(round,
                                     {{"at", "0"},
                                      {"inline", "1"},
                                      {"script", "1"},
                                      {"go", "stay"},
                                      {"q.a", "y"},
                                      {"q.b", "därför"}})
                                  .body;
    EXPECT_THAT(shown, HasSubstr("id=\"f-c\" data-if=\"a b\">"));
    EXPECT_THAT(shown, HasSubstr("\ndärför</textarea>"));
    EXPECT_THAT(shown, Not(HasSubstr("<input type=\"hidden\" name=\"q.b\"")));
}

TEST(ScriptView, TellsNothingOfWhatIsDecidedAlready) {
    const auto round = asking(follow_ups);
    const std::string html = answer(round, {{"at", "0"}, {"q.a", "x"}}).body;
    EXPECT_THAT(html, HasSubstr("id=\"f-b\">"));
    EXPECT_THAT(html, Not(HasSubstr("data-if")));
}

TEST(ScriptView, TellsWhatAnAnswerMustBeInItsOwnWords) {
    const auto round = asking(follow_ups);
    const std::string html = answer(round, {{"at", "start"}}).body;
    EXPECT_THAT(
        html,
        HasSubstr("data-checks=\"{&quot;kind&quot;:&quot;multi&quot;,&quot;alone&quot;:[&quot;z"
                  "&quot;],&quot;max&quot;:2,&quot;words&quot;:{&quot;too_many_choices&quot;:"
                  "&quot;Välj högst 2.&quot;,&quot;exclusive&quot;:&quot;Välj antingen ”Inget”"));
    const std::string number =
        answer(round, {{"at", "0"}, {"inline", "1"}, {"script", "1"}, {"q.a", "z"}}).body;
    EXPECT_THAT(number, HasSubstr("&quot;min&quot;:0"));
    EXPECT_THAT(number, HasSubstr("&quot;step&quot;:0.5"));
    EXPECT_THAT(number, HasSubstr("Talet ska vara mellan 0 och 10."));
}

TEST(ScriptView, SaysWhatNeedsNoAnswerWhereAllIsOnOnePageAndNoScriptRuns) {
    const auto round = asking(follow_ups, R"("layout": "one_page", )");
    const std::string html = answer(round, {{"at", "start"}}).body;
    EXPECT_EQ(count_of(html, "Svara bara om det stämmer på dig."), 2U);
    EXPECT_THAT(html, HasSubstr("aria-describedby=\"f-b-note f-b-limit\""));
    EXPECT_THAT(html, HasSubstr("id=\"f-b\" data-if=\"a:x,y\">"));
    EXPECT_THAT(html, Not(HasSubstr(" hidden>")));
    EXPECT_EQ(count_of(html, "Svaren visas bara tillsammans med många andras."), 1U);
    const std::string scripted = answer(round, {{"at", "start"}, {"script", "1"}}).body;
    EXPECT_EQ(count_of(scripted, "Svara bara om det stämmer på dig."), 0U);
    EXPECT_EQ(count_of(scripted, " hidden>"), 2U);
}

TEST(ScriptedScreens, OfASensitiveDialogueKeepNoDraft) {
    const std::string questions = R"({"id": "a", "type": "text", "text": "?"})";
    const auto open = asking(questions);
    const auto sensitive = asking(questions, R"("sensitive": true, )");
    for (const char* at : {"start", "0", "review"}) {
        const testing::Fields fields{{"at", at}, {"go", "stay"}, {"q.a", "x"}};
        EXPECT_THAT(answer(open, fields).body, HasSubstr(" data-draft=\"1.3\"")) << at;
        const std::string html = answer(sensitive, fields).body;
        EXPECT_THAT(html, Not(HasSubstr("draft"))) << at;
        EXPECT_THAT(html, HasSubstr("/static/form.")) << at;
    }
    EXPECT_THAT(testing::screens(sensitive).thanks("A").body, Not(HasSubstr("draft")));
    EXPECT_THAT(testing::screens(sensitive).already().body, Not(HasSubstr("draft")));
}

TEST(ScriptedScreens, EndTheDraftOfWhatIsSentOrOver) {
    const FormScreens screens = testing::screens(demonstration());
    for (const http::Response& response :
         {screens.thanks("A"), screens.already(), screens.closed()}) {
        EXPECT_THAT(response.body, HasSubstr("defer data-ends-draft></script>"));
        EXPECT_THAT(header(response, "Content-Security-Policy"), HasSubstr("script-src 'self'"));
    }
    const auto round = demonstration();
    FormEcho echo = testing::posted(*round, {{"at", "review"}, {"key", key}});
    EXPECT_THAT(screens.retry(echo).body, HasSubstr(" data-draft="));
    EXPECT_THAT(screens.retry(echo).body, Not(HasSubstr("data-ends-draft")));
}

TEST(ScriptedScreens, OfAClosedDialogueProceedWithADraftThatMayStillBeSent) {
    const http::Response offered = testing::screens(demonstration()).closed(DraftFate::offered);
    EXPECT_THAT(offered.body, HasSubstr("action=\"/d/prov?lang=sv\" data-draft=\"1."));
    EXPECT_THAT(offered.body, HasSubstr("id=\"draft\" hidden"));
    EXPECT_THAT(offered.body, HasSubstr("Du kan fortfarande skicka dina svar."));
    EXPECT_THAT(offered.body, Not(HasSubstr("data-ends-draft")));
    EXPECT_EQ(count_of(offered.body, "/static/form."), 1U);
    EXPECT_THAT(header(offered, "Content-Security-Policy"), HasSubstr("script-src"));
    EXPECT_THAT(offered.body, HasSubstr(">Ta bort</button>"));
    EXPECT_THAT(offered.body, Not(HasSubstr("börja om")));
    const http::Response over = testing::screens(demonstration()).closed();
    EXPECT_THAT(over.body, HasSubstr("data-ends-draft"));
    EXPECT_THAT(over.body, Not(HasSubstr("id=\"draft\"")));
    EXPECT_EQ(count_of(over.body, "/static/form."), 1U);
}

TEST(ScriptedScreens, WithAnExitHaveTheScriptThatTakesTheDraftAlong) {
    const auto with = [](const char* more) {
        return testing::screens(asking(R"({"id": "a", "type": "text", "text": "?"})", more));
    };
    const auto told = [](const FormScreens& screens) {
        return std::vector{screens.paper(),
                           screens.not_open(),
                           screens.refused(400, "failed"),
                           screens.refused(413, "too_large"),
                           screens.refused(415, "failed"),
                           screens.refused(429, "busy")};
    };
    for (const http::Response& page :
         told(with(R"("help_box": {"text": "Ring.", "quick_exit": true}, )"))) {
        EXPECT_EQ(count_of(page.body, "/static/form."), 1U) << page.status;
        EXPECT_THAT(page.body, Not(HasSubstr("data-ends-draft"))) << page.status;
        EXPECT_THAT(header(page, "Content-Security-Policy"), HasSubstr("script-src"));
    }
    for (const http::Response& page : told(with(""))) {
        EXPECT_THAT(page.body, Not(HasSubstr("/static/form."))) << page.status;
        EXPECT_THAT(page.body, Not(HasSubstr("/static/exit."))) << page.status;
    }
    for (const http::Response& page : told(with(R"("sensitive": true, )"))) {
        EXPECT_EQ(count_of(page.body, "<script "), 1U) << page.status;
        EXPECT_THAT(page.body, HasSubstr("/static/exit.")) << page.status;
        EXPECT_THAT(header(page, "Content-Security-Policy"), HasSubstr("connect-src 'self'"));
    }
}

TEST(ScriptedScreens, OfASensitiveDialogueOfferAndEndNoDraft) {
    const auto round =
        asking(R"({"id": "a", "type": "text", "text": "?"})", R"("sensitive": true, )");
    for (const DraftFate draft : {DraftFate::offered, DraftFate::ended}) {
        EXPECT_THAT(testing::screens(round).closed(draft).body, Not(HasSubstr("/static/form.")));
    }
}

}  // namespace
}  // namespace lyhord::api
