#include <fmt/format.h>

#include "reporting/csv.h"
#include "reporting/reports.h"
#include "reporting/wording.h"

namespace lyhord::reporting {
namespace {

using domain::CategoryCounts;
using domain::QuestionCounts;
using domain::ReleaseQuestion;

const std::vector<std::string> columns{
    "dialogue", "round",         "state",    "batch",         "b",
    "received", "question",      "type",     "question_text", "dimension",
    "category", "category_text", "option",   "option_text",   "count",
    "base",     "share",         "withheld", "withdrawn",     "recoded"};

class TablesCsv {
public:
    explicit TablesCsv(const ReleasedRound& released)
        : released_(released),
          plan_(released.round->plan),
          language_(released.round->questionnaire.language) {}

    std::string write() {
        out_ = csv_record(columns);
        for (const domain::ReleasableTable& table : released_.tables) {
            write(table.counts());
        }
        return std::move(out_);
    }

private:
    struct Place {
        std::string dimension;  // empty: the whole question
        std::string category;
        std::string text;
        std::int64_t recoded = 0;
    };

    std::string text(const domain::LocalizedText& localized) const {
        return std::string(localized.in(language_, "sv").text);
    }

    void write(const QuestionCounts& counts) {
        write_cell(counts, {}, {.category = 0, .base = counts.base, .options = counts.options});
        for (const domain::DimensionCounts& part : counts.by) {
            const domain::Dimension& dimension = plan_.dimensions[part.dimension];
            for (const CategoryCounts& cell : part.categories) {
                const domain::Category& category = dimension.categories[cell.category];
                write_cell(counts,
                           {.dimension = dimension.id,
                            .category = category.id,
                            .text = text(category.text),
                            .recoded = part.recoded},
                           cell);
            }
        }
    }

    // A row for the base, then one an option.
    void write_cell(const QuestionCounts& counts, const Place& place, const CategoryCounts& cell) {
        const ReleaseQuestion& question = plan_.questions[counts.question];
        write_row(counts, place, {"", ""}, {cell.base, cell.base});
        for (std::size_t i = 0; i < cell.options.size(); ++i) {
            if (!is_counted_elsewhere(*released_.round, question, i)) {
                write_row(counts,
                          place,
                          {question.options[i].id, text(question.options[i].text)},
                          {cell.options[i], cell.base});
            }
        }
    }

    struct Figure {
        std::int64_t count = 0;
        std::int64_t base = 0;
    };

    void write_row(const QuestionCounts& counts,
                   const Place& place,
                   const std::pair<std::string, std::string>& option,
                   const Figure& figure) {
        const domain::Round& round = released_.round->round;
        const ReleaseQuestion& question = plan_.questions[counts.question];
        const double share =
            figure.base == 0 ? 0
                             : static_cast<double>(figure.count) / static_cast<double>(figure.base);
        out_ += csv_record({round.slug,
                            std::to_string(round.number),
                            std::string(domain::round_state_name(released_.state)),
                            std::to_string(round.batch),
                            std::to_string(round.batch_size_min),
                            std::to_string(released_.received),
                            question.id,
                            std::string(question.type),
                            question_text(*released_.round, question),
                            place.dimension,
                            place.category,
                            place.text,
                            option.first,
                            option.second,
                            std::to_string(figure.count),
                            std::to_string(figure.base),
                            figure.base == 0 ? "" : fmt::format("{:.6f}", share),
                            std::to_string(counts.withheld),
                            std::to_string(counts.withdrawn),
                            std::to_string(place.recoded)});
    }

    const ReleasedRound& released_;
    const domain::ReleasePlan& plan_;
    const std::string& language_;
    std::string out_;
};

}  // namespace

std::string tables_csv(const ReleasedRound& released) { return TablesCsv(released).write(); }

}  // namespace lyhord::reporting
