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

}  // namespace lyhord::reporting
