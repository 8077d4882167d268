// Owns intervals of shares in random samples. A round whose answers are self-selected has none:
// which design a round has is the caller's to know (waves.h).
#pragma once

#include "base/result.h"

namespace lyhord::statistics {

// The 0.975 quantile of the normal distribution: intervals are of 95 %.
inline constexpr double normal_quantile = 1.959963984540054;

// `value` of `base` answers: a fraction, 0 to 1. Of weighted answers `base` is their effective
// number (weighting.h), which need not be whole.
struct Share {
    double value = 0;
    double base = 0;
};

struct Interval {
    double low = 0;
    double high = 0;
};

// value_2 - value_1, as a fraction.
struct Difference {
    double value = 0;
    Interval interval;

    // Whether 0 lies outside the interval: the difference can be told from chance.
    bool distinguishable() const { return interval.low > 0 || interval.high < 0; }
};

// `part` of `base`. invalid: a base below 1, a part that is negative or above the base.
base::Result<Share> share_of(double part, double base);

// Wilson's score interval, without correction for continuity.
// Source: E. B. Wilson, Probable Inference, the Law of Succession, and Statistical Inference,
// JASA 22 (1927) 209-212. invalid: a share that share_of would refuse.
base::Result<Interval> wilson(const Share& share);

// The change from `first` to `second`, two independent samples.
// Source: R. G. Newcombe, Interval Estimation for the Difference Between Independent Proportions,
// Statistics in Medicine 17 (1998) 873-890, method 10 (of Wilson's intervals, no correction).
base::Result<Difference> newcombe(const Share& first, const Share& second);

}  // namespace lyhord::statistics
