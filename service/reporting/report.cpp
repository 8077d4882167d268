#include "reporting/report.h"

#include <algorithm>

#include "reporting/question_report.h"
#include "reporting/report_parts.h"
#include "reporting/swedish_numbers.h"
#include "reporting/wave_report.h"
#include "reporting/wording.h"

namespace lyhord::reporting {
namespace {

// Answers that are in a figure's total but not in its category, and those that are in no figure.
struct Hidden {
    std::int64_t recoded = 0;
    std::int64_t withheld = 0;
};

Hidden hidden_in(const Report& report) {
    Hidden hidden;
    for (const ReportQuestion& question : report.questions) {
        hidden.withheld += question.withheld;
        for (const Recoded& part : question.recoded) {
            hidden.recoded += part.answers;
        }
    }
    return hidden;
}

std::vector<std::string> method_of(const Report& report, const ReportWords& words) {
    const Hidden hidden = hidden_in(report);
    const std::string b = whole_text(report.source.batch_size_min);
    std::vector<std::string> method = {
        report.design_text,
        words.text(
            "method_counted",
            {{"counted", whole_text(report.counted())}, {"received", whole_text(report.received)}}),
        words.text("method_batches", {{"b", b}, {"batch", whole_text(report.source.batch)}}),
        words.text(
            "method_hidden",
            {{"recoded", whole_text(hidden.recoded)}, {"withheld", whole_text(hidden.withheld)}}),
        words.text("method_shares"),
    };
    if (report.design == domain::Design::invited_random) {
        method.push_back(words.text("method_intervals"));
    }
    return method;
}

}  // namespace

std::vector<const ReportRow*> ReportQuestion::by(std::string_view dimension) const {
    std::vector<const ReportRow*> found;
    for (const ReportRow& row : rows) {
        if (!row.dimension.empty() && row.dimension == dimension && !row.is_subtotal) {
            found.push_back(&row);
        }
    }
    return found;
}

std::vector<std::pair<std::string, std::string>> report_facts(const Report& report,
                                                              const ReportWords& words) {
    const ReportSource& source = report.source;
    const std::string codebooks = codebooks_text(source);
    std::string days = report.opened;
    if (!report.closed.empty()) {
        days = days.empty() ? words.text("until", {{"day", report.closed}})
                            : days + " – " + report.closed;
    }
    return {{words.text("place"), report.place},
            {words.text("open_days"), days.empty() ? "–" : days},
            {words.text("state"), report.state},
            {words.text("counted"),
             words.text("counted_of",
                        {{"counted", whole_text(report.counted())},
                         {"received", whole_text(report.received)}})},
            {words.text("design"), report.design_text},
            {words.text("source"),
             words.text("source_of",
                        {{"dialogue", source.dialogue},
                         {"round", std::to_string(source.round)},
                         {"batch", std::to_string(source.batch)},
                         {"b", std::to_string(source.batch_size_min)},
                         {"version", std::to_string(source.questionnaire_version)},
                         {"codebooks", codebooks.empty() ? "–" : codebooks}})}};
}

Report make_report(const ReleasedRound& released, const ReportWords& words) {
    const domain::FrozenRound& round = *released.round;
    const domain::Questionnaire& questionnaire = round.questionnaire;
    const auto day = [](const std::optional<base::Day>& known) {
        return known ? known->text() : std::string();
    };
    Report report{
        .source = source_of(round),
        .title = std::string(questionnaire.title.in(questionnaire.language, "sv").text),
        .place = place_of(round),
        .state_id = domain::round_state_name(released.state),
        .state = words.text("state_" + std::string(domain::round_state_name(released.state))),
        .is_settled = released.state == domain::RoundState::settled,
        .design = questionnaire.design,
        .design_text = words.text(design_key(questionnaire.design)),
        .opened = day(round.round.terms.opens_at),
        .closed = day(round.round.last_day()),
        .received = released.received,
        .dimensions = {},
        .questions = {},
        .representativity = {},
        .method = {}};
    for (const domain::Dimension& dimension : round.plan.dimensions) {
        report.dimensions.push_back({.id = dimension.id,
                                     .text = dimension_text(round, dimension),
                                     .is_area = dimension.is_area});
    }
    for (const domain::ReleasableTable& table : released.tables) {
        report.questions.push_back(question_report(round, table.counts(), report.place, words));
    }
    report.representativity =
        representativity_of(round, released.tables.back().counts(), report.is_settled);
    add_changes(report, released, words);
    report.method = method_of(report, words);
    return report;
}

}  // namespace lyhord::reporting
