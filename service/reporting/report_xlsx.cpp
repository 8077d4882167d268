#include "reporting/report_xlsx.h"

#include <xlsxwriter.h>

#include <algorithm>

#include "reporting/swedish_numbers.h"
#include "reporting/workbook_file.h"

namespace lyhord::reporting {
namespace {

constexpr double group_width = 34;
constexpr double number_width = 13;
constexpr lxw_row_t first_row = 5;  // of the figures, below what the columns are

class Workbook {
public:
    Workbook(const Report& report, const ReportWords& words, const std::string& path)
        : report_(report), words_(words), book_(::workbook_new(path.c_str())) {
        title_ = format();
        ::format_set_bold(title_);
        ::format_set_font_size(title_, 14);
        header_ = format();
        ::format_set_bold(header_);
        ::format_set_text_wrap(header_);
        ::format_set_align(header_, LXW_ALIGN_VERTICAL_TOP);
        ::format_set_bottom(header_, LXW_BORDER_THIN);
        wrapped_ = format();
        ::format_set_text_wrap(wrapped_);
        ::format_set_align(wrapped_, LXW_ALIGN_VERTICAL_TOP);
        whole_ = format();
        ::format_set_num_format(whole_, "#,##0");
        percent_ = format();
        ::format_set_num_format(percent_, "0.0%");
        points_ = format();
        ::format_set_num_format(points_, "+0.0;-0.0;0.0");
    }

    // False: not all could be written. libxlsxwriter frees the book in either case.
    bool write() {
        set_properties(book_, report_.title);
        write_first();
        for (const ReportQuestion& question : report_.questions) {
            write_question(question);
        }
        if (!report_.representativity.empty()) {
            write_representativity();
        }
        write_changes();
        return ::workbook_close(book_) == LXW_NO_ERROR;
    }

private:
    lxw_format* format() { return ::workbook_add_format(book_); }

    // What was asked, how many answered, how it was counted, and which sheet has what.
    void write_first() {
        const std::string name = names_.of(words_.text("sheet_first"));
        lxw_worksheet* sheet = ::workbook_add_worksheet(book_, name.c_str());
        ::worksheet_set_column(sheet, 0, 0, 22, nullptr);
        ::worksheet_set_column(sheet, 1, 1, 90, wrapped_);
        ::worksheet_set_landscape(sheet);
        text(sheet, 0, 0, report_.title, title_);
        lxw_row_t row = 2;
        for (const auto& [key, value] : report_facts(report_, words_)) {
            text(sheet, row, 0, key, header_);
            text(sheet, row++, 1, value, wrapped_);
        }
        ++row;
        text(sheet, row, 0, words_.text("method"), header_);
        for (const std::string& paragraph : report_.method) {
            text(sheet, row++, 1, paragraph, wrapped_);
        }
        ++row;
        text(sheet, row, 0, words_.text("sheets"), header_);
        text(sheet, row++, 1, words_.text("question"), header_);
        SheetNames names = names_;
        for (const ReportQuestion& question : report_.questions) {
            text(sheet, row, 0, names_.of(question.id));
            text(sheet, row++, 1, question.text, wrapped_);
        }
        names_ = std::move(names);
    }

    // Groups down, answers across: first every count, then every share, then the indicator.
    void write_question(const ReportQuestion& question) {
        const std::string name = names_.of(question.id);
        lxw_worksheet* sheet = ::workbook_add_worksheet(book_, name.c_str());
        text(sheet, 0, 0, question.text, title_);
        text(sheet,
             1,
             0,
             question.sentences.empty() ? report_.design_text : question.sentences.front());
        const std::size_t columns = write_header(sheet, question);
        lxw_row_t row = first_row;
        for (const ReportRow& each : question.rows) {
            write_row(sheet, row++, each, question);
        }
        ::worksheet_autofilter(sheet, first_row - 1, 0, row - 1, column(columns - 1));
        ::worksheet_freeze_panes(sheet, first_row, 3);
        ::worksheet_set_column(sheet, 0, 1, group_width, nullptr);
        ::worksheet_set_column(sheet, 2, column(columns), number_width, nullptr);
        ::worksheet_set_landscape(sheet);
        ::worksheet_fit_to_pages(sheet, 1, 0);
        ::worksheet_repeat_rows(sheet, first_row - 1, first_row - 1);
        write_chart(sheet, name, question, row + 1);
    }

    std::size_t write_header(lxw_worksheet* sheet, const ReportQuestion& question) {
        constexpr lxw_row_t row = first_row - 1;
        std::size_t at = 0;
        for (const char* key : {"dimension", "group", "base"}) {
            text(sheet, row, at++, words_.text(key), header_);
        }
        for (const char* key : {"count", "share"}) {
            if (!question.options.empty()) {
                text(sheet, row - 1, at, words_.text(key), header_);
            }
            for (const ReportOption& option : question.options) {
                text(sheet, row, at++, option.text, header_);
            }
        }
        if (has_intervals()) {
            for (const ReportOption& option : question.options) {
                text(sheet, row - 1, at, option.text, header_);
                text(sheet, row, at++, words_.text("from"), header_);
                text(sheet, row, at++, words_.text("to"), header_);
            }
        }
        if (!question.indicator.empty()) {
            text(sheet, row - 1, at, question.indicator_label, header_);
            for (const char* key : {"count", "base", "share"}) {
                text(sheet, row, at++, words_.text(key), header_);
            }
        }
        return at;
    }

    bool has_intervals() const { return report_.design == domain::Design::invited_random; }

    void share(lxw_worksheet* sheet,
               lxw_row_t row,
               std::size_t at,
               std::optional<double> fraction) {
        if (fraction) {
            number(sheet, row, at, *fraction, percent_);
        }
    }

    void write_row(lxw_worksheet* sheet,
                   lxw_row_t row,
                   const ReportRow& each,
                   const ReportQuestion& question) {
        text(sheet, row, 0, each.dimension_text);
        text(sheet,
             row,
             1,
             each.is_subtotal ? words_.text("subtotal", {{"name", each.text}}) : each.text);
        number(sheet, row, 2, static_cast<double>(each.base), whole_);
        std::size_t at = 3;
        for (const ReportFigure& option : each.options) {
            number(sheet, row, at++, static_cast<double>(option.count), whole_);
        }
        for (const ReportFigure& option : each.options) {
            share(sheet, row, at++, option.share);
        }
        if (has_intervals()) {
            for (const ReportFigure& option : each.options) {
                if (option.interval) {
                    number(sheet, row, at, option.interval->low, percent_);
                    number(sheet, row, at + 1, option.interval->high, percent_);
                }
                at += 2;
            }
        }
        if (!question.indicator.empty() && each.indicator) {
            number(sheet, row, at++, static_cast<double>(each.indicator->count), whole_);
            number(sheet, row, at++, static_cast<double>(each.indicator_base), whole_);
            share(sheet, row, at++, each.indicator->share);
        }
    }

    // A row a group, in one table of all dimensions.
    void write_representativity() {
        const std::string name = names_.of(words_.text("representativity_sheet"));
        lxw_worksheet* sheet = ::workbook_add_worksheet(book_, name.c_str());
        text(sheet, 0, 0, words_.text("representativity"), title_);
        text(sheet, 1, 0, words_.text("representativity_note"));
        std::size_t at = 0;
        for (const char* key : {"dimension",
                                "group",
                                "base",
                                "people",
                                "share_of_answers",
                                "share_of_people",
                                "difference_points"}) {
            text(sheet, first_row - 1, at++, words_.text(key), header_);
        }
        lxw_row_t row = first_row;
        for (const Representativity& compared : report_.representativity) {
            if (compared.groups.empty()) {
                text(sheet,
                     row++,
                     0,
                     words_.text("not_represented", {{"dimension", compared.dimension_text}}));
            }
            for (const RepresentedGroup& group : compared.groups) {
                text(sheet, row, 0, compared.dimension_text);
                text(sheet, row, 1, group.text);
                number(sheet, row, 2, static_cast<double>(group.answers), whole_);
                number(sheet, row, 3, group.people, whole_);
                number(sheet, row, 4, group.shares.answered, percent_);
                number(sheet, row, 5, group.shares.population, percent_);
                number(sheet, row++, 6, group.shares.difference() * 100, points_);
            }
        }
        ::worksheet_freeze_panes(sheet, first_row, 2);
        ::worksheet_set_column(sheet, 0, 1, group_width, nullptr);
        ::worksheet_set_column(sheet, 2, 6, number_width, nullptr);
        ::worksheet_set_landscape(sheet);
        ::worksheet_fit_to_pages(sheet, 1, 0);
    }

    // An indicator a row, if the round before had any of them.
    void write_changes() {
        lxw_worksheet* sheet = nullptr;
        lxw_row_t row = first_row;
        for (const ReportQuestion& question : report_.questions) {
            if (!question.change) {
                continue;
            }
            const ReportChange& change = *question.change;
            if (sheet == nullptr) {
                sheet = changes_sheet(change.earlier);
            }
            text(sheet, row, 0, question.text);
            text(sheet, row, 1, question.indicator_label);
            number(sheet, row, 2, change.before.share.value_or(0), percent_);
            number(sheet, row, 3, question.everybody().indicator->share.value_or(0), percent_);
            if (change.told.difference) {
                number(sheet, row, 4, *change.told.difference * 100, points_);
            }
            text(sheet, row++, 5, change.sentence);
        }
    }

    lxw_worksheet* changes_sheet(const std::string& earlier) {
        const std::string name = names_.of(words_.text("wave_sheet"));
        lxw_worksheet* sheet = ::workbook_add_worksheet(book_, name.c_str());
        text(sheet, 0, 0, words_.text("wave_change", {{"earlier", earlier}}), title_);
        std::size_t at = 0;
        for (const std::string& header : {words_.text("question"),
                                          words_.text("wave_indicator"),
                                          earlier,
                                          words_.text("wave_now"),
                                          words_.text("difference_points"),
                                          words_.text("wave_told")}) {
            text(sheet, first_row - 1, at++, header, header_);
        }
        ::worksheet_freeze_panes(sheet, first_row, 2);
        ::worksheet_set_column(sheet, 0, 1, group_width, nullptr);
        ::worksheet_set_column(sheet, 2, 4, number_width, nullptr);
        ::worksheet_set_column(sheet, 5, 5, 70, nullptr);
        ::worksheet_set_landscape(sheet);
        ::worksheet_fit_to_pages(sheet, 1, 0);
        return sheet;
    }

    // Everybody's shares as bars, below the table.
    void write_chart(lxw_worksheet* sheet,
                     const std::string& name,
                     const ReportQuestion& question,
                     lxw_row_t row) {
        if (question.options.empty() || question.everybody().base == 0) {
            return;
        }
        lxw_chart* chart = ::workbook_add_chart(book_, LXW_CHART_BAR);
        lxw_chart_series* series = ::chart_add_series(chart, nullptr, nullptr);
        const std::size_t from = 3 + question.options.size();
        const std::size_t to = from + question.options.size() - 1;
        constexpr lxw_row_t header = first_row - 1;
        ::chart_series_set_categories(
            series, name.c_str(), header, column(from), header, column(to));
        ::chart_series_set_values(
            series, name.c_str(), first_row, column(from), first_row, column(to));
        ::chart_title_set_name(chart, question.text.c_str());
        ::chart_legend_set_position(chart, LXW_CHART_LEGEND_NONE);
        ::chart_axis_set_reverse(chart->y_axis);
        ::chart_axis_set_min(chart->x_axis, 0);
        ::chart_axis_set_num_format(chart->x_axis, "0%");
        ::worksheet_insert_chart(sheet, row, 1, chart);
    }

    const Report& report_;
    const ReportWords& words_;
    lxw_workbook* book_;
    lxw_format* title_ = nullptr;
    lxw_format* header_ = nullptr;
    lxw_format* wrapped_ = nullptr;
    lxw_format* whole_ = nullptr;
    lxw_format* percent_ = nullptr;
    lxw_format* points_ = nullptr;
    SheetNames names_;
};

}  // namespace

base::Result<std::string> report_xlsx(const Report& report, const ReportWords& words) {
    const WorkbookFile file;
    return file.written(file.is_open() && Workbook(report, words, file.path()).write());
}

}  // namespace lyhord::reporting
