#include "reporting/chart_drawing.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/utf8.h"

namespace lyhord::reporting {
namespace {

constexpr std::size_t lines_max = 4;

std::string_view anchor_name(Anchor anchor) {
    constexpr std::array<std::string_view, 3> names{"start", "middle", "end"};
    return names[static_cast<std::size_t>(anchor)];
}

}  // namespace

std::string xml_text(std::string_view text) {
    std::string out;
    for (const char c : text) {
        switch (c) {
            case '&':
                out += "&amp;";
                break;
            case '<':
                out += "&lt;";
                break;
            case '>':
                out += "&gt;";
                break;
            case '"':
                out += "&quot;";
                break;
            default:
                // XML has no way to say the others.
                if (static_cast<unsigned char>(c) >= 0x20 || c == '\n' || c == '\t') {
                    out += c;
                }
        }
    }
    return out;
}

std::vector<std::string> wrapped(std::string_view text, std::size_t characters_max) {
    std::vector<std::string> lines{""};
    while (!text.empty()) {
        const std::size_t end = std::min(text.find(' '), text.size());
        const std::string_view word = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        std::string& line = lines.back();
        if (!line.empty() &&
            base::count_characters(line) + 1 + base::count_characters(word) > characters_max) {
            if (lines.size() == lines_max) {
                line += " …";
                return lines;
            }
            lines.emplace_back(word);
        } else {
            line += (line.empty() ? "" : " ") + std::string(word);
        }
    }
    return lines;
}

void ChartDrawing::text(double x, double y, std::string_view words, const TextStyle& style) {
    out_ +=
        fmt::format("<text x=\"{:.1f}\" y=\"{:.1f}\" text-anchor=\"{}\" fill=\"{}\"{}>{}</text>\n",
                    x,
                    y,
                    anchor_name(style.anchor),
                    style.fill,
                    style.bold ? " font-weight=\"bold\"" : "",
                    xml_text(words));
}

void ChartDrawing::box(double x, double y, double wide, double high, std::string_view fill) {
    out_ += fmt::format(
        "<rect x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"{:.1f}\" "
        "fill=\"{}\" stroke=\"#ffffff\" stroke-width=\"1\"/>\n",
        x,
        y,
        wide,
        high,
        fill);
}

void ChartDrawing::line(double x1, double y1, double x2, double y2, std::string_view stroke) {
    out_ += fmt::format(
        "<line x1=\"{:.1f}\" y1=\"{:.1f}\" x2=\"{:.1f}\" y2=\"{:.1f}\" "
        "stroke=\"{}\" stroke-width=\"2\"/>\n",
        x1,
        y1,
        x2,
        y2,
        stroke);
}

void ChartDrawing::dot(double x, double y) {
    out_ +=
        fmt::format("<circle cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"6\" fill=\"{}\"/>\n", x, y, chart_bar);
}

void ChartDrawing::interval(double from, double to, double y) {
    line(from, y, to, y, chart_ink);
    line(from, y - 4, from, y + 4, chart_ink);
    line(to, y - 4, to, y + 4, chart_ink);
}

std::string ChartDrawing::finish(const Frame& frame) const {
    const auto named = [&frame](std::string_view part) {
        return frame.id.empty() ? std::string()
                                : fmt::format(" id=\"{}-{}\"", xml_text(frame.id), part);
    };
    const std::string label =
        frame.id.empty()
            ? std::string()
            : fmt::format(" aria-labelledby=\"{0}-title\" aria-describedby=\"{0}-desc\"",
                          xml_text(frame.id));
    return fmt::format(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\"{} "
        "viewBox=\"0 0 {:.0f} {:.0f}\" font-family=\"sans-serif\" "
        "font-size=\"{:.0f}\">\n<title{}>{}</title>\n<desc{}>{}</desc>\n"
        "<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n{}</svg>\n",
        label,
        frame.width,
        frame.height,
        chart_font_size,
        named("title"),
        xml_text(frame.title),
        named("desc"),
        xml_text(frame.description),
        out_);
}

}  // namespace lyhord::reporting
