#include <gmock/gmock.h>

#include "domain/files.h"
#include "unit/domain/edited_json.h"

namespace lyhord::domain {
namespace {

std::string book(std::string_view themes) {
    return R"({"id": "b", "themes": )" + std::string(themes) + "}";
}

TEST(CodebookFile, ReadsTheDemonstrationFile) {
    const auto read = CodebookFile::read(demo_text("codebook"));
    ASSERT_EQ(errors_of(read), "");
    EXPECT_EQ(read->id, "trygghet-sv-1");
    EXPECT_EQ(read->version, 2);
    EXPECT_EQ(read->themes[0].id, "droger");
    EXPECT_EQ(read->themes[0].patterns[0], "drog");
    EXPECT_EQ(read->themes[0].exclusions[0], "drog iväg");
}

TEST(CodebookFile, KeepsSensitivityAndPolarity) {
    const auto read = CodebookFile::read(demo_text("codebook"));
    ASSERT_EQ(errors_of(read), "");
    const auto theme = [&read](std::string_view id) {
        return *std::ranges::find(read->themes, id, &Theme::id);
    };
    EXPECT_TRUE(theme("vald_nara").sensitive);
    EXPECT_FALSE(theme("droger").sensitive);
    EXPECT_EQ(theme("gemenskap").polarity, "protective");
    EXPECT_EQ(theme("droger").polarity, "");
}

TEST(CodebookFile, IsSwedishUnlessTold) {
    const auto read = CodebookFile::read(book(R"([{"id": "t", "label": "T", "patterns": ["x"]}])"));
    ASSERT_EQ(errors_of(read), "");
    EXPECT_EQ(read->language, "sv");
}

TEST(CodebookFile, NamesEveryMistakeAtOnce) {
    EXPECT_EQ(errors_of(CodebookFile::read(book(R"([
        {"id": "t", "label": "T", "patterns": ["* *", "a b c d e f g h i", 7, ""]},
        {"id": "t", "label": "T", "patterns": [], "polarity": "bad"},
        {"label": "T", "words": []}])"))),
              "/themes/0/patterns/0: has no letter: it would match every word\n"
              "/themes/0/patterns/1: has too many words, most allowed (8)\n"
              "/themes/0/patterns/2: must be a text\n"
              "/themes/0/patterns/3: is an empty text: leave the field out instead\n"
              "/themes/1/polarity: must be protective or positive\n"
              "/themes/1/id: occurs twice\n"
              "/themes/2/words: unknown field\n"
              "/themes/2/id: is missing\n"
              "/themes/2/patterns: is missing\n");
}

}  // namespace
}  // namespace lyhord::domain
