// Owns qr_svg: a QR code on a page.
#pragma once

#include <string>
#include <string_view>

namespace lyhord::reporting {

// One path, black on white with its quiet zone, so that it is read in a dark page too. `title`:
// what it is, for who cannot see it. Empty if `text` is too long for a code.
std::string qr_svg(const std::string& text, std::string_view title);

}  // namespace lyhord::reporting
