#include "reporting/question_report.h"

#include <algorithm>

#include "reporting/sentences.h"
#include "reporting/subtotals.h"
#include "reporting/wording.h"

namespace lyhord::reporting {
namespace {

using domain::QuestionCounts;
using domain::ReleaseQuestion;

constexpr std::size_t option_sentences_max = 5;

ReportFigure figure_of(const ReportOption& option,
                       std::int64_t count,
                       std::int64_t base,
                       domain::Design design) {
    ReportFigure figure{
        .id = option.id, .text = option.text, .count = count, .share = {}, .interval = {}};
    const auto share = statistics::share_of(static_cast<double>(count), static_cast<double>(base));
    if (!share) {
        return figure;
    }
    figure.share = share->value;
    if (design == domain::Design::invited_random) {
        if (const auto interval = statistics::wilson(*share)) {
            figure.interval = *interval;
        }
    }
    return figure;
}

// One question's table, from its released counts.
class QuestionReporter {
public:
    QuestionReporter(const domain::FrozenRound& round,
                     const QuestionCounts& counts,
                     const ReportWords& words)
        : round_(round),
          counts_(counts),
          words_(words),
          question_(round.plan.questions[counts.question]),
          asked_(question_.question ? &round.questionnaire.questions[*question_.question]
                                    : nullptr) {}

    ReportQuestion report(const std::optional<std::string>& place) {
        ReportQuestion out;
        out.id = question_.id;
        out.type = question_.type;
        out.text =
            asked_ != nullptr ? question_text(round_, question_) : words_.text("taking_part");
        out.is_participation = asked_ == nullptr;
        out.is_text = question_.is_text;
        out.is_multiple = question_.kind == domain::ValueKind::several;
        out.is_ordinal = asked_ != nullptr && (asked_->ordinal || is_of_numbers());
        out.withheld = counts_.withheld;
        out.withdrawn = counts_.withdrawn;
        for (std::size_t i = 0; i < question_.options.size(); ++i) {
            if (!is_counted_elsewhere(round_, question_, i)) {
                shown_.push_back(i);
                out.options.push_back({.id = question_.options[i].id,
                                       .text = in_own_language(question_.options[i].text)});
            }
        }
        if (indicator() != nullptr) {
            out.indicator = indicator()->id;
            out.indicator_label = in_own_language(indicator()->label);
        }
        add_rows(out);
        if (place) {
            add_sentences(out, *place);
        }
        return out;
    }

private:
    std::string in_own_language(const domain::LocalizedText& text) const {
        return std::string(text.in(round_.questionnaire.language, "sv").text);
    }

    bool is_of_numbers() const {
        return asked_->type == domain::QuestionType::scale ||
               asked_->type == domain::QuestionType::number;
    }

    const domain::Indicator* indicator() const {
        return asked_ != nullptr && asked_->indicator ? &*asked_->indicator : nullptr;
    }

    std::int64_t sum_of(const std::vector<std::string>& ids,
                        const std::vector<std::int64_t>& counts) const {
        std::int64_t sum = 0;
        for (std::size_t i = 0; i < std::min(counts.size(), question_.options.size()); ++i) {
            sum += std::ranges::count(ids, question_.options[i].id) > 0 ? counts[i] : 0;
        }
        return sum;
    }

    ReportRow row(const ReportOption& place,
                  std::int64_t base,
                  const std::vector<std::int64_t>& counts) const {
        ReportRow row;
        row.category = place.id;
        row.text = place.text;
        row.base = base;
        for (const std::size_t option : shown_) {
            row.options.push_back(
                figure_of({.id = question_.options[option].id,
                           .text = in_own_language(question_.options[option].text)},
                          option < counts.size() ? counts[option] : 0,
                          base,
                          round_.questionnaire.design));
        }
        if (indicator() != nullptr) {
            row.indicator_base = sum_of(indicator()->denominator, counts);
            row.indicator =
                figure_of({.id = indicator()->id, .text = in_own_language(indicator()->label)},
                          sum_of(indicator()->numerator, counts),
                          row.indicator_base,
                          round_.questionnaire.design);
        }
        return row;
    }

    void add_rows(ReportQuestion& out) const {
        out.rows.push_back(
            row({.id = "", .text = words_.text("everybody")}, counts_.base, counts_.options));
        for (const domain::DimensionCounts& part : counts_.by) {
            const domain::Dimension& dimension = round_.plan.dimensions[part.dimension];
            out.recoded.push_back({.dimension = dimension.id, .answers = part.recoded});
            const auto add = [&](ReportRow added, bool is_subtotal) {
                added.dimension = dimension.id;
                added.dimension_text = dimension_text(round_, dimension);
                added.is_subtotal = is_subtotal;
                out.rows.push_back(std::move(added));
            };
            for (const domain::CategoryCounts& cell : part.categories) {
                const domain::Category& category = dimension.categories[cell.category];
                add(row({.id = category.id, .text = in_own_language(category.text)},
                        cell.base,
                        cell.options),
                    false);
            }
            if (dimension.is_area) {
                for (const Subtotal& each : subtotals_of(round_, dimension, part)) {
                    add(row({.id = each.code, .text = each.name},
                            each.counts.base,
                            each.counts.options),
                        true);
                }
            }
        }
    }

    StatedFigure stated(const ReportFigure& figure,
                        std::int64_t base,
                        const std::string& place) const {
        return {.place = place,
                .statement = {},
                .option = figure.text,
                .question = question_text(round_, question_),
                .count = figure.count,
                .base = base,
                .design = round_.questionnaire.design,
                .share = figure.share,
                .interval = figure.interval};
    }

    // What those who chose the option say of themselves, or nothing.
    std::string statement_of(const std::string& option) const {
        const auto at = asked_->option(option);
        if (!at) {
            return {};
        }
        const domain::Option& chosen = asked_->options[*at];
        if (!chosen.statement.empty()) {
            return in_own_language(chosen.statement);
        }
        return asked_->statement.empty()
                   ? std::string()
                   : with_values(in_own_language(asked_->statement),
                                 {{"option", inside_sentence(in_own_language(chosen.text))}});
    }

    void add_sentences(ReportQuestion& out, const std::string& place) const {
        const ReportRow& all = out.everybody();
        if (asked_ == nullptr || question_.is_text || all.base == 0) {
            return;
        }
        if (all.indicator && all.indicator_base > 0) {
            StatedFigure figure = stated(*all.indicator, all.indicator_base, place);
            figure.statement = in_own_language(indicator()->statement);
            out.sentences.push_back(sentence(words_, figure));
        }
        std::vector<const ReportFigure*> largest;
        for (const ReportFigure& option : all.options) {
            if (option.count > 0) {
                largest.push_back(&option);
            }
        }
        std::ranges::stable_sort(largest, std::ranges::greater(), &ReportFigure::count);
        largest.resize(std::min(largest.size(), option_sentences_max));
        for (const ReportFigure* option : largest) {
            StatedFigure figure = stated(*option, all.base, place);
            figure.statement = statement_of(option->id);
            // An indicator says it better than options that nobody put into words.
            if (all.indicator && figure.statement.empty()) {
                continue;
            }
            out.sentences.push_back(sentence(words_, figure));
        }
    }

    const domain::FrozenRound& round_;
    const QuestionCounts& counts_;
    const ReportWords& words_;
    const ReleaseQuestion& question_;
    const domain::Question* asked_;   // nothing: taking part
    std::vector<std::size_t> shown_;  // options with a line of their own
};

}  // namespace

ReportQuestion question_report(const domain::FrozenRound& round,
                               const domain::QuestionCounts& counts,
                               const std::optional<std::string>& place,
                               const ReportWords& words) {
    return QuestionReporter(round, counts, words).report(place);
}

}  // namespace lyhord::reporting
