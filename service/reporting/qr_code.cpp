#include "reporting/qr_code.h"

#include <qrencode.h>

#include <memory>

namespace lyhord::reporting {

std::optional<QrCode> qr_code(const std::string& text) {
    struct Free {
        void operator()(QRcode* code) const { QRcode_free(code); }
    };
    const std::unique_ptr<QRcode, Free> made(
        QRcode_encodeString(text.c_str(), 0, QR_ECLEVEL_M, QR_MODE_8, 1));
    if (!made) {
        return std::nullopt;
    }
    QrCode code{.width = static_cast<std::size_t>(made->width)};
    code.is_dark.reserve(code.width * code.width);
    for (std::size_t i = 0; i < code.width * code.width; ++i) {
        code.is_dark.push_back((made->data[i] & 1U) != 0);
    }
    return code;
}

}  // namespace lyhord::reporting
