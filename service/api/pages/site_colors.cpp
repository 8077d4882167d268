#include "api/pages/site_colors.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>

namespace lyhord::api {
namespace {

// As in static/shared/style.css.
constexpr Color light_paper{0xfb / 255.0, 0xf9 / 255.0, 0xf4 / 255.0};
constexpr Color dark_paper{0x15 / 255.0, 0x1a / 255.0, 0x19 / 255.0};
constexpr Color white{1, 1, 1};
constexpr double tint_share = 0.91;       // of paper in a tinted background
constexpr double dark_tint_share = 0.86;  // on a dark page
constexpr double dark_text_contrast = 7;

double channel_luminance(double channel) {
    return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
}

double luminance(const Color& color) {
    return 0.2126 * channel_luminance(color.red) + 0.7152 * channel_luminance(color.green) +
           0.0722 * channel_luminance(color.blue);
}

// The same hue, as light as it must be on a dark page.
Color lightened(Color color, double contrast_wanted) {
    constexpr double step = 0.04;
    while (contrast(color, dark_paper) < contrast_wanted) {
        color = color.mixed_with(white, step);
    }
    return color;
}

}  // namespace

std::optional<Color> Color::parse(std::string_view text) {
    unsigned number = 0;
    const char* const end = text.data() + text.size();
    const bool has_shape = text.size() == 7 && text.starts_with('#');
    if (!has_shape || std::from_chars(text.data() + 1, end, number, 16).ptr != end) {
        return std::nullopt;
    }
    const auto channel = [number](unsigned shift) { return ((number >> shift) & 255U) / 255.0; };
    return Color{channel(16), channel(8), channel(0)};
}

std::string Color::text() const {
    const auto byte = [](double channel) { return static_cast<int>(std::lround(channel * 255)); };
    return fmt::format("#{:02x}{:02x}{:02x}", byte(red), byte(green), byte(blue));
}

Color Color::mixed_with(const Color& other, double share) const {
    const auto mixed = [share](double one, double two) { return one + (two - one) * share; };
    return {mixed(red, other.red), mixed(green, other.green), mixed(blue, other.blue)};
}

double contrast(const Color& one, const Color& other) {
    const auto [darker, lighter] = std::minmax({luminance(one), luminance(other)});
    return (lighter + 0.05) / (darker + 0.05);
}

double contrast_of_text(const Color& color, const std::optional<Color>& accent) {
    double least = contrast(color, light_paper);
    for (const Color& tint : {color, accent.value_or(color)}) {
        least = std::min(least, contrast(color, tint.mixed_with(light_paper, tint_share)));
    }
    return least;
}

double contrast_of_accent(const Color& color) { return contrast(color, light_paper); }

std::string color_rules(const std::optional<Color>& main, const std::optional<Color>& accent) {
    std::string light;
    std::string dark;
    if (main) {
        const Color on_dark = lightened(*main, dark_text_contrast);
        light += fmt::format("--main:{};--on-main:#fff;--tint:{};",
                             main->text(),
                             main->mixed_with(light_paper, tint_share).text());
        dark += fmt::format("--main:{};--on-main:{};--tint:{};",
                            on_dark.text(),
                            dark_paper.text(),
                            on_dark.mixed_with(dark_paper, dark_tint_share).text());
    }
    if (accent) {
        light += fmt::format("--warm:{};--warm-edge:{};",
                             accent->mixed_with(light_paper, tint_share).text(),
                             accent->text());
        const Color on_dark = lightened(*accent, text_contrast_min);
        dark += fmt::format("--warm:{};--warm-edge:{};",
                            on_dark.mixed_with(dark_paper, dark_tint_share).text(),
                            on_dark.text());
    }
    if (light.empty()) {
        return {};
    }
    return ":root{" + light + "}@media (prefers-color-scheme:dark){:root{" + dark + "}}";
}

}  // namespace lyhord::api
