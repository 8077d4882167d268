#include <algorithm>
#include <numeric>
#include <set>

#include "api/resident/option_order.h"
#include "form_fixture.h"

namespace lyhord::api {
namespace {

const domain::Question& reasons() {
    static const auto round = testing::demonstration();
    return round->questionnaire.questions[*round->questionnaire.find("q4_orsak")];
}

TEST(OptionOrder, IsTheSameOnEveryPageOfOneForm) {
    EXPECT_EQ(option_order(reasons(), "c2VlZA"), option_order(reasons(), "c2VlZA"));
}

TEST(OptionOrder, HoldsEveryOptionOnce) {
    const std::vector<std::size_t> order = option_order(reasons(), "c2VlZA");
    EXPECT_EQ(order.size(), reasons().options.size());
    EXPECT_EQ(std::set(order.begin(), order.end()).size(), order.size());
}

TEST(OptionOrder, KeepsAnchoredOptionsInPlace) {
    for (int seed = 0; seed < 50; ++seed) {
        const std::vector<std::size_t> order = option_order(reasons(), std::to_string(seed));
        for (std::size_t place = 0; place < order.size(); ++place) {
            if (reasons().options[place].anchored) {
                EXPECT_EQ(order[place], place);
            }
        }
    }
}

TEST(OptionOrder, GivesEveryLooseOptionTheFirstPlaceAboutAsOften) {
    constexpr int forms = 6000;
    std::vector<int> first(reasons().options.size(), 0);
    for (int seed = 0; seed < forms; ++seed) {
        ++first[option_order(reasons(), std::to_string(seed)).front()];
    }
    const auto loose = std::ranges::count(reasons().options, false, &domain::Option::anchored);
    for (std::size_t i = 0; i < first.size(); ++i) {
        if (!reasons().options[i].anchored) {
            EXPECT_NEAR(first[i], forms / static_cast<double>(loose), 120) << i;
        }
    }
}

TEST(OptionOrder, IsTheQuestionnairesWithoutASeedOrAWish) {
    const auto round = testing::demonstration();
    const domain::Question& fixed = round->questionnaire.questions.front();
    std::vector<std::size_t> plain(fixed.options.size());
    std::iota(plain.begin(), plain.end(), 0U);
    EXPECT_EQ(option_order(fixed, "c2VlZA"), plain);
    EXPECT_EQ(option_order(reasons(), "").front(), 0U);
}

}  // namespace
}  // namespace lyhord::api
