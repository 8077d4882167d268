#include "api/pages/pages.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>

#include "api/assets.h"
#include "api/pages/languages.h"
#include "api/pages/placeholders.h"
#include "api/pages/templates.h"
#include "api/problem.h"
#include "base/crypto/crypto.h"
#include "unit/api/static_directory.h"

namespace lyhord::api {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

const Pages& pages() {
    static const base::Result<Pages> loaded = Pages::load({});
    return *loaded;
}

std::string header(const http::Response& response, std::string_view name) {
    const auto found = std::ranges::find(response.headers, name, &http::Fields::value_type::first);
    return found == response.headers.end() ? "" : found->second;
}

base::Json titled(std::string title) {
    base::Json data = base::Json::object();
    return data.set("title", std::move(title));
}

TEST(Pages, LoadTheEmbeddedFiles) {
    const base::Result<Pages> loaded = Pages::load({});
    ASSERT_TRUE(loaded.has_value());
    EXPECT_THAT(loaded->languages(), ::testing::Contains("en"));
    EXPECT_EQ(loaded->languages().front(), "sv");
}

std::string hash_of_style(const http::Response& page) {
    const std::size_t start = page.body.find("<style>") + 7;
    const std::string style = page.body.substr(start, page.body.find("</style>") - start);
    std::string hash = base::base64url(base::crypto::sha256(base::as_bytes(style)));
    std::ranges::replace(hash, '-', '+');
    std::ranges::replace(hash, '_', '/');
    return hash;
}

TEST(Pages, AllowExactlyTheStyleTheyCarryAndNoScript) {
    const http::Response page = pages().render("integrity", {}, titled("x"));
    const std::string hash = hash_of_style(page);
    const std::string policy = header(page, "Content-Security-Policy");
    EXPECT_THAT(policy, HasSubstr("default-src 'none'; style-src 'sha256-" + hash + "='"));
    EXPECT_THAT(policy, HasSubstr("form-action 'self'"));
    EXPECT_THAT(policy, Not(HasSubstr("unsafe")));
    EXPECT_THAT(policy, Not(HasSubstr("script-src")));
    EXPECT_THAT(page.body, Not(HasSubstr("<script")));
    EXPECT_THAT(page.body, Not(HasSubstr(" style=")));
}

TEST(Pages, OfStaffCarryTheirOwnSheetTooAndOthersDoNot) {
    const http::Response staff = pages().render("integrity", {.is_staff = true}, titled("x"));
    EXPECT_THAT(staff.body, HasSubstr(".figures td"));
    EXPECT_THAT(header(staff, "Content-Security-Policy"),
                HasSubstr("style-src 'sha256-" + hash_of_style(staff) + "='"));
    EXPECT_THAT(pages().render("integrity", {}, titled("x")).body, Not(HasSubstr(".figures td")));
}

TEST(Pages, EscapeEveryValue) {
    const http::Response page = pages().render("integrity", {}, titled("<b>\"'&"));
    EXPECT_THAT(page.body, HasSubstr("<title>&lt;b&gt;&quot;&apos;&amp; – "));
}

TEST(Pages, KeepNothingOfASensitiveDialogue) {
    EXPECT_EQ(header(pages().render("integrity", {}, titled("x")), "Cache-Control"),
              "private, no-cache");
    EXPECT_EQ(header(pages().render("integrity", {.no_store = true}, titled("x")), "Cache-Control"),
              "no-store");
}

TEST(Pages, FallBackToSwedish) {
    EXPECT_EQ(pages().text("en", "next"), "Next");
    EXPECT_EQ(pages().text("xx", "next"), "Nästa");
    EXPECT_EQ(pages().text("sv", "no such key"), "no such key");
    EXPECT_THAT(pages().render("integrity", {.language = "xx"}, titled("x")).body,
                HasSubstr("<html lang=\"sv\""));
}

TEST(Pages, HoldNoTemplateWithUnescapedDataBesideTheLayout) {
    for (const Asset& asset : embedded_assets()) {
        if (asset.path.ends_with(".html") && asset.path != "templates/layout.html") {
            EXPECT_THAT(std::string(asset.bytes), Not(HasSubstr("{{{"))) << asset.path;
            EXPECT_THAT(std::string(asset.bytes), Not(HasSubstr("{{&"))) << asset.path;
        }
    }
}

TEST_F(StaticDirectory, IsReadAgainAtEveryPage) {
    const base::Result<Pages> loaded = Pages::load({.directory = directory_});
    ASSERT_TRUE(loaded.has_value());
    EXPECT_THAT(loaded->render("one", {}, titled("x")).body, HasSubstr("Hej "));
    write("templates/one.html", "Nytt");
    EXPECT_THAT(loaded->render("one", {}, titled("x")).body, HasSubstr("Nytt"));
}

TEST_F(StaticDirectory, KeepsTheLastPageThatWorked) {
    const base::Result<Pages> loaded = Pages::load({.directory = directory_});
    write("templates/one.html", "{{#open}}");
    EXPECT_THAT(loaded->render("one", {}, titled("x")).body, HasSubstr("Hej "));
}

TEST_F(StaticDirectory, AddsALanguageByAFile) {
    const base::Result<Pages> loaded = Pages::load({.directory = directory_});
    ASSERT_TRUE(loaded.has_value());
    EXPECT_THAT(loaded->languages(), ElementsAre("sv", "ar"));
    EXPECT_EQ(loaded->bare_text("ar", "bye"), "Hej då");
    EXPECT_THAT(loaded->render("one", {.language = "ar"}, titled("x")).body,
                HasSubstr("<html lang=\"ar\" dir=\"rtl\">مرحبا"));
}

TEST_F(StaticDirectory, MarksWhatALanguageLacksAsSwedish) {
    write("templates/one.html",
          "<p title=\"{{t.bye}}\">{{t.hello}} {{t.bye}}</p><title>{{t.bye}}</title>");
    const base::Result<Pages> loaded = Pages::load({.directory = directory_});
    ASSERT_TRUE(loaded.has_value());
    EXPECT_THAT(
        loaded->render("one", {.language = "ar"}, titled("x")).body,
        HasSubstr("<p title=\"Hej då\">مرحبا <span lang=\"sv\" dir=\"ltr\">Hej då</span></p>"
                  "<title>Hej då</title>"));
    EXPECT_THAT(loaded->render("one", {}, titled("x")).body,
                HasSubstr("<p title=\"Hej då\">Hej Hej då</p>"));
}

TEST_F(StaticDirectory, MarksWhatALanguageLacksInDataToo) {
    write("templates/one.html",
          "<p title=\"{{said}}\">{{said}}</p><title>{{said}}</title><textarea>{{said}}</textarea>");
    const base::Result<Pages> loaded = Pages::load({.directory = directory_});
    ASSERT_TRUE(loaded.has_value());
    base::Json data = base::Json::object();
    data.set("said", loaded->text("ar", "bye"));
    EXPECT_THAT(loaded->render("one", {.language = "ar"}, data).body,
                HasSubstr("<p title=\"Hej då\"><span lang=\"sv\" dir=\"ltr\">Hej då</span></p>"
                          "<title>Hej då</title><textarea>Hej då</textarea>"));
    EXPECT_EQ(loaded->text("ar", "hello"), "مرحبا");
    EXPECT_EQ(loaded->text("sv", "bye"), "Hej då");
}

TEST_F(StaticDirectory, RefusesBrokenFiles) {
    write("templates/one.html", "{{#open}}");
    EXPECT_EQ(fault(), base::Fault::invalid);
    write("templates/one.html", "{{> nowhere}}");
    EXPECT_EQ(fault(), base::Fault::invalid);
    write("templates/one.html", "");
    write("languages/ar.json", R"({"hello": 1})");
    EXPECT_EQ(fault(), base::Fault::invalid);
    write("languages/ar.json", "{");
    EXPECT_EQ(fault(), base::Fault::invalid);
}

TEST_F(StaticDirectory, NamesTheFileThatIsBroken) {
    write("languages/ar.json", "{");
    EXPECT_THAT(said(), HasSubstr("languages/ar.json"));
    write("languages/ar.json", "{}");
    for (const char* text : {"{{#open}}", "{{> nowhere}}", "{{=<% %>=}}"}) {
        write("templates/one.html", text);
        EXPECT_THAT(said(), HasSubstr("templates/one.html")) << text;
    }
    write("templates/one.html", "");
    std::filesystem::remove(directory_ / "shared/style.css");
    EXPECT_THAT(said(), HasSubstr("shared/style.css"));
}

TEST_F(StaticDirectory, NeedsSwedishAndALayout) {
    std::filesystem::remove(directory_ / "languages/sv.json");
    EXPECT_EQ(fault(), base::Fault::invalid);
    write("languages/sv.json", "{}");
    std::filesystem::remove(directory_ / "templates/layout.html");
    EXPECT_EQ(fault(), base::Fault::invalid);
}

TEST(Languages, SayWhatSwedishSaysWithTheSamePlaceholders) {
    const base::Result<StaticFiles> files = StaticFiles::load({});
    const base::Json swedish = *base::Json::parse(files->find("languages/sv.json")->bytes);
    for (const StaticFile& file : files->in("languages/", ".json")) {
        const base::Json texts = *base::Json::parse(file.bytes);
        for (const auto& [key, text] : *texts.as_object()) {
            const base::Json* original = swedish.find(key);
            ASSERT_NE(original, nullptr) << file.path << " " << key;
            EXPECT_FALSE(text.as_string()->empty()) << file.path << " " << key;
            EXPECT_EQ(placeholders_of(*text.as_string()), placeholders_of(*original->as_string()))
                << file.path << " " << key;
        }
    }
}

TEST(Languages, LackNothingAResidentReadsInEnglish) {
    const base::Result<StaticFiles> files = StaticFiles::load({});
    const base::Json swedish = *base::Json::parse(files->find("languages/sv.json")->bytes);
    const base::Json english = *base::Json::parse(files->find("languages/en.json")->bytes);
    for (const auto& [key, text] : *swedish.as_object()) {
        EXPECT_TRUE(key.starts_with("staff_") || english.find(key) != nullptr) << key;
    }
}

TEST(PreferredLanguage, FollowsQualityThenOrder) {
    const std::vector<std::string> offered{"sv", "en", "ar"};
    EXPECT_EQ(preferred_language("en-GB,en;q=0.9,sv;q=0.8", offered), "en");
    EXPECT_EQ(preferred_language("sv;q=0.3, ar;q=0.7", offered), "ar");
    EXPECT_EQ(preferred_language("fr, AR", offered), "ar");
    EXPECT_EQ(preferred_language("en;q=0, ar", offered), "ar");
}

TEST(PreferredLanguage, IsSwedishForWhoWantsNothingThatIsOffered) {
    for (const char* wish : {"", "fr", "*", ";;q=,,", "en;q=x"}) {
        EXPECT_EQ(preferred_language(wish, {"en", "sv"}), "sv") << wish;
    }
    EXPECT_EQ(preferred_language("fr", {"en", "ar"}), "en");
}

TEST(Templates, TakeAnEmptyTextForNothing) {
    const auto templates =
        Templates::load({{"templates/a.html", "{{#x}}[{{x}}]{{/x}}{{^x}}none{{/x}}"}});
    base::Json data = base::Json::object();
    EXPECT_EQ(templates->render("a", "sv", data.set("x", "")), "none");
    data = base::Json::object();
    EXPECT_EQ(templates->render("a", "sv", data.set("x", base::Json())), "none");
    data = base::Json::object();
    EXPECT_EQ(templates->render("a", "sv", data.set("x", 1000000)), "[1000000]");
}

TEST(Templates, HoldVariablesSectionsAndPartsOnly) {
    const auto takes = [](std::string text) {
        return Templates::load({{"templates/a.html", std::move(text)}, {"templates/p.html", "p"}})
            .has_value();
    };
    EXPECT_TRUE(takes("{{#x}}{{x}}{{/x}}{{^x}}{{> p}}{{/x}}{{{x}}}"));
    for (const char* text : {"{{! a comment }}", "{{=<% %>=}}", "{{&x}}", "{{ & x}}"}) {
        EXPECT_FALSE(takes(text)) << text;
    }
}

TEST(Templates, DoNotRenderWhatAValueSays) {
    const auto templates = Templates::load({{"templates/a.html", "{{x}}"}});
    base::Json data = base::Json::object();
    EXPECT_EQ(templates->render("a", "sv", data.set("x", "{{secret}}").set("secret", "s")),
              "{{secret}}");
}

TEST(Filled, ReplacesOnlyWhatItKnows) {
    const Placeholder known[] = {{"n", "5"}, {"evil", "{n}"}};
    EXPECT_EQ(filled("{n} av {m} {n", known), "5 av {m} {n");
    EXPECT_EQ(filled("{{n}}", known), "{5}");
    EXPECT_EQ(filled("{evil}", known), "{n}");
    EXPECT_EQ(filled("", known), "");
}

TEST(Problems, AreDocumentsWithAStableTypeAndATitleInTheReadersLanguage) {
    http::Request request;
    request.accept_language = "en";
    const http::Response response =
        problem_response(pages(), request, problem_of(base::Fault::gone));
    EXPECT_EQ(response.status, 410);
    EXPECT_EQ(response.content_type, "application/problem+json");
    const base::Json body = *base::Json::parse(response.body);
    EXPECT_EQ(*body.find("type")->as_string(), "urn:lyhord:problem:closed");
    EXPECT_EQ(*body.find("title")->as_string(), "The dialogue is closed");
    EXPECT_EQ(*body.find("status")->as_integer(), 410);
}

TEST(Problems, HaveATitleForEveryFault) {
    for (int fault = 0; fault <= static_cast<int>(base::Fault::internal); ++fault) {
        const http::Response response =
            problem_response(pages(), {}, problem_of(static_cast<base::Fault>(fault)));
        EXPECT_THAT(response.body, Not(HasSubstr("problem_"))) << fault;
        EXPECT_GE(response.status, 400);
    }
}

TEST(Problems, TellWhenToTryAgain) {
    EXPECT_TRUE(problem_response(pages(), {}, problem_of(base::Fault::unavailable))
                    .has_header("Retry-After"));
    EXPECT_TRUE(
        problem_response(pages(), {}, problem_of(base::Fault::too_many)).has_header("Retry-After"));
    EXPECT_FALSE(
        problem_response(pages(), {}, problem_of(base::Fault::conflict)).has_header("Retry-After"));
}

TEST(MediaType, IsComparedWithoutItsParameters) {
    http::Request request;
    for (const char* type :
         {"application/json", "application/json; charset=utf-8", "Application/JSON ;charset=x"}) {
        request.content_type = type;
        EXPECT_TRUE(has_media_type(request, "application/json")) << type;
    }
    for (const char* type : {"", "application/jsonp", "text/plain; application/json"}) {
        request.content_type = type;
        EXPECT_FALSE(has_media_type(request, "application/json")) << type;
    }
}

}  // namespace
}  // namespace lyhord::api
