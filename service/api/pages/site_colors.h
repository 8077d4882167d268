// Owns the two colors that a municipality may set, and what follows from them: the rules of the
// style sheet for light and dark pages, in which everything stays readable.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace lyhord::api {

struct Color {
    double red = 0;  // each 0 to 1, as in "#rrggbb"
    double green = 0;
    double blue = 0;

    static std::optional<Color> parse(std::string_view text);  // "#14584a"
    std::string text() const;
    // `share` of the other one in it, 0 to 1.
    Color mixed_with(const Color& other, double share) const;
};

// WCAG 2.2: from 1 (the same) to 21.
double contrast(const Color& one, const Color& other);

// The least contrast that text in this color has on a light page: on the page's own background, and
// tinted with it or with the accent. WCAG asks for 4.5.
double contrast_of_text(const Color& color, const std::optional<Color>& accent = {});
inline constexpr double text_contrast_min = 4.5;
// Of the accent, which only decorates: less cannot be seen.
inline constexpr double accent_contrast_min = 1.5;
double contrast_of_accent(const Color& color);

// CSS that gives the style sheet's variables these colors. Missing: those of the style sheet.
std::string color_rules(const std::optional<Color>& main, const std::optional<Color>& accent);

}  // namespace lyhord::api
