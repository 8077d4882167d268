// Owns ChartDrawing: the shapes of one chart as SVG, in presentation attributes only, which no
// Content-Security-Policy refuses.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace lyhord::reporting {

inline constexpr std::string_view chart_ink = "#1a1a1a";
inline constexpr std::string_view chart_quiet = "#595959";
inline constexpr std::string_view chart_bar = "#14584a";
inline constexpr double chart_font_size = 14;

// Text as it stands in XML, control characters left out.
std::string xml_text(std::string_view text);

// At spaces, into at most four lines; the last one ends with "…" where words are left over.
std::vector<std::string> wrapped(std::string_view text, std::size_t characters_max);

// Where a line of text begins, or where its middle or end is.
enum class Anchor { start, middle, end };

struct TextStyle {
    Anchor anchor = Anchor::start;
    std::string_view fill = chart_ink;
    bool bold = false;
};

// All places and lengths are in user units; the page or the slide scales them.
class ChartDrawing {
public:
    void text(double x, double y, std::string_view words, const TextStyle& style = {});
    void box(double x, double y, double wide, double high, std::string_view fill);
    void line(double x1, double y1, double x2, double y2, std::string_view stroke);
    void dot(double x, double y);
    // Its ends are seen where a bar is dark below, too.
    void interval(double from, double to, double y);

    struct Frame {
        double width = 0;
        double height = 0;
        std::string title;
        std::string description;
        // Unique in the page that it stands in; empty: it stands alone.
        std::string id;
    };
    std::string finish(const Frame& frame) const;

private:
    std::string out_;
};

}  // namespace lyhord::reporting
