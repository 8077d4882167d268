#include "api/pages/site.h"

#include <iterator>

#include "api/pages/public_files.h"
#include "unit/api/static_directory.h"

namespace lyhord::api {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

// What a municipality puts beside the program: nothing is built.
class OwnSite : public StaticDirectory {
protected:
    void SetUp() override {
        StaticDirectory::SetUp();
        write("templates/layout.html",
              "{{#site.logo}}<img src=\"{{site.logo}}\">{{/site.logo}}{{site.name}}"
              "{{#is_machine}} machine{{/is_machine}}<style>{{{style}}}</style>{{{content}}}");
    }
    StaticSources sources() const { return {.directory = directory_, .own = directory_ / "own"}; }
    static std::string statement() {
        std::ifstream in(LYHORD_SOURCE "/static/site/site.json");
        const std::string text(std::istreambuf_iterator<char>(in), {});
        return base::Json::parse(text)->find("accessibility")->dump();
    }
    std::string page(std::string_view language) const {
        const base::Result<Pages> loaded = Pages::load(sources());
        return loaded ? loaded->render("one", {.language = language}, base::Json::object()).body
                      : loaded.error().line();
    }
};

TEST_F(OwnSite, AddsALanguageAndReplacesSingleTexts) {
    write("own/languages/fi.json", R"({"hello": "Hei", "language_review": "machine",
        "language_dir": "ltr", "language_name": "Suomi"})");
    write("own/languages/sv.json", R"({"hello": "Hejsan"})");
    EXPECT_THAT(page("fi"), HasSubstr("machine"));
    EXPECT_THAT(page("fi"), HasSubstr("Hei "));
    EXPECT_THAT(page("sv"), HasSubstr("Hejsan "));
    EXPECT_THAT(page("sv"), Not(HasSubstr("machine")));
    write("own/languages/finska.json", "{}");
    EXPECT_THAT(page("fi"), HasSubstr("own/languages/finska.json"));
}

TEST_F(OwnSite, HasItsNameItsLogoAndItsColors) {
    write("own/site.json", R"({"name": "Härnösand", "main_color": "#7a1f5c"})");
    EXPECT_THAT(page("sv"), HasSubstr("its own accessibility statement"));
    write(
        "own/site.json",
        R"({"name": "Härnösand", "main_color": "#7a1f5c", "accessibility": )" + statement() + "}");
    write("own/logo.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>");
    EXPECT_THAT(page("sv"), HasSubstr("Härnösand"));
    EXPECT_THAT(page("sv"), HasSubstr("--main:#7a1f5c;"));
    EXPECT_THAT(page("sv"), HasSubstr("<img src=\"/static/logo."));
    const PublicFiles files = PublicFiles::load(sources()).value();
    EXPECT_EQ(files.answer({}, "logo.svg")->content_type, "image/svg+xml");
    write("own/logo.svg", std::string(10'001, ' '));
    EXPECT_THAT(page("sv"), HasSubstr("10 kB"));
}

TEST_F(OwnSite, IsRefusedAColorThatCannotBeRead) {
    write("own/site.json", R"({"main_color": "#d8b400"})");
    EXPECT_THAT(page("sv"), HasSubstr("#d8b400 has 1."));
    write("own/site.json", R"({"main_color": "green"})");
    EXPECT_THAT(page("sv"), HasSubstr("/main_color"));
    write("own/site.json", R"({"colour": "#14584a"})");
    EXPECT_THAT(page("sv"), HasSubstr("/colour"));
}

TEST_F(OwnSite, NeedsTheElevenItemsOfAnAccessibilityStatement) {
    const base::Json whole = *base::Json::parse(statement());
    EXPECT_EQ(whole.as_object()->size(), 13U) << "eleven, and two of ours";
    for (const auto& [item, value] : *whole.as_object()) {
        base::Json without = base::Json::object();
        for (const auto& [key, kept] : *whole.as_object()) {
            if (key != item) {
                without.set(key, kept);
            }
        }
        write("own/site.json", R"({"accessibility": )" + without.dump() + "}");
        EXPECT_THAT(page("sv"), HasSubstr("/accessibility/" + item + ": is missing"));
    }
    write("own/site.json", R"({"accessibility": )" + statement() + "}");
    EXPECT_THAT(page("sv"), HasSubstr("Hej "));
}

TEST_F(OwnSite, IsRefusedFilesThatWouldBeMissedInSilence) {
    for (const char* name : {"logo.jpg", "Logo.svg", "site.toml", "languages/fi.txt", "more"}) {
        write(std::string("own/") + name + (name == std::string("more") ? "/x.json" : ""), "{}");
        EXPECT_THAT(page("sv"), HasSubstr(name));
        std::filesystem::remove_all(directory_ / "own");
    }
    std::filesystem::create_directory(directory_ / "own");
    std::filesystem::create_symlink(directory_ / "site/site.json", directory_ / "own/site.json");
    EXPECT_THAT(page("sv"), HasSubstr("not as links"));
    std::filesystem::remove_all(directory_ / "own");
    write("own/README.md", "notes");
    EXPECT_THAT(page("sv"), HasSubstr("Hej "));
}

TEST_F(OwnSite, IsNotStoppedByWhatEditorsAndVersionControlLeave) {
    for (const char* name :
         {".git/config", ".git/site.json", "languages/._fi.json", "old~/x.png"}) {
        write(std::string("own/") + name, "no JSON");
        EXPECT_THAT(page("sv"), HasSubstr("Hej ")) << name;
    }
}

TEST_F(OwnSite, NeedsAStatementOfItsOwnForItsLogoToo) {
    write("own/logo.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>");
    EXPECT_THAT(page("sv"), HasSubstr("its own accessibility statement"));
    EXPECT_THAT(page("sv"), HasSubstr((directory_ / "own/logo.svg").string()));
    write("own/site.json", R"({"accessibility": )" + statement() + "}");
    EXPECT_THAT(page("sv"), HasSubstr("Hej "));
}

TEST_F(OwnSite, IsToldWhichFileIsMeantAndWhereTheExampleIs) {
    write("own/site.json", R"({"name": "Härnösand"})");
    for (const std::string& path : {(directory_ / "own/site.json").string(),
                                    std::string("static/site/site.json"),
                                    std::string("/usr/share/doc/lyhord/site.json")}) {
        EXPECT_THAT(page("sv"), HasSubstr(path));
    }
    write("own/site.json", "[]");
    EXPECT_THAT(page("sv"), HasSubstr((directory_ / "own/site.json").string()));
}

TEST_F(OwnSite, IsRefusedTextsThatWouldNotBeTrueOrWhole) {
    write("languages/sv.json", R"({"hello": "Hej {name}", "promise": "Summor",
        "privacy_not": "Inget", "paper_promise": "Summor", "language_name": "Svenska",
        "language_dir": "ltr", "language_review": "approved"})");
    const auto said = [this](const std::string& tag, const std::string& file) {
        write("own/languages/" + tag + ".json", file);
        const std::string line = page("sv");
        std::filesystem::remove_all(directory_ / "own");
        return line;
    };
    EXPECT_THAT(said("sv", R"({"promise": "Helt anonymt"})"), HasSubstr("cannot be replaced"));
    const std::string described =
        R"("language_name": "X", "language_dir": "ltr", "language_review": "approved")";
    for (const char* key : {"promise", "privacy_not", "paper_promise"}) {
        const std::string text = std::string(R"(")") + key + R"(": "Helt anonymt")";
        for (const char* tag : {"sv-SE", "ar-SY", "ar"}) {
            EXPECT_THAT(said(tag, "{" + text + ", " + described + "}"),
                        HasSubstr("own/languages/" + std::string(tag) + ".json " + key))
                << key;
        }
        EXPECT_THAT(said("pl", "{" + text + ", " + described + "}"), HasSubstr("Hej "));
    }
    EXPECT_THAT(said("sv", R"({"hello": "Hej"})"), HasSubstr("same {placeholders}"));
    EXPECT_THAT(said("sv", R"({"helo": "Hej"})"), HasSubstr("own/languages/sv.json helo"));
    EXPECT_THAT(said("pl", R"({"hello": "{name}"})"), HasSubstr("needs language_name"));
}

TEST(SiteColors, KeepEverythingReadable) {
    EXPECT_NEAR(contrast(*Color::parse("#000000"), *Color::parse("#ffffff")), 21, 0.01);
    EXPECT_NEAR(contrast(*Color::parse("#767676"), *Color::parse("#ffffff")), 4.54, 0.01);
    EXPECT_FALSE(Color::parse("#12345"));
    EXPECT_FALSE(Color::parse("#12345g"));
    EXPECT_EQ(Color::parse("#14584a")->text(), "#14584a");
    const Color dark_paper = *Color::parse("#151a19");
    for (const char* text : {"#14584a", "#0000cc", "#a3200f", "#000000", "#5a3d00"}) {
        const Color color = *Color::parse(text);
        EXPECT_GE(contrast_of_text(color), text_contrast_min) << text;
        const std::string rules = color_rules(color, {});
        const std::size_t dark = rules.find("--main:", rules.find("dark"));
        const auto on_dark = Color::parse(std::string_view(rules).substr(dark + 7, 7));
        EXPECT_GE(contrast(*on_dark, dark_paper), 6.9) << rules;
    }
}

}  // namespace
}  // namespace lyhord::api
