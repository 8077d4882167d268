// Owns representativity in reports: who answered, beside who lives there. The people are those that
// the questionnaire (options, bands) and the area file give; without them there is nothing to tell.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "domain/releasable.h"
#include "domain/release_plan.h"
#include "reporting/report_words.h"
#include "statistics/representation.h"

namespace lyhord::reporting {

struct RepresentedGroup {
    std::string category;
    std::string text;
    std::int64_t answers = 0;
    double people = 0;
    statistics::Representation shares;
};

// Of one question; its groups are empty if one that has people is not reported by itself, since
// every other share would then be too large.
struct Representativity {
    std::string dimension;  // its id
    std::string dimension_text;
    std::vector<RepresentedGroup> groups;
};

// `counts`: of deltagande. Those who live elsewhere or did not say are on neither side; a crossing
// of questions is not compared. A group without answers is told only where that is known: of a
// settled round in which nothing was moved or withheld.
std::vector<Representativity> representativity_of(const domain::FrozenRound& round,
                                                  const domain::QuestionCounts& counts,
                                                  bool is_settled);

// "+3,2", "−0,4", "0,0": percentage points.
std::string signed_points_text(double fraction);

}  // namespace lyhord::reporting
