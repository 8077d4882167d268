#include <algorithm>

#include "api/resident/form_screens.h"
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
constexpr const char* hostile = "\"><script>alert('x')</script>&amp;{{t.next}}";

std::string start_page(const std::shared_ptr<const domain::FrozenRound>& round,
                       std::string_view language = "sv") {
    FormEcho echo(*round);
    return testing::screens(round, language).show(echo, {}).body;
}

TEST(StartPage, GivesThePromiseWordForWord) {
    EXPECT_THAT(
        start_page(demonstration()),
        HasSubstr("<p>Vi frågar inte vem du är och sparar varken IP-adress eller klockslag. Ditt "
                  "svar ligger krypterat tills det räknas ihop i grupper om minst 7 svar. Sedan "
                  "finns bara summorna kvar. Det du skriver med egna ord sparas som text: vi tar "
                  "bort namn och nummer som vi hittar, en människa läser innan andra får se, och "
                  "texten raderas 2030-06-30. Skriv inget som pekar ut någon. Vi kan inte skydda "
                  "mot den som övervakar din telefon, nätet eller servern just när du svarar, "
                  "eller som känner igen hur du skriver.</p>"));
}

TEST(StartPage, TellsPurposeTimeAndResponsibility) {
    const std::string html = start_page(demonstration());
    for (const char* told : {"Kommunen och polisen vill veta",
                             "ungefär 4 minuter",
                             "Svara senast 2030-01-15",
                             "Resultatet visas senast 2030-03-01",
                             "Kommunstyrelsen, Härnösands kommun",
                             "beslut KS 26-000 senast 2030-06-30",
                             "Kvinnofridslinjen 020-50 50 50",
                             "Från: Härnösand"}) {
        EXPECT_THAT(html, HasSubstr(told));
    }
}

TEST(StartPage, IsTheSameForEverybody) {
    const auto round = demonstration();
    const std::string html = start_page(round);
    EXPECT_EQ(html, start_page(round));
    EXPECT_THAT(html, Not(HasSubstr("name=\"key\"")));
    EXPECT_THAT(html, Not(HasSubstr("name=\"seed\"")));
}

TEST(StartPage, SpeaksTheChosenLanguage) {
    const std::string html = start_page(demonstration(), "en");
    EXPECT_THAT(html, HasSubstr("<html lang=\"en\" dir=\"ltr\">"));
    EXPECT_THAT(html, HasSubstr("How safe do you feel in Härnösand?"));
    EXPECT_THAT(html, HasSubstr("What happens with your answer"));
    EXPECT_THAT(html, HasSubstr("hreflang=\"sv\""));
}

TEST(StartPage, MarksTextsThatAreInAnotherLanguage) {
    const auto round = asking(R"({"id": "a", "type": "text", "text": "?"})", R"("intro": "Hej", )");
    const std::string html = start_page(round, "en");
    EXPECT_THAT(html, HasSubstr("<h1 lang=\"sv\" dir=\"auto\">Prov</h1>"));
    EXPECT_THAT(html, HasSubstr("<p class=\"lead\" lang=\"sv\" dir=\"auto\">Hej</p>"));
    EXPECT_THAT(html, HasSubstr("The questions are not available in English."));
}

TEST(StartPage, DoesNotCallALanguageOfItsQuestionsMissing) {
    const auto round =
        asking(R"({"id": "a", "type": "text", "text": {"sv": "Vad?", "de": "Mitä?"}})",
               R"("intro": {"sv": "Hej", "de": "Hallo"}, )");
    ASSERT_THAT(round->questionnaire.languages, ::testing::Contains("de"));
    const std::string html = start_page(round, "de");
    EXPECT_THAT(html, HasSubstr("<p class=\"lead\" lang=\"de\" dir=\"auto\">Hallo</p>"));
    EXPECT_THAT(html, Not(HasSubstr("Frågorna finns inte på svenska.")));
}

TEST(StartPage, PromisesNothingAboutTextsThatNobodyAsksFor) {
    const std::string html = start_page(asking(R"({"id": "a", "type": "single", "text": "?",
        "options": [{"id": "x", "text": "X"}, {"id": "y", "text": "Y"}]})"));
    EXPECT_THAT(html, HasSubstr("grupper om minst 7 svar. Sedan finns bara summorna kvar. Vi kan"));
    EXPECT_THAT(html, Not(HasSubstr("med egna ord")));
    EXPECT_THAT(html, Not(HasSubstr("raderas")));
}

TEST(StartPage, KeepsTheChannelWhenTheLanguageChanges) {
    FormSetting setting = testing::screens(demonstration()).setting();
    setting.channel = domain::Channel::qr;
    FormEcho echo(*setting.round);
    const std::string html = FormScreens(setting).show(echo, {}).body;
    EXPECT_THAT(html, HasSubstr("<a href=\"?lang=en&amp;channel=qr\" lang=\"en\""));
    EXPECT_THAT(start_page(demonstration()), HasSubstr("<a href=\"?lang=en\" lang=\"en\""));
}

TEST(StartPage, KeepsTheLanguageInItsFooter) {
    const std::string html = start_page(demonstration(), "en");
    for (const char* link :
         {"\"/?lang=en\"", "\"/integritet?lang=en\"", "\"/aterkalla?lang=en\""}) {
        EXPECT_THAT(html, HasSubstr(link));
    }
}

TEST(QuestionPage, KeepsEveryTypedValueEscaped) {
    const auto round = demonstration();
    for (const char* page : {"0", "1", "2", "3"}) {
        const std::string html =
            answer(
                round,
                {{"at", page}, {"go", "stay"}, {"q.q6_plats", hostile}, {"q.q11_forslag", hostile}})
                .body;
        EXPECT_THAT(html, Not(HasSubstr("<script>")));
        EXPECT_EQ(count_of(html,
                           "&quot;&gt;&lt;script&gt;alert(&apos;x&apos;)&lt;/script&gt;&amp;amp;"
                           "{{t.next}}"),
                  2U)
            << page;
    }
}

TEST(QuestionPage, KeepsHostileValuesOfChoicesOutOfTheMarkup) {
    const std::string html =
        answer(demonstration(), {{"at", "0"}, {"q.q2_trygg_kvall", hostile}}).body;
    EXPECT_THAT(html, Not(HasSubstr("<script>")));
    EXPECT_THAT(html, HasSubstr("Välj ett av svaren i listan."));
}

TEST(QuestionPage, ShowsWhatWasChosenBefore) {
    const auto round = demonstration();
    const std::string first = answer(round,
                                     {{"at", "1"},
                                      {"go", "back"},
                                      {"q.q2_trygg_kvall", "ganska_trygg"},
                                      {"q.q4_orsak", "fort"},
                                      {"q.q4_orsak", "droger"}})
                                  .body;
    EXPECT_THAT(first, HasSubstr("value=\"ganska_trygg\" checked"));
    EXPECT_THAT(first, HasSubstr("value=\"fort\" checked"));
    EXPECT_THAT(first, HasSubstr("value=\"droger\" checked"));
    EXPECT_EQ(count_of(first, " checked>"), 3U);
}

TEST(QuestionPage, CarriesAnswersOfOtherPagesHiddenAndItsOwnOnce) {
    const std::string html = answer(demonstration(),
                                    {{"at", "0"},
                                     {"q.q2_trygg_kvall", "ganska_trygg"},
                                     {"q.q6_plats", "parken"},
                                     {"q.q1_area", "2280-RAM"}})
                                 .body;
    EXPECT_THAT(
        html,
        HasSubstr("<input type=\"hidden\" name=\"q.q2_trygg_kvall\" value=\"ganska_trygg\">"));
    EXPECT_THAT(html, HasSubstr("<input type=\"hidden\" name=\"q.q1_area\" value=\"2280-RAM\">"));
    EXPECT_THAT(html, Not(HasSubstr("<input type=\"hidden\" name=\"q.q6_plats\"")));
    EXPECT_THAT(html, HasSubstr("\nparken</textarea>"));
}

TEST(QuestionPage, KeepsALineBreakAtTheStartOfAText) {
    const std::string html =
        answer(demonstration(), {{"at", "1"}, {"go", "stay"}, {"q.q6_plats", "\r\nparken"}}).body;
    EXPECT_THAT(html,
                HasSubstr("maxlength=\"140\" aria-describedby=\"f-q6_plats-help "
                          "f-q6_plats-limit\">\n\nparken</textarea>"));
}

TEST(QuestionPage, PutsAnErrorSummaryFirst) {
    const http::Response response =
        answer(demonstration(), {{"at", "0"}, {"q.q4_orsak", "inget"}, {"q.q4_orsak", "fort"}});
    EXPECT_EQ(response.status, 422);
    EXPECT_THAT(response.body, HasSubstr("<title>Fel: Steg 1 av"));
    EXPECT_THAT(response.body, HasSubstr("role=\"alert\""));
    EXPECT_THAT(response.body,
                HasSubstr("<a href=\"#q.q4_orsak\">Välj antingen ”Inget, jag är "
                          "trygg” eller de andra svaren, inte båda.</a>"));
    EXPECT_THAT(response.body, HasSubstr("id=\"q.q4_orsak\""));
    EXPECT_THAT(response.body,
                HasSubstr("aria-describedby=\"f-q4_orsak-help f-q4_orsak-problem\""));
    EXPECT_THAT(response.body, HasSubstr("<p class=\"problem\" id=\"f-q4_orsak-problem\">Fel: "));
    EXPECT_THAT(response.body, HasSubstr("value=\"inget\" checked"));
    EXPECT_THAT(response.body, HasSubstr("value=\"fort\" checked"));
}

TEST(QuestionPage, SaysHowLongATextIs) {
    const std::string html =
        answer(demonstration(), {{"at", "1"}, {"q.q6_plats", std::string(150, 'x')}}).body;
    EXPECT_THAT(html, HasSubstr("Texten får vara högst 140 tecken. Nu är den 150."));
    EXPECT_THAT(html, HasSubstr(std::string(150, 'x') + "</textarea>"));
}

TEST(QuestionPage, SaysWhichNumbersAreTaken) {
    const auto round = asking(
        R"({"id": "n", "type": "number", "text": "?", "min": 0.5, "max": 9, "unit": "km",
            "bands": [{"id": "alla", "text": "alla"}]},
           {"id": "s", "type": "scale", "text": "?", "min": 1, "max": 5}, )"
        R"({"id": "h", "type": "number", "text": "?", "min": 0, "step": 1,
            "bands": [{"id": "alla", "text": "alla"}]})");
    const std::string html =
        answer(round, {{"at", "0"}, {"q.n", "10"}, {"q.s", "7"}, {"q.h", "1,5"}}).body;
    EXPECT_THAT(html, HasSubstr("Talet ska vara mellan 0,5 och 9."));
    EXPECT_THAT(html, HasSubstr("Talet ska vara mellan 1 och 5."));
    EXPECT_THAT(html, HasSubstr("Skriv ett heltal."));
    EXPECT_THAT(html, HasSubstr("value=\"10\""));
    EXPECT_THAT(html, HasSubstr("<span id=\"f-n-unit\">km</span>"));
}

TEST(QuestionPage, OffersAreasByGroupWithTheGroupItselfAndOutside) {
    const std::string html =
        answer(demonstration(), {{"at", "3"}, {"go", "stay"}, {"q.q1_area", "2280-RAM"}}).body;
    ASSERT_THAT(html, HasSubstr("<optgroup label=\"Ytterområden\">"));
    EXPECT_THAT(html, HasSubstr("<option value=\"2280-RAM\" selected>Ramvik/Hälledal</option>"));
    EXPECT_THAT(html, HasSubstr("<option value=\"2280-YTT\">Någonstans i Ytterområden</option>"));
    EXPECT_THAT(html, HasSubstr("<option value=\"outside\">Jag bor inte i Härnösands kommun"));
    EXPECT_THAT(html, Not(HasSubstr("Kramfors")));
}

TEST(QuestionPage, LetsAChoiceBeTakenBack) {
    const std::string html = answer(demonstration(), {{"at", "start"}}).body;
    EXPECT_THAT(html, HasSubstr("<input type=\"radio\" name=\"q.q2_trygg_kvall\" value=\"\">"));
}

TEST(QuestionPage, MarksAQuestionThatMustBeAnswered) {
    const auto round = asking(R"({"id": "a", "type": "single", "text": "Varför?", "required": true,
        "options": [{"id": "x", "text": "X"}, {"id": "y", "text": "Y"}]})");
    const std::string html = answer(round, {{"at", "start"}}).body;
    EXPECT_THAT(html, HasSubstr("Varför? <span class=\"must\">(måste besvaras)</span>"));
    EXPECT_THAT(html, Not(HasSubstr("value=\"\"")));
}

TEST(QuestionPage, OffersOtherLanguagesWithoutLosingAnswers) {
    const std::string html = answer(demonstration(), {{"at", "start"}}).body;
    EXPECT_THAT(html,
                HasSubstr("<button type=\"submit\" name=\"go\" value=\"stay\" "
                          "formaction=\"?lang=en\" lang=\"en\">English</button>"));
}

TEST(Review, ListsEveryAnswerAndEveryGap) {
    const std::string html = answer(demonstration(),
                                    {{"at", "3"},
                                     {"q.q2_trygg_kvall", "ganska_trygg"},
                                     {"q.q4_orsak", "fort"},
                                     {"q.q10_fortroende.polis", "ja_helt"},
                                     {"q.q11_forslag", hostile},
                                     {"q.q1_area", "outside"}})
                                 .body;
    EXPECT_THAT(html, HasSubstr("Granska dina svar"));
    for (const char* listed : {"Ganska trygg",
                               "Bilar kör för fort",
                               "Polisen:",
                               "Ja, helt",
                               "Jag bor inte i Härnösands kommun",
                               "Inget svar"}) {
        EXPECT_THAT(html, HasSubstr(listed));
    }
    EXPECT_THAT(html, Not(HasSubstr("<script>")));
    EXPECT_THAT(html, HasSubstr("formaction=\"/d/prov?lang=sv#f-q2_trygg_kvall\""));
    EXPECT_THAT(html, HasSubstr("name=\"go\" value=\"page.0\""));
}

TEST(Review, LeavesOutQuestionsThatAreNotAsked) {
    const std::string html =
        answer(demonstration(), {{"at", "3"}, {"q.q5_orsak_annat", "hundar"}}).body;
    const std::size_t told = html.find("De här svaren skickas inte med.");
    ASSERT_NE(told, std::string::npos);
    EXPECT_GT(html.find("Vad är det som gör dig otrygg?"), told);
    EXPECT_GT(html.find("hundar</dd>"), told);
    EXPECT_LT(html.find("hundar</dd>"), html.find("name=\"go\" value=\"send\""));
}

TEST(Review, SaysNothingOfWhatIsLeftOutWhereNothingIs) {
    EXPECT_THAT(answer(demonstration(), {{"at", "3"}}).body, Not(HasSubstr("left-out")));
}

TEST(Retry, KeepsEverythingAndTheSameKey) {
    const auto round = demonstration();
    FormEcho echo = testing::posted(*round,
                                    {{"at", "review"},
                                     {"go", "send"},
                                     {"key", key},
                                     {"q.q11_forslag", hostile},
                                     {"q.q4_orsak", "fort"}});
    const http::Response response = testing::screens(round).retry(echo);
    EXPECT_EQ(response.status, 503);
    EXPECT_TRUE(response.has_header("Retry-After"));
    EXPECT_THAT(response.body, HasSubstr(std::string("name=\"key\" value=\"") + key + "\""));
    EXPECT_THAT(response.body, HasSubstr("name=\"q.q4_orsak\" value=\"fort\""));
    EXPECT_THAT(response.body, HasSubstr("name=\"go\" value=\"send\""));
    EXPECT_THAT(response.body, Not(HasSubstr("<script>")));
}

TEST(Thanks, GivesTheReceiptOnRequestAndTheWayToTheResults) {
    const std::string html = testing::screens(demonstration()).thanks("ABCDEFGHIJKLMNOP").body;
    EXPECT_LT(html.find("<details>"), html.find("ABCDEFGHIJKLMNOP"));
    EXPECT_THAT(html, HasSubstr("href=\"/r/prov?lang=sv\""));
    EXPECT_THAT(html, HasSubstr("lyhord.example/r/prov senast 2030-03-01"));
}

TEST(Thanks, NamesNoHostThatIsNotConfigured) {
    FormSetting setting = testing::screens(demonstration()).setting();
    setting.site_address.clear();
    EXPECT_THAT(FormScreens(setting).thanks("A").body, HasSubstr("på /r/prov senast 2030-03-01"));
}

TEST(Screens, SayWhereADialogueThatTakesNoAnswerStands) {
    const FormScreens screens = testing::screens(demonstration());
    EXPECT_EQ(screens.closed().status, 410);
    EXPECT_THAT(screens.closed().body, HasSubstr("2030-03-01"));
    EXPECT_EQ(screens.already().status, 409);
    EXPECT_THAT(screens.already().body, HasSubstr("href=\"/d/prov?lang=sv\""));
    EXPECT_EQ(screens.not_open().status, 404);
}

std::string header(const http::Response& response, std::string_view name) {
    const auto found = std::ranges::find(response.headers, name, &http::Fields::value_type::first);
    return found == response.headers.end() ? "" : found->second;
}

TEST(Screens, OfASensitiveDialogueLeaveNothingBehind) {
    const auto round =
        asking(R"({"id": "a", "type": "text", "text": "?"})", R"("sensitive": true, )");
    FormEcho echo(*round);
    const http::Response response = testing::screens(round).show(echo, {});
    EXPECT_EQ(header(response, "Cache-Control"), "no-store");
    EXPECT_THAT(response.body, HasSubstr("<title>Frågor</title>"));
    EXPECT_THAT(response.body, HasSubstr("Lämna sidan snabbt"));
    EXPECT_THAT(response.body, HasSubstr("historiken"));
    EXPECT_EQ(header(testing::screens(round).thanks("A"), "Cache-Control"), "no-store");
    EXPECT_EQ(header(testing::screens(round).closed(), "Cache-Control"), "no-store");
}

TEST(Screens, OfASensitiveDialogueHelpAndLetGoInEveryMessage) {
    const auto round =
        asking(R"({"id": "a", "type": "text", "text": "?"})", R"("sensitive": true, )");
    const FormScreens screens = testing::screens(round);
    for (const http::Response& response : {screens.closed(),
                                           screens.already(),
                                           screens.not_open(),
                                           screens.refused(415, "failed")}) {
        EXPECT_THAT(response.body, HasSubstr("020-50 50 50")) << response.status;
        EXPECT_THAT(response.body, HasSubstr("Lämna sidan snabbt")) << response.status;
        EXPECT_THAT(response.body, HasSubstr("historiken")) << response.status;
        EXPECT_THAT(header(response, "Content-Security-Policy"), HasSubstr("connect-src 'self'"));
        EXPECT_THAT(response.body, HasSubstr(" – Frågor</title>")) << response.status;
        EXPECT_THAT(response.body, Not(HasSubstr("class=\"brand\""))) << response.status;
        EXPECT_EQ(header(response, "Cache-Control"), "no-store") << response.status;
    }
}

TEST(Screens, ThatOnlyTellSomethingHaveItAsTheirHeading) {
    const std::string html = testing::screens(demonstration()).closed().body;
    EXPECT_THAT(html, HasSubstr("<h1>Dialogen är stängd</h1>"));
    EXPECT_THAT(html, HasSubstr("<title>Dialogen är stängd – Hur trygg är du"));
    EXPECT_THAT(html, HasSubstr("020-50 50 50"));
}

TEST(Screens, MayBeReturnedToByTheBrowser) {
    EXPECT_EQ(header(answer(demonstration(), {{"at", "start"}}), "Cache-Control"),
              "private, no-cache");
}

TEST(Screens, AlwaysShowWhereHelpIs) {
    const auto round = asking(R"({"id": "a", "type": "text", "text": "?"})");
    for (const char* at : {"start", "review"}) {
        EXPECT_THAT(answer(round, {{"at", at}, {"go", "stay"}}).body, HasSubstr("114 14"));
    }
    EXPECT_THAT(answer(round, {{"at", "start"}}).body, HasSubstr("020-50 50 50"));
}

}  // namespace
}  // namespace lyhord::api
