// Owns QrCode: a text as the modules of a QR code, by libqrencode.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace lyhord::reporting {

struct QrCode {
    std::size_t width = 0;           // modules a side, without the quiet zone
    std::vector<bool> is_dark = {};  // width * width, row by row

    bool dark(std::size_t column, std::size_t row) const { return is_dark[row * width + column]; }
};

// Error correction M: 15 % of the code may be torn off or drawn on. Nothing if it is too long.
std::optional<QrCode> qr_code(const std::string& text);

}  // namespace lyhord::reporting
