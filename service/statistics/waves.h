// Owns the comparison of two rounds: what may be said of a change, given how people were asked.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "statistics/proportion.h"

namespace lyhord::statistics {

// How people came to answer. Only a random sample stands for others than those who answered.
enum class Design { self_selected, random_sample };

// What was asked, as far as figures of two rounds can be compared: the wording, the scale and what
// counts as the numerator, each as it stood in the frozen questionnaire.
struct Definition {
    std::string indicator;  // its id
    std::string wording;    // of the question
    std::vector<std::string> scale;
    std::vector<std::string> numerator;
    std::vector<std::string> denominator;

    bool operator==(const Definition&) const = default;
};

struct WaveFigure {
    Definition definition;
    Design design = Design::self_selected;
    Share share;
};

enum class Verdict {
    other_indicator,  // different things were asked: no change is told
    other_wording,    // of the question
    other_scale,      // of its answers, or of what counts as the numerator or the denominator
    self_selected,    // the change is among those who chose to answer: no interval
    too_small,        // cannot be told from chance
    distinguishable,
};

struct WaveChange {
    Verdict verdict = Verdict::other_indicator;
    // The difference as a fraction; nothing where no change may be told.
    std::optional<double> difference;
    std::optional<Interval> interval;  // between random samples only
};

// invalid: a share that share_of would refuse.
base::Result<WaveChange> compare(const WaveFigure& earlier, const WaveFigure& later);

}  // namespace lyhord::statistics
