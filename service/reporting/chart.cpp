#include "reporting/chart.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/utf8.h"
#include "reporting/sentences.h"
#include "reporting/swedish_numbers.h"

namespace lyhord::reporting {
namespace {

// In user units; the page or the slide scales them.
constexpr double width = 760;
constexpr double label_width = 270;
constexpr double figure_width = 110;  // "38 % (412)" behind a bar
constexpr double plot_width = width - label_width - figure_width;
constexpr double bar_height = 20;
constexpr double line_height = 17;
constexpr double row_gap = 12;
constexpr double margin = 10;
constexpr double font_size = 14;
constexpr std::size_t label_characters_max = 36;  // a line
constexpr std::size_t title_characters_max = 90;
constexpr std::size_t lines_max = 4;

constexpr std::string_view ink = "#1a1a1a";
constexpr std::string_view quiet = "#595959";
constexpr std::string_view bar_color = "#14584a";
// From light to dark: the order of the steps is seen in grey too.
constexpr std::array<std::string_view, 8> steps{
    "#d9ebe6", "#b5d6cc", "#8fbfb1", "#69a594", "#468a78", "#2b6f5e", "#14584a", "#0a3d33"};
constexpr std::size_t first_dark_step = 4;

// At spaces, into at most lines_max lines; the last one ends with "…" where words are left over.
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

// Where a line of text begins, or where its middle or end is.
enum class Anchor { start, middle, end };

std::string_view anchor_name(Anchor anchor) {
    constexpr std::array<std::string_view, 3> names{"start", "middle", "end"};
    return names[static_cast<std::size_t>(anchor)];
}

struct TextStyle {
    Anchor anchor = Anchor::start;
    std::string_view fill = ink;
    bool bold = false;
};

class Drawing {
public:
    void text(double x, double y, std::string_view words, const TextStyle& style = {}) {
        out_ += fmt::format(
            "<text x=\"{:.1f}\" y=\"{:.1f}\" text-anchor=\"{}\" fill=\"{}\"{}>{}</text>\n",
            x,
            y,
            anchor_name(style.anchor),
            style.fill,
            style.bold ? " font-weight=\"bold\"" : "",
            xml_text(words));
    }

    void box(double x, double y, double wide, double high, std::string_view fill) {
        out_ += fmt::format(
            "<rect x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"{:.1f}\" "
            "fill=\"{}\" stroke=\"#ffffff\" stroke-width=\"1\"/>\n",
            x,
            y,
            wide,
            high,
            fill);
    }

    void line(double x1, double y1, double x2, double y2, std::string_view stroke) {
        out_ += fmt::format(
            "<line x1=\"{:.1f}\" y1=\"{:.1f}\" x2=\"{:.1f}\" y2=\"{:.1f}\" "
            "stroke=\"{}\" stroke-width=\"2\"/>\n",
            x1,
            y1,
            x2,
            y2,
            stroke);
    }

    void dot(double x, double y) {
        out_ += fmt::format(
            "<circle cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"6\" fill=\"{}\"/>\n", x, y, bar_color);
    }

    // Its ends are seen where a bar is dark below, too.
    void interval(double from, double to, double y) {
        line(from, y, to, y, ink);
        line(from, y - 4, from, y + 4, ink);
        line(to, y - 4, to, y + 4, ink);
    }

    std::string finish(double height, std::string_view title, std::string_view description) const {
        return fmt::format(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" "
            "viewBox=\"0 0 {:.0f} {:.0f}\" font-family=\"sans-serif\" "
            "font-size=\"{:.0f}\">\n<title>{}</title>\n<desc>{}</desc>\n"
            "<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n{}</svg>\n",
            width,
            height,
            font_size,
            xml_text(title),
            xml_text(description),
            out_);
    }

private:
    std::string out_;
};

std::string figure_text(const ReportFigure& figure) {
    return percent_text(figure.share.value_or(0)) + " (" + whole_text(figure.count) + ")";
}

std::string shares_text(const ReportRow& row) {
    std::string text;
    for (const ReportFigure& option : row.options) {
        text +=
            (text.empty() ? "" : ", ") + option.text + " " + percent_text(option.share.value_or(0));
    }
    return text;
}

class Chart {
public:
    Chart(const Report& report, const ReportQuestion& question, const ReportWords& words)
        : report_(report), question_(question), words_(words) {
        y_ = margin + font_size;
        for (const std::string& each : wrapped(question.text, title_characters_max)) {
            drawing_.text(margin, y_, each, {.bold = true});
            y_ += line_height;
        }
    }

    void note(const std::string& words) {
        for (const std::string& each : wrapped(words, title_characters_max)) {
            drawing_.text(margin, y_, each, {.fill = quiet});
            y_ += line_height;
        }
    }

    // The label's lines, with what stands beside them in their middle.
    struct Row {
        double middle = 0;
        double plot = 0;  // the left end of what is drawn
    };
    Row row(const std::string& label) {
        const auto lines = wrapped(label, label_characters_max);
        const double height = std::max(bar_height, line_height * static_cast<double>(lines.size()));
        const double middle = y_ + height / 2;
        double at = middle - line_height * static_cast<double>(lines.size()) / 2 + font_size;
        for (const std::string& each : lines) {
            drawing_.text(margin + label_width - 2 * margin, at, each, {.anchor = Anchor::end});
            at += line_height;
        }
        y_ += height + row_gap;
        return {.middle = middle, .plot = label_width + margin};
    }

    static double across(double share) { return share * (plot_width - margin); }

    void bar(const ReportFigure& figure) {
        const Row place = row(figure.text);
        const double share = figure.share.value_or(0);
        drawing_.box(
            place.plot, place.middle - bar_height / 2, across(share), bar_height, bar_color);
        double end = across(share);
        if (figure.interval) {
            end = across(figure.interval->high);
            drawing_.interval(
                place.plot + across(figure.interval->low), place.plot + end, place.middle);
        }
        drawing_.text(place.plot + end + margin, place.middle + 5, figure_text(figure));
    }

    void stack(const ReportRow& each) {
        const Row place = row(each.text);
        double x = place.plot;
        for (std::size_t i = 0; i < each.options.size(); ++i) {
            const double share = each.options[i].share.value_or(0);
            const std::size_t step = step_of(i, each.options.size());
            drawing_.box(x, place.middle - bar_height / 2, across(share), bar_height, steps[step]);
            if (share >= 0.08) {
                drawing_.text(
                    x + across(share) / 2,
                    place.middle + 5,
                    decimal_text(share * 100, 0),
                    {.anchor = Anchor::middle, .fill = step >= first_dark_step ? "#ffffff" : ink});
            }
            x += across(share);
        }
        drawing_.text(place.plot + plot_width, place.middle + 5, base_text(each.base));
    }

    void indicator(const ReportRow& each) {
        const Row place = row(each.text);
        const ReportFigure& figure = *each.indicator;
        drawing_.line(place.plot, place.middle, place.plot + across(1), place.middle, "#d0d0d0");
        if (figure.interval) {
            drawing_.interval(place.plot + across(figure.interval->low),
                              place.plot + across(figure.interval->high),
                              place.middle);
        }
        drawing_.dot(place.plot + across(figure.share.value_or(0)), place.middle);
        drawing_.text(
            place.plot + plot_width,
            place.middle + 5,
            percent_text(figure.share.value_or(0)) + " (" + base_text(each.indicator_base) + ")");
    }

    // The steps of a scale with their shades, one below the other.
    void legend() {
        y_ += row_gap;
        for (std::size_t i = 0; i < question_.options.size(); ++i) {
            drawing_.box(margin, y_ - 12, 14, 14, steps[step_of(i, question_.options.size())]);
            for (const std::string& each :
                 wrapped(question_.options[i].text, title_characters_max)) {
                drawing_.text(margin + 22, y_, each);
                y_ += line_height + 3;
            }
        }
    }

    std::string finish(const std::string& description) {
        y_ += row_gap;
        note(words_.text("chart_source",
                         {{"place", report_.place},
                          {"title", report_.title},
                          {"dialogue", report_.source.dialogue},
                          {"round", std::to_string(report_.source.round)},
                          {"batch", std::to_string(report_.source.batch)}}));
        note(report_.design_text);
        return drawing_.finish(y_ + margin - font_size, question_.text, description);
    }

    std::string base_text(std::int64_t base) const {
        return words_.text("n", {{"n", whole_text(base)}});
    }

    void space() { y_ += row_gap; }

private:
    static std::size_t step_of(std::size_t option, std::size_t options) {
        return options < 2 ? steps.size() - 2 : option * (steps.size() - 1) / (options - 1);
    }

    const Report& report_;
    const ReportQuestion& question_;
    const ReportWords& words_;
    Drawing drawing_;
    double y_ = 0;
};

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

std::string bars_svg(const Report& report,
                     const ReportQuestion& question,
                     const ReportWords& words) {
    const ReportRow& all = question.everybody();
    if (question.options.empty() || all.base == 0) {
        return {};
    }
    std::vector<const ReportFigure*> figures;
    for (const ReportFigure& option : all.options) {
        figures.push_back(&option);
    }
    if (!question.is_ordinal) {
        std::ranges::stable_sort(figures, std::ranges::greater(), &ReportFigure::count);
    }
    Chart chart(report, question, words);
    chart.note(chart.base_text(all.base));
    chart.space();
    std::string description;
    for (const ReportFigure* figure : figures) {
        chart.bar(*figure);
        description +=
            (description.empty() ? "" : "; ") + figure->text + " " + figure_text(*figure);
    }
    return chart.finish(description);
}

std::string groups_svg(const Report& report,
                       const ReportQuestion& question,
                       const std::string& dimension,
                       const ReportWords& words) {
    const std::vector<const ReportRow*> groups = question.by(dimension);
    const bool stacks = question.is_ordinal && !question.is_multiple;
    if (groups.empty() || question.options.empty() || (!stacks && question.indicator.empty())) {
        return {};
    }
    Chart chart(report, question, words);
    chart.note(stacks ? words.text("chart_stacked", {{"dimension", groups.front()->dimension_text}})
                      : words.text("chart_indicator",
                                   {{"indicator", question.indicator_label},
                                    {"dimension", groups.front()->dimension_text}}));
    chart.space();
    std::vector<const ReportRow*> rows{&question.everybody()};
    rows.insert(rows.end(), groups.begin(), groups.end());
    std::string description;
    for (const ReportRow* row : rows) {
        if (stacks) {
            chart.stack(*row);
        } else if (row->indicator_base > 0) {
            chart.indicator(*row);
        }
        description += (description.empty() ? "" : "; ") + row->text + ": " +
                       (stacks ? shares_text(*row) : figure_text(*row->indicator));
    }
    if (stacks) {
        chart.legend();
    }
    return chart.finish(description);
}

}  // namespace lyhord::reporting
