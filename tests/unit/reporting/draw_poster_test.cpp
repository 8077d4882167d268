#include <gmock/gmock.h>

#include <chrono>
#include <fstream>

#include "reporting/poster.h"
#include "support/temporary_store.h"

namespace lyhord::reporting {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;

// A program in the place of lyhord-poster.
class DrawPoster : public testing::Test {
protected:
    base::Result<std::string> drawn(const std::string& script,
                                    std::chrono::milliseconds patience = 60s) const {
        const std::filesystem::path path = folder_.path() / "program";
        std::ofstream(path) << "#!/bin/sh\n" << script << "\n";
        std::filesystem::permissions(path, std::filesystem::perms::owner_all);
        return draw_poster(poster_, PosterFormat::svg, {.path = path, .patience = patience});
    }
    std::string refusal(const std::string& script, std::chrono::milliseconds patience = 60s) const {
        const auto bytes = drawn(script, patience);
        return bytes ? "drawn: " + *bytes : bytes.error().line();
    }

    static Poster poster() {
        Poster poster;
        poster.link = "https://a.example/d/b";
        PosterText text;
        text.title = "Trygghet";
        text.note = "Av en dator";
        poster.texts.push_back(text);
        return poster;
    }

    const Poster poster_ = poster();
    tests::TemporaryFolder folder_;
};

TEST_F(DrawPoster, HandsOverThePosterAndTheFormat) {
    const auto bytes = drawn("printf '%s ' \"$1\"; /bin/cat");
    ASSERT_TRUE(bytes);
    ASSERT_TRUE(bytes->starts_with("svg "));
    const auto handed = poster_from(base::Json::parse(bytes->substr(4)).value());
    ASSERT_TRUE(handed);
    EXPECT_EQ(handed->texts.front().title, "Trygghet");
    EXPECT_EQ(handed->texts.front().note, "Av en dator");
}

TEST_F(DrawPoster, TellsHowTheProgramFailed) {
    EXPECT_THAT(refusal("exit 1"), HasSubstr("exit status (1)"));
    EXPECT_THAT(refusal("echo half; exit 4"), HasSubstr("exit status (4)"));
    EXPECT_THAT(refusal("kill -9 $$"), HasSubstr("ended by a signal: lyhord-poster (9)"));
    EXPECT_THAT(refusal("true"), HasSubstr("wrote nothing"));
    const auto missing =
        draw_poster(poster_, PosterFormat::pdf, {.path = folder_.path() / "none", .patience = 60s});
    ASSERT_FALSE(missing);
    EXPECT_THAT(missing.error().line(), HasSubstr("could not be started: lyhord-poster (2)"));
}

TEST_F(DrawPoster, TellsWhatCannotBeDrawn) {
    const auto font = drawn("exit 11");
    ASSERT_FALSE(font);
    EXPECT_EQ(font.error().fault(), base::Fault::unavailable);
    EXPECT_EQ(font.error().details().number, 2);
    EXPECT_EQ(drawn("exit 3").error().fault(), base::Fault::too_large);
}

// Also one that has closed its output, and what it has started.
TEST_F(DrawPoster, EndsAProgramThatTakesTooLong) {
    EXPECT_THAT(refusal("sleep 1000", 300ms), HasSubstr("took too long"));
    EXPECT_THAT(refusal("echo poster; exec >&-; sleep 1000", 300ms), HasSubstr("took too long"));
}

TEST_F(DrawPoster, TakesNoMoreThanAPosterIs) {
    EXPECT_THAT(refusal("/usr/bin/head -c 5000000 /dev/zero"),
                HasSubstr("wrote more than it may: lyhord-poster"));
}

}  // namespace
}  // namespace lyhord::reporting
