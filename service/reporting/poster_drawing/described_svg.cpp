#include "reporting/poster_drawing/described_svg.h"

namespace lyhord::reporting {
namespace {

std::string escaped(std::string_view text) {
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
                out += c;
        }
    }
    return out;
}

}  // namespace

std::string described_svg(std::string svg, const Poster& poster) {
    const std::size_t open = svg.find("<svg");
    const std::size_t close = svg.find('>', open);
    if (open == std::string::npos || close == std::string::npos) {
        return {};
    }
    std::string description;
    for (const PosterText& text : poster.texts) {
        description += "<desc lang=\"" + escaped(text.language) + "\">" + escaped(text.title) +
                       ". " + escaped(text.purpose);
        for (const std::string& fact : text.facts) {
            description += " " + escaped(fact) + ".";
        }
        description += text.note.empty() ? "" : " " + escaped(text.note);
        description += " " + escaped(text.scan) + " " + escaped(poster.shown_link) + "</desc>\n";
    }
    svg.insert(close + 1,
               "\n<title>" + escaped(poster.texts.front().title) + "</title>\n" + description);
    svg.insert(open + 4, " role=\"img\"");
    return svg;
}

}  // namespace lyhord::reporting
