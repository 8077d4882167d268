#include "reporting/qr_svg.h"

#include <fmt/format.h>

#include "reporting/chart_drawing.h"
#include "reporting/qr_code.h"

namespace lyhord::reporting {
namespace {

constexpr std::size_t quiet_zone = 4;  // modules, ISO/IEC 18004

// Each run of dark modules as a rectangle.
void draw_row(std::string& path, const QrCode& code, std::size_t row) {
    for (std::size_t column = 0; column < code.width; ++column) {
        const std::size_t begin = column;
        while (column < code.width && code.dark(column, row)) {
            ++column;
        }
        if (column > begin) {
            path += fmt::format("M{} {}h{}v1h-{}z",
                                begin + quiet_zone,
                                row + quiet_zone,
                                column - begin,
                                column - begin);
        }
    }
}

}  // namespace

std::string qr_svg(const std::string& text, std::string_view title) {
    const auto code = qr_code(text);
    if (!code) {
        return {};
    }
    std::string path;
    for (std::size_t row = 0; row < code->width; ++row) {
        draw_row(path, *code, row);
    }
    return fmt::format(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" viewBox=\"0 0 {0} {0}\" "
        "shape-rendering=\"crispEdges\"><title>{1}</title>"
        "<path fill=\"#fff\" d=\"M0 0h{0}v{0}H0z\"/><path fill=\"#000\" d=\"{2}\"/></svg>",
        code->width + 2 * quiet_zone,
        xml_text(title),
        path);
}

}  // namespace lyhord::reporting
