// Owns described_svg: what a poster says, in its SVG for those who cannot see it.
#pragma once

#include <string>

#include "reporting/poster.h"

namespace lyhord::reporting {

// Cairo draws letters as shapes: what they say stands in the title and the description. Empty if
// `svg` is none.
std::string described_svg(std::string svg, const Poster& poster);

}  // namespace lyhord::reporting
