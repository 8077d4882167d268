// Owns what staff's report and the public one say alike of a round.
#pragma once

#include <string>
#include <string_view>

#include "reporting/report.h"

namespace lyhord::reporting {

// The municipality that asks: its first owner that is an area, else where areas are asked for.
std::string place_of(const domain::FrozenRound& round);

// The key of the words for how people came to answer.
std::string_view design_key(domain::Design design);

ReportSource source_of(const domain::FrozenRound& round);

// "trygghet-sv-1, version 1; ...", or nothing.
std::string codebooks_text(const ReportSource& source);

// What a figure says of how it was weighted: every one is of people as they answered.
inline constexpr std::string_view no_weights = "none";

}  // namespace lyhord::reporting
