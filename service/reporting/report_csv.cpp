#include "reporting/report_csv.h"

#include <fmt/format.h>

#include <cmath>

#include "reporting/report_parts.h"
#include "reporting/swedish_numbers.h"

namespace lyhord::reporting {
namespace {

// Six decimals, as in tables.json.
constexpr int share_decimals = 6;

const std::vector<std::string> machine_columns{
    "dialogue",      "round",      "state",
    "batch",         "b",          "received",
    "question",      "type",       "figure",
    "question_text", "dimension",  "category",
    "category_text", "option",     "option_text",
    "count",         "base",       "share",
    "share_low",     "share_high", "withheld",
    "withdrawn",     "recoded",    "questionnaire_version",
    "codebooks",     "weights"};

// What a row tells of.
constexpr std::string_view base_figure = "base";
constexpr std::string_view option_figure = "option";
constexpr std::string_view indicator_figure = "indicator";
constexpr std::string_view population_figure = "population";  // people, of all who live there

class ReportCsv {
public:
    ReportCsv(const Report& report, const ReportWords& words, CsvDialect dialect)
        : report_(report), words_(words), dialect_(dialect) {}

    std::string write() {
        const auto columns = dialect_ == CsvDialect::machine
                                 ? machine_columns
                                 : split_columns(words_.text("columns"));
        out_ = std::string(csv_start(dialect_)) + csv_record(columns, dialect_);
        for (const ReportQuestion& question : report_.questions) {
            for (const ReportRow& row : question.rows) {
                // A sum of other rows would be counted twice by who adds them up.
                if (!row.is_subtotal) {
                    write(question, row);
                }
            }
        }
        for (const Representativity& compared : report_.representativity) {
            write_people(report_.questions.back(), compared);
        }
        out_ += csv_end(out_, records_, columns.size(), dialect_);
        return std::move(out_);
    }

private:
    // The base, then one an option, then the indicator.
    void write(const ReportQuestion& question, const ReportRow& row) {
        const ReportFigure all{.id = "",
                               .text = "",
                               .count = row.base,
                               .share = row.base > 0 ? 1.0 : 0.0,
                               .interval = {}};
        write(question, row, base_figure, all, row.base);
        for (const ReportFigure& option : row.options) {
            write(question, row, option_figure, option, row.base);
        }
        if (row.indicator) {
            write(question, row, indicator_figure, *row.indicator, row.indicator_base);
        }
    }

    // One a group, in the rows of deltagande.
    void write_people(const ReportQuestion& participation, const Representativity& compared) {
        double all = 0;
        for (const RepresentedGroup& group : compared.groups) {
            all += group.people;
        }
        for (const RepresentedGroup& group : compared.groups) {
            ReportRow row;
            row.dimension = compared.dimension;
            row.dimension_text = compared.dimension_text;
            row.category = group.category;
            row.text = group.text;
            const ReportFigure people{.id = "",
                                      .text = "",
                                      .count = std::llround(group.people),
                                      .share = group.shares.population,
                                      .interval = {}};
            write(participation, row, population_figure, people, std::llround(all));
        }
    }

    std::string share(std::optional<double> fraction) const {
        if (!fraction) {
            return "";
        }
        return dialect_ == CsvDialect::machine ? fmt::format("{:.{}f}", *fraction, share_decimals)
                                               : decimal_text(*fraction, share_decimals);
    }

    void write(const ReportQuestion& question,
               const ReportRow& row,
               std::string_view kind,
               const ReportFigure& figure,
               std::int64_t base) {
        const ReportSource& source = report_.source;
        std::optional<double> low;
        std::optional<double> high;
        if (figure.interval) {
            low = figure.interval->low;
            high = figure.interval->high;
        }
        std::int64_t recoded = 0;
        for (const Recoded& part : question.recoded) {
            recoded += part.dimension == row.dimension ? part.answers : 0;
        }
        const bool is_machine = dialect_ == CsvDialect::machine;
        out_ +=
            csv_record({source.dialogue,
                        std::to_string(source.round),
                        is_machine ? std::string(report_.state_id) : report_.state,
                        std::to_string(source.batch),
                        std::to_string(source.batch_size_min),
                        std::to_string(report_.received),
                        question.id,
                        std::string(question.type),
                        is_machine ? std::string(kind) : words_.text("figure_" + std::string(kind)),
                        question.text,
                        is_machine ? row.dimension : row.dimension_text,
                        row.category,
                        row.dimension.empty() && is_machine ? "" : row.text,
                        figure.id,
                        figure.text,
                        std::to_string(figure.count),
                        std::to_string(base),
                        base > 0 ? share(figure.share) : "",
                        share(low),
                        share(high),
                        std::to_string(question.withheld),
                        std::to_string(question.withdrawn),
                        std::to_string(recoded),
                        std::to_string(source.questionnaire_version),
                        codebooks_text(source),
                        is_machine ? std::string(no_weights) : words_.text("no_weights")},
                       dialect_);
        ++records_;
    }

    const Report& report_;
    const ReportWords& words_;
    CsvDialect dialect_;
    std::size_t records_ = 0;
    std::string out_;
};

}  // namespace

std::string report_csv(const Report& report, const ReportWords& words, CsvDialect dialect) {
    return ReportCsv(report, words, dialect).write();
}

}  // namespace lyhord::reporting
