#include "reporting/swedish_numbers.h"

#include <fmt/format.h>

#include <cmath>

namespace lyhord::reporting {
namespace {

// A product such as 0.285 * 100 is a hair beside the half that it means.
constexpr double hair = 1e-9;

double rounded(double number, int decimals) {
    const double scale = std::pow(10.0, decimals);
    return std::round(number * scale + std::copysign(hair, number)) / scale;
}

}  // namespace

std::string whole_text(std::int64_t number) {
    const std::string digits = std::to_string(number < 0 ? -number : number);
    std::string out = number < 0 ? "−" : "";
    for (std::size_t i = 0; i < digits.size(); ++i) {
        out += i > 0 && (digits.size() - i) % 3 == 0 ? " " : "";
        out += digits[i];
    }
    return out;
}

std::string decimal_text(double number, int decimals) {
    const double value = rounded(number, decimals);
    std::string text = fmt::format("{:.{}f}", value == 0 ? 0 : value, decimals);
    if (const std::size_t dot = text.find('.'); dot != std::string::npos) {
        text[dot] = ',';
    }
    return text;
}

std::string percent_text(double fraction) {
    const double percent = fraction * 100;
    const double whole = rounded(percent, 0);
    const bool hides = (whole == 0 && fraction > 0) || (whole == 100 && fraction < 1);
    return decimal_text(percent, hides ? 1 : 0) + " %";
}

std::string points_text(double fraction) {
    const double points = std::abs(fraction * 100);
    return decimal_text(points, points > 0 && rounded(points, 0) == 0 ? 1 : 0);
}

}  // namespace lyhord::reporting
