#include "statistics/waves.h"

#include <gtest/gtest.h>

namespace lyhord::statistics {
namespace {

WaveFigure figure(double part, double base, Design design = Design::random_sample) {
    return {.definition = {.indicator = "trygg_kvall",
                           .wording = "Hur trygg känner du dig?",
                           .scale = {"Trygg", "Otrygg"},
                           .numerator = {"trygg"},
                           .denominator = {"trygg", "otrygg"}},
            .design = design,
            .share = share_of(part, base).value()};
}

// Krokom 2021 and 2022, published as "ökad trygghet".
TEST(Waves, AChangeThatMayBeChanceIsToldAsThat) {
    const WaveChange change = compare(figure(115, 134), figure(138, 152)).value();
    EXPECT_EQ(change.verdict, Verdict::too_small);
    EXPECT_NEAR(change.difference.value(), 0.049686, 1e-5);
    EXPECT_TRUE(change.interval.has_value());
}

TEST(Waves, ALargeChangeIsDistinguishable) {
    EXPECT_EQ(compare(figure(381, 498), figure(453, 498))->verdict, Verdict::distinguishable);
    EXPECT_EQ(compare(figure(453, 498), figure(381, 498))->verdict, Verdict::distinguishable);
}

// However large: nothing but those who answered is told of.
TEST(Waves, SelfSelectedAnswersHaveNoInterval) {
    for (const auto& [earlier, later] : {std::pair{Design::self_selected, Design::self_selected},
                                         std::pair{Design::random_sample, Design::self_selected},
                                         std::pair{Design::self_selected, Design::random_sample}}) {
        const WaveChange change =
            compare(figure(381, 498, earlier), figure(453, 498, later)).value();
        EXPECT_EQ(change.verdict, Verdict::self_selected);
        EXPECT_NEAR(change.difference.value(), 0.144578, 1e-5);
        EXPECT_FALSE(change.interval.has_value());
    }
}

TEST(Waves, NoChangeIsToldOfWhatWasAskedDifferently) {
    const auto verdict = [](auto change) {
        WaveFigure later = figure(453, 498);
        change(later.definition);
        const WaveChange found = compare(figure(381, 498), later).value();
        EXPECT_FALSE(found.difference.has_value());
        EXPECT_FALSE(found.interval.has_value());
        return found.verdict;
    };
    EXPECT_EQ(verdict([](Definition& d) { d.indicator = "trygg_dag"; }), Verdict::other_indicator);
    EXPECT_EQ(verdict([](Definition& d) { d.wording = "Är du trygg?"; }), Verdict::other_wording);
    EXPECT_EQ(verdict([](Definition& d) { d.scale.push_back("Vet ej"); }), Verdict::other_scale);
    EXPECT_EQ(verdict([](Definition& d) { d.numerator = {"otrygg"}; }), Verdict::other_scale);
    EXPECT_EQ(verdict([](Definition& d) { d.denominator.pop_back(); }), Verdict::other_scale);
}

TEST(Waves, RefusesWhatIsNoShare) {
    WaveFigure broken = figure(1, 2);
    broken.share.base = 0;
    EXPECT_FALSE(compare(broken, figure(1, 2)));
    EXPECT_FALSE(compare(figure(1, 2), broken));
}

}  // namespace
}  // namespace lyhord::statistics
