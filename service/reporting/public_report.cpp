#include "reporting/public_report.h"

#include <algorithm>

#include "reporting/question_report.h"
#include "reporting/report_parts.h"
#include "reporting/wording.h"

namespace lyhord::reporting {
namespace {

using domain::FrozenRound;
using domain::PublicTable;
using domain::QuestionCounts;

// Texts of a round are told in its questionnaire's language.
FrozenRound in_language(const FrozenRound& round, std::string_view language) {
    FrozenRound spoken = round;
    if (std::ranges::count(round.questionnaire.languages, language) > 0) {
        spoken.questionnaire.language = language;
    }
    return spoken;
}

// Tens hide whether anything was moved; whoever compares groups must know.
QuestionCounts with_signs(const PublicTable& table) {
    QuestionCounts counts = table.counts();
    counts.withheld = table.withholds() ? 1 : 0;
    for (std::size_t at = 0; at < counts.by.size(); ++at) {
        counts.by[at].recoded = table.moved(at) ? 1 : 0;
    }
    return counts;
}

// A sensitive theme has no line.
void drop_hidden(ReportQuestion& question,
                 const domain::ReleaseQuestion& released,
                 const PublicTable& table) {
    const auto is_hidden = [&](const auto& named) {
        const auto found =
            std::ranges::find(released.options, named.id, &domain::ReleaseOption::id);
        return found != released.options.end() &&
               !table.shows(static_cast<std::size_t>(found - released.options.begin()));
    };
    std::erase_if(question.options, is_hidden);
    for (ReportRow& row : question.rows) {
        std::erase_if(row.options, is_hidden);
    }
}

// What the plan names in Swedish alone.
void name_remainders(ReportQuestion& question, const FrozenRound& round, const ReportWords& words) {
    for (ReportRow& row : question.rows) {
        const std::string_view id = row.category;
        if (id == domain::missing_category) {
            row.text = words.text("missing");
        } else if (id == domain::not_reported_category) {
            row.text = words.text("not_reported");
        } else if (id.starts_with(domain::rest_prefix)) {
            const auto area = round.areas.find(id.substr(domain::rest_prefix.size()));
            row.text =
                area ? words.text("rest", {{"area", round.areas.areas[*area].name}}) : row.text;
        }
    }
}

ReportQuestion public_question(const FrozenRound& round,
                               const PublicTable& table,
                               const ReportWords& words) {
    const QuestionCounts& counts = table.counts();
    // Where something was moved a sum over an area would miss what left it.
    ReportQuestion question = question_report(round, with_signs(table), {}, words);
    question.withheld = counts.withheld;
    for (std::size_t at = 0; at < counts.by.size(); ++at) {
        question.recoded[at].answers = counts.by[at].recoded;
    }
    name_remainders(question, round, words);
    drop_hidden(question, round.plan.questions[counts.question], table);
    return question;
}

bool gives_reasons(const domain::Question& question) {
    return !question.statement.empty() ||
           std::ranges::any_of(question.options, [](const domain::Option& option) {
               return option.theme.has_value() || !option.statement.empty();
           });
}

}  // namespace

PublicReport::PublicReport(const PublishedRound& published,
                           std::string_view language,
                           const ReportWords& words)
    : edition_(published.edition), day_(published.day) {
    const FrozenRound spoken = in_language(*published.round, language);
    const domain::Questionnaire& questionnaire = spoken.questionnaire;
    language_ = questionnaire.language;
    report_.source = source_of(spoken);
    report_.title = std::string(questionnaire.title.in(questionnaire.language, "sv").text);
    report_.place = place_of(spoken);
    report_.state_id = domain::round_state_name(domain::RoundState::settled);
    report_.is_settled = true;
    report_.design = questionnaire.design;
    report_.design_text = words.text(design_key(questionnaire.design));
    for (const domain::Dimension& dimension : spoken.plan.dimensions) {
        report_.dimensions.push_back({.id = dimension.id,
                                      .text = dimension_text(spoken, dimension),
                                      .is_area = dimension.is_area});
    }
    for (const PublicTable& table : published.content.tables()) {
        report_.questions.push_back(public_question(spoken, table, words));
        const auto& asked = spoken.plan.questions[table.counts().question].question;
        const bool is_multiple = report_.questions.back().is_multiple && asked;
        if (is_multiple && !report_.questions.back().is_text &&
            (causes_.empty() || gives_reasons(questionnaire.questions[*asked]))) {
            causes_ = report_.questions.back().id;
        }
    }
    report_.received = report_.counted();
    report_.representativity =
        representativity_of(spoken, with_signs(published.content.tables().back()), true);
    add_gaps(published, spoken);
}

void PublicReport::add_gaps(const PublishedRound& published, const domain::FrozenRound& spoken) {
    const auto text_of = [&spoken](std::size_t question) {
        return question_text(spoken, spoken.plan.questions[question]);
    };
    for (const domain::MissingQuestion& each : published.content.missing()) {
        gaps_.push_back({.text = text_of(each.question), .why = each.why});
    }
    for (const PublicTable& table : published.content.tables()) {
        for (const domain::MissingDimension& each : table.missing()) {
            gaps_.push_back({.text = text_of(table.counts().question) + " × " +
                                     dimension_text(spoken, spoken.plan.dimensions[each.dimension]),
                             .why = each.why});
        }
    }
}

const ReportQuestion* PublicReport::causes() const {
    const auto found = std::ranges::find(report_.questions, causes_, &ReportQuestion::id);
    return causes_.empty() || found == report_.questions.end() ? nullptr : &*found;
}

const ReportQuestion* PublicReport::themes() const {
    const ReportQuestion* most = nullptr;
    for (const ReportQuestion& question : report_.questions) {
        const bool has_themes = question.is_text && !question.options.empty();
        if (has_themes && (most == nullptr || question.everybody().base > most->everybody().base)) {
            most = &question;
        }
    }
    return most;
}

}  // namespace lyhord::reporting
