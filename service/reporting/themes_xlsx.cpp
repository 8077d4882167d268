#include "reporting/themes_xlsx.h"

#include <array>

#include "reporting/workbook_file.h"

namespace lyhord::reporting {
namespace {

constexpr lxw_row_t first_theme_row = 5;
constexpr double theme_width = 34;
constexpr double cell_width = 13;

class ThemesBook {
public:
    ThemesBook(const Report& report,
               const ThemeExamples& examples,
               const ReportWords& words,
               const std::string& path)
        : report_(report),
          examples_(examples),
          words_(words),
          book_(::workbook_new(path.c_str())),
          title_(::workbook_add_format(book_)),
          header_(::workbook_add_format(book_)),
          wrapped_(::workbook_add_format(book_)),
          whole_(::workbook_add_format(book_)),
          percent_(::workbook_add_format(book_)) {
        ::format_set_bold(title_);
        ::format_set_font_size(title_, 14);
        ::format_set_bold(header_);
        for (lxw_format* format : {header_, wrapped_}) {
            ::format_set_text_wrap(format);
            ::format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
        }
        ::format_set_num_format(whole_, "#,##0");
        ::format_set_num_format(percent_, "0.0%");
    }

    // False: not all could be written. libxlsxwriter frees the book in either case.
    bool write() {
        set_properties(book_, report_.title);
        for (const ReportQuestion& question : report_.questions) {
            if (question.is_text) {
                write_question(question);
            }
        }
        write_examples();
        return ::workbook_close(book_) == LXW_NO_ERROR;
    }

private:
    lxw_worksheet* sheet_named(const std::string& name, const std::string& title) {
        lxw_worksheet* sheet = ::workbook_add_worksheet(book_, name.c_str());
        text(sheet, 0, 0, title, title_);
        ::worksheet_set_landscape(sheet);
        ::worksheet_fit_to_pages(sheet, 1, 0);
        return sheet;
    }

    // Every count first, then every share, so that a column is of one kind.
    void write_question(const ReportQuestion& question) {
        lxw_worksheet* sheet = sheet_named(names_.of(question.id), question.text);
        text(sheet, 1, 0, source());
        std::vector<const ReportRow*> rows;
        for (const ReportRow& row : question.rows) {
            if (!row.is_subtotal) {
                rows.push_back(&row);
            }
        }
        constexpr lxw_row_t heads = first_theme_row - 1;
        text(sheet, heads, 0, words_.text("theme"), header_);
        for (std::size_t i = 0; i < rows.size(); ++i) {
            for (const std::size_t at : {1 + i, 1 + rows.size() + i}) {
                text(sheet, heads - 1, at, rows[i]->dimension_text, header_);
                text(sheet, heads, at, rows[i]->text, header_);
            }
        }
        text(sheet, heads - 2, 1, words_.text("count"), header_);
        text(sheet, heads - 2, 1 + rows.size(), words_.text("share"), header_);
        write_themes(sheet, question, rows);
        ::worksheet_freeze_panes(sheet, first_theme_row, 1);
        ::worksheet_set_column(sheet, 0, 0, theme_width, nullptr);
        ::worksheet_set_column(sheet, 1, column(2 * rows.size()), cell_width, nullptr);
    }

    void write_themes(lxw_worksheet* sheet,
                      const ReportQuestion& question,
                      const std::vector<const ReportRow*>& rows) {
        lxw_row_t at = first_theme_row;
        text(sheet, at, 0, words_.text("base"), header_);
        for (std::size_t i = 0; i < rows.size(); ++i) {
            number(sheet, at, 1 + i, static_cast<double>(rows[i]->base), whole_);
        }
        for (std::size_t theme = 0; theme < question.options.size(); ++theme) {
            text(sheet, ++at, 0, question.options[theme].text);
            for (std::size_t i = 0; i < rows.size(); ++i) {
                const ReportFigure& figure = rows[i]->options[theme];
                number(sheet, at, 1 + i, static_cast<double>(figure.count), whole_);
                if (figure.share) {
                    number(sheet, at, 1 + rows.size() + i, *figure.share, percent_);
                }
            }
        }
    }

    // In the order of the questions and their themes.
    void write_examples() {
        lxw_worksheet* sheet =
            sheet_named(names_.of(words_.text("examples")), words_.text("examples"));
        text(sheet, 1, 0, words_.text("examples_note"));
        constexpr std::array columns{"question", "theme", "group", "text", "translation"};
        for (std::size_t i = 0; i < columns.size(); ++i) {
            text(sheet, first_theme_row - 1, i, words_.text(columns[i]), header_);
        }
        lxw_row_t row = first_theme_row;
        for (const ReportQuestion& question : report_.questions) {
            for (const ReportOption& theme : question.options) {
                const auto found = examples_.find({question.id, theme.id});
                if (found == examples_.end()) {
                    continue;
                }
                for (const QuotedText& quoted : found->second) {
                    text(sheet, row, 0, question.text, wrapped_);
                    text(sheet, row, 1, theme.text, wrapped_);
                    text(sheet, row, 2, quoted.area_text, wrapped_);
                    text(sheet, row, 3, quoted.text, wrapped_);
                    text(sheet, row++, 4, quoted.translation, wrapped_);
                }
            }
        }
        ::worksheet_freeze_panes(sheet, first_theme_row, 2);
        ::worksheet_set_column(sheet, 0, 2, theme_width, nullptr);
        ::worksheet_set_column(sheet, 3, 4, 2 * theme_width, nullptr);
    }

    // "trygghet-harnosand, omgång 1, utgåva 2; ..."
    std::string source() const {
        std::string out = report_.source.dialogue;
        for (const auto& [name, value] : report_facts(report_, words_)) {
            out += "; " + name + ": " + value;
        }
        return out;
    }

    const Report& report_;
    const ThemeExamples& examples_;
    const ReportWords& words_;
    lxw_workbook* book_;
    lxw_format* title_;
    lxw_format* header_;
    lxw_format* wrapped_;
    lxw_format* whole_;
    lxw_format* percent_;
    SheetNames names_;
};

}  // namespace

base::Result<std::string> themes_xlsx(const Report& report,
                                      const ThemeExamples& examples,
                                      const ReportWords& words) {
    const WorkbookFile file;
    return file.written(file.is_open() && ThemesBook(report, examples, words, file.path()).write());
}

}  // namespace lyhord::reporting
