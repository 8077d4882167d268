// A small report made by hand: one multiple choice, one scale, everybody and two areas.
#pragma once

#include "reporting/report.h"

namespace lyhord::reporting::testing {

inline ReportFigure figure(std::string id, std::int64_t count, std::int64_t base) {
    return {.id = id,
            .text = "Text om " + id,
            .count = count,
            .share = static_cast<double>(count) / static_cast<double>(base),
            .interval = {}};
}

inline ReportQuestion made_question(std::string id, bool is_ordinal) {
    ReportQuestion question;
    question.id = std::move(id);
    question.type = is_ordinal ? "single" : "multi";
    question.text = "Vad gör dig \"otrygg\" <här> & där?";
    question.is_multiple = !is_ordinal;
    question.is_ordinal = is_ordinal;
    question.options = {{.id = "a", .text = "Text om a"}, {.id = "b", .text = "Text om b"}};
    const auto row_of =
        [](std::string category, std::int64_t a, std::int64_t b, std::int64_t base) {
            ReportRow row;
            row.dimension = category.empty() ? "" : "area";
            row.dimension_text = category.empty() ? "" : "Var bor du?";
            row.text = category.empty() ? "Alla" : "Område " + category;
            row.category = std::move(category);
            row.base = base;
            row.options = {figure("a", a, base), figure("b", b, base)};
            return row;
        };
    question.rows = {row_of("", 10, 30, 40), row_of("norr", 4, 16, 20), row_of("syd", 6, 14, 20)};
    return question;
}

inline Report made_report() {
    Report report;
    report.source = {.dialogue = "trygghet",
                     .round = 2,
                     .batch = 3,
                     .batch_size_min = 5,
                     .questionnaire_version = 1,
                     .codebooks = {"trygghet-sv-1, version 1"}};
    report.title = "Hur trygg är du?";
    report.place = "Härnösand";
    report.state_id = "settled";
    report.state = "Slutligt räknad";
    report.is_settled = true;
    report.design_text = "Vem som helst kunde svara.";
    report.received = 42;
    report.dimensions = {{.id = "area", .text = "Var bor du?", .is_area = true}};
    report.questions = {made_question("q1", false), made_question("q2", true)};
    ReportQuestion taking_part;
    taking_part.id = "deltagande";
    taking_part.is_participation = true;
    taking_part.rows.emplace_back().base = 40;
    report.questions.push_back(std::move(taking_part));
    return report;
}

}  // namespace lyhord::reporting::testing
