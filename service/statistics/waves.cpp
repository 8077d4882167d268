#include "statistics/waves.h"

namespace lyhord::statistics {
namespace {

std::optional<Verdict> difference_of(const Definition& earlier, const Definition& later) {
    if (earlier.indicator != later.indicator) {
        return Verdict::other_indicator;
    }
    if (earlier.wording != later.wording) {
        return Verdict::other_wording;
    }
    if (earlier != later) {
        return Verdict::other_scale;
    }
    return std::nullopt;
}

}  // namespace

base::Result<WaveChange> compare(const WaveFigure& earlier, const WaveFigure& later) {
    if (const auto verdict = difference_of(earlier.definition, later.definition)) {
        return WaveChange{.verdict = *verdict, .difference = {}, .interval = {}};
    }
    const auto difference = newcombe(earlier.share, later.share);
    if (!difference) {
        return base::fail(difference.error());
    }
    if (earlier.design != Design::random_sample || later.design != Design::random_sample) {
        return WaveChange{
            .verdict = Verdict::self_selected, .difference = difference->value, .interval = {}};
    }
    return WaveChange{
        .verdict = difference->distinguishable() ? Verdict::distinguishable : Verdict::too_small,
        .difference = difference->value,
        .interval = difference->interval};
}

}  // namespace lyhord::statistics
