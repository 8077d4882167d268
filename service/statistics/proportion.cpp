#include "statistics/proportion.h"

#include <algorithm>
#include <cmath>

namespace lyhord::statistics {
namespace {

// Also false of what is not a number.
bool is_share(const Share& share) {
    return std::isfinite(share.base) && share.base >= 1 && share.value >= 0 && share.value <= 1;
}

std::unexpected<base::Error> no_share() {
    return base::fail(base::Fault::invalid, "a share needs a base of at least 1 and a part of it");
}

}  // namespace

base::Result<Share> share_of(double part, double base) {
    const Share share{.value = part / base, .base = base};
    if (!is_share(share)) {
        return no_share();
    }
    return share;
}

base::Result<Interval> wilson(const Share& share) {
    if (!is_share(share)) {
        return no_share();
    }
    const double square = normal_quantile * normal_quantile;
    const double middle = share.value + square / (2 * share.base);
    const double half = normal_quantile * std::sqrt(share.value * (1 - share.value) / share.base +
                                                    square / (4 * share.base * share.base));
    const double scale = 1 + square / share.base;
    // Rounding leaves an end of 0 or 1 slightly beside it.
    return Interval{.low = share.value == 0 ? 0 : std::max(0.0, (middle - half) / scale),
                    .high = share.value == 1 ? 1 : std::min(1.0, (middle + half) / scale)};
}

base::Result<Difference> newcombe(const Share& first, const Share& second) {
    const auto before = wilson(first);
    const auto after = wilson(second);
    if (!before || !after) {
        return no_share();
    }
    const double value = second.value - first.value;
    const double down = std::hypot(second.value - after->low, before->high - first.value);
    const double up = std::hypot(after->high - second.value, first.value - before->low);
    return Difference{.value = value, .interval = {.low = value - down, .high = value + up}};
}

}  // namespace lyhord::statistics
