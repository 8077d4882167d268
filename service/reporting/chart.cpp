#include "reporting/chart.h"

#include <algorithm>
#include <array>

#include "reporting/chart_drawing.h"
#include "reporting/sentences.h"
#include "reporting/swedish_numbers.h"

namespace lyhord::reporting {
namespace {

// In user units; the page or the slide scales them.
struct Sheet {
    double width = 0;
    double label_width = 0;   // before the bars; 0: labels stand above them
    double figure_width = 0;  // "38 % (412)" behind a bar
    std::size_t label_characters_max = 0;
    std::size_t note_characters_max = 0;
    bool stands_alone = false;  // with its question and source
};

constexpr Sheet slide{.width = 760,
                      .label_width = 270,
                      .figure_width = 110,
                      .label_characters_max = 36,
                      .note_characters_max = 90,
                      .stands_alone = true};
// "38 % (1 084 svarande)" behind a line.
constexpr Sheet slide_of_groups{.width = slide.width,
                                .label_width = slide.label_width,
                                .figure_width = 200,
                                .label_characters_max = slide.label_characters_max,
                                .note_characters_max = slide.note_characters_max,
                                .stands_alone = true};
// Legible on a phone of 360 px, where a unit is a little less than a pixel.
constexpr Sheet page_part{.width = 380,
                          .label_width = 0,
                          .figure_width = 110,
                          .label_characters_max = 46,
                          .note_characters_max = 46,
                          .stands_alone = false};

constexpr double bar_height = 20;
constexpr double line_height = 17;
constexpr double row_gap = 12;
constexpr double margin = 10;
constexpr double label_room = 50;  // "38 %" beside a line
constexpr double slope_width = 220;

// From light to dark: the order of the steps is seen in grey too.
constexpr std::array<std::string_view, 8> steps{
    "#d9ebe6", "#b5d6cc", "#8fbfb1", "#69a594", "#468a78", "#2b6f5e", "#14584a", "#0a3d33"};
constexpr std::size_t first_dark_step = 4;

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
    Chart(const Report& report,
          const ReportQuestion& question,
          const ReportWords& words,
          const Sheet& sheet)
        : report_(report), question_(question), words_(words), sheet_(sheet) {
        if (!sheet_.stands_alone) {
            return;
        }
        y_ = margin + chart_font_size;
        for (const std::string& each : wrapped(question.text, sheet_.note_characters_max)) {
            drawing_.text(margin, y_, each, {.bold = true});
            y_ += line_height;
        }
    }

    // What the page around it says, too.
    void note(const std::string& words) {
        if (!sheet_.stands_alone) {
            return;
        }
        for (const std::string& each : wrapped(words, sheet_.note_characters_max)) {
            drawing_.text(margin, y_, each, {.fill = chart_quiet});
            y_ += line_height;
        }
    }

    void space() { y_ += row_gap; }

    void bar(const ReportFigure& figure) {
        const Row place = row(figure.text, "");
        const double share = figure.share.value_or(0);
        drawing_.box(
            place.plot, place.middle - bar_height / 2, across(share), bar_height, chart_bar);
        double end = across(share);
        if (figure.interval) {
            end = across(figure.interval->high);
            drawing_.interval(
                place.plot + across(figure.interval->low), place.plot + end, place.middle);
        }
        drawing_.text(place.plot + end + margin, place.middle + 5, figure_text(figure));
    }

    void stack(const ReportRow& each) {
        const Row place = row(each.text, base_text(each.base));
        double x = place.plot;
        for (std::size_t i = 0; i < each.options.size(); ++i) {
            const double share = each.options[i].share.value_or(0);
            const double wide = place.across * share;
            const std::size_t step = step_of(i, each.options.size());
            drawing_.box(x, place.middle - bar_height / 2, wide, bar_height, steps[step]);
            if (share >= 0.08) {
                drawing_.text(x + wide / 2,
                              place.middle + 5,
                              decimal_text(share * 100, 0),
                              {.anchor = Anchor::middle,
                               .fill = step >= first_dark_step ? "#ffffff" : chart_ink});
            }
            x += wide;
        }
    }

    void indicator(const ReportRow& each) {
        const ReportFigure& figure = *each.indicator;
        const Row place = row(
            each.text,
            percent_text(figure.share.value_or(0)) + " (" + base_text(each.indicator_base) + ")");
        const auto at = [&place](double share) { return place.plot + place.across * share; };
        drawing_.line(at(0), place.middle, at(1), place.middle, "#d0d0d0");
        if (figure.interval) {
            drawing_.interval(at(figure.interval->low), at(figure.interval->high), place.middle);
        }
        drawing_.dot(at(figure.share.value_or(0)), place.middle);
    }

    // From one share to another; the plot's height is 0 to 100 %.
    void slope(const ReportChange& change, const ReportFigure& now) {
        constexpr double high = 150;
        const double left = margin + label_room;
        const double right = left + slope_width;
        const auto at = [this](double share) { return y_ + high * (1 - share); };
        const double before = change.before.share.value_or(0);
        const double after = now.share.value_or(0);
        const bool is_certain = change.told.verdict == statistics::Verdict::distinguishable;
        for (const double side : {left, right}) {
            drawing_.line(side, at(0), side, at(1), "#d0d0d0");
        }
        drawing_.line(left, at(before), right, at(after), is_certain ? chart_bar : "#8c8c8c");
        drawing_.dot(left, at(before));
        drawing_.dot(right, at(after));
        drawing_.text(left - margin, at(before) + 5, percent_text(before), {.anchor = Anchor::end});
        drawing_.text(right + margin, at(after) + 5, percent_text(after));
        y_ += high + line_height + 3;
        drawing_.text(left, y_, change.earlier, {.anchor = Anchor::middle});
        drawing_.text(right, y_, words_.text("wave_now"), {.anchor = Anchor::middle});
        y_ += line_height;
    }

    // The steps of a scale with their shades, one below the other.
    void legend() {
        y_ += row_gap;
        for (std::size_t i = 0; i < question_.options.size(); ++i) {
            drawing_.box(margin, y_ - 12, 14, 14, steps[step_of(i, question_.options.size())]);
            for (const std::string& each :
                 wrapped(question_.options[i].text, sheet_.note_characters_max)) {
                drawing_.text(margin + 22, y_, each);
                y_ += line_height + 3;
            }
        }
    }

    std::string finish(std::string_view kind, const std::string& description) {
        y_ += row_gap;
        if (sheet_.stands_alone) {  // a page tells it once
            note(words_.text("chart_source",
                             {{"place", report_.place},
                              {"title", report_.title},
                              {"dialogue", report_.source.dialogue},
                              {"round", std::to_string(report_.source.round)},
                              {"batch", std::to_string(report_.source.batch)}}));
        }
        note(report_.design_text);
        return drawing_.finish(
            {.width = sheet_.width,
             .height = y_ + margin - chart_font_size,
             .title = question_.text,
             .description = description,
             .id = sheet_.stands_alone ? std::string() : std::string(kind) + "-" + question_.id});
    }

    std::string base_text(std::int64_t base) const {
        return words_.text("n", {{"n", whole_text(base)}});
    }

private:
    // Beside or below a label.
    struct Row {
        double middle = 0;
        double plot = 0;    // the left end of what is drawn
        double across = 0;  // from there to 100 %
    };

    double across(double share) const {
        return share * (sheet_.width - sheet_.label_width - sheet_.figure_width - margin);
    }

    // A label, and what is told behind the plot, or on a line of its own before it. Without that
    // bars have their figure where they end.
    Row row(const std::string& label, const std::string& told) {
        if (sheet_.label_width == 0) {
            return row_below(told.empty() ? label : label + ": " + told, told.empty());
        }
        const auto lines = wrapped(label, sheet_.label_characters_max);
        const double height = std::max(bar_height, line_height * static_cast<double>(lines.size()));
        const double middle = y_ + height / 2;
        double at = middle - line_height * static_cast<double>(lines.size()) / 2 + chart_font_size;
        for (const std::string& each : lines) {
            drawing_.text(sheet_.label_width - margin, at, each, {.anchor = Anchor::end});
            at += line_height;
        }
        y_ += height + row_gap;
        const double plot = sheet_.label_width + margin;
        if (!told.empty()) {
            drawing_.text(plot + across(1) + margin, middle + 5, told);
        }
        return {.middle = middle, .plot = plot, .across = across(1)};
    }

    Row row_below(const std::string& label, bool figure_behind) {
        for (const std::string& each : wrapped(label, sheet_.label_characters_max)) {
            drawing_.text(margin, y_ + chart_font_size, each);
            y_ += line_height;
        }
        const double middle = y_ + 3 + bar_height / 2;
        y_ += 3 + bar_height + row_gap;
        return {.middle = middle,
                .plot = margin,
                .across = figure_behind ? across(1) : sheet_.width - 2 * margin};
    }

    static std::size_t step_of(std::size_t option, std::size_t options) {
        return options < 2 ? steps.size() - 2 : option * (steps.size() - 1) / (options - 1);
    }

    const Report& report_;
    const ReportQuestion& question_;
    const ReportWords& words_;
    const Sheet& sheet_;
    ChartDrawing drawing_;
    double y_ = 0;
};

}  // namespace

std::string bars_svg(const Report& report,
                     const ReportQuestion& question,
                     const ReportWords& words,
                     ChartPlace place) {
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
    Chart chart(report, question, words, place == ChartPlace::page ? page_part : slide);
    chart.note(chart.base_text(all.base));
    chart.space();
    std::string description;
    for (const ReportFigure* figure : figures) {
        chart.bar(*figure);
        description +=
            (description.empty() ? "" : "; ") + figure->text + " " + figure_text(*figure);
    }
    return chart.finish("bars", description);
}

std::string groups_svg(const Report& report,
                       const ReportQuestion& question,
                       const std::string& dimension,
                       const ReportWords& words,
                       ChartPlace place) {
    const std::vector<const ReportRow*> groups = question.by(dimension);
    const bool stacks = question.is_ordinal && !question.is_multiple;
    if (groups.empty() || question.options.empty() || (!stacks && question.indicator.empty())) {
        return {};
    }
    Chart chart(report, question, words, place == ChartPlace::page ? page_part : slide_of_groups);
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
    return chart.finish("groups", description);
}

std::string change_svg(const Report& report,
                       const ReportQuestion& question,
                       const ReportWords& words,
                       ChartPlace place) {
    const ReportRow& all = question.everybody();
    if (!question.change || !question.change->told.difference || !all.indicator) {
        return {};
    }
    const ReportChange& change = *question.change;
    Chart chart(report, question, words, place == ChartPlace::page ? page_part : slide);
    chart.note(question.indicator_label);
    chart.space();
    chart.slope(change, *all.indicator);
    return chart.finish("change",
                        change.earlier + ": " + figure_text(change.before) + "; " +
                            words.text("wave_now") + ": " + figure_text(*all.indicator) + ". " +
                            change.sentence);
}

}  // namespace lyhord::reporting
