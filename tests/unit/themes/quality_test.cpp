// How well the shipped codebook codes labeled answers. They were written by the codebook's author:
// a check against breaking something, not a measure of quality on other texts.
#include <gtest/gtest.h>

#include <algorithm>

#include "base/json/json.h"
#include "themes/coder.h"
#include "unit/themes/codebooks.h"

namespace lyhord::themes {
namespace {

struct Score {
    int right = 0;
    int wrong = 0;   // given, but not labeled
    int absent = 0;  // labeled, but not given
    int unthemed = 0;
    int left_unthemed = 0;

    double f1() const { return 2.0 * right / (2.0 * right + wrong + absent); }
};

void add(Score& score, const Coder& coder, const base::Json& item) {
    std::vector<std::string> labels;
    for (const base::Json& label : *item.find("themes")->as_array()) {
        labels.push_back(*label.as_string());
    }
    const std::vector<std::size_t> themes = coder.code_text(*item.find("text")->as_string());
    int right = 0;
    for (const std::size_t index : themes) {
        right += std::ranges::count(labels, coder.theme_ids()[index]) > 0 ? 1 : 0;
    }
    score.right += right;
    score.wrong += static_cast<int>(themes.size()) - right;
    score.absent += static_cast<int>(labels.size()) - right;
    score.unthemed += labels.empty() ? 1 : 0;
    score.left_unthemed += labels.empty() && themes.empty() ? 1 : 0;
}

TEST(CodingQuality, DoesNotFallOnTheLabeledAnswers) {
    const auto fixtures =
        base::Json::parse(file_text(LYHORD_TEST_DATA "/unit/themes/codebook_fixtures.json"));
    ASSERT_TRUE(fixtures);
    const Coder coder(demo_codebook());
    Score score;
    for (const base::Json& item : *fixtures->find("items")->as_array()) {
        add(score, coder, item);
    }
    RecordProperty("micro_f1", std::to_string(score.f1()));
    EXPECT_GE(score.right + score.absent, 70);
    EXPECT_GE(score.f1(), 0.98);
    EXPECT_EQ(score.left_unthemed, score.unthemed);
}

}  // namespace
}  // namespace lyhord::themes
