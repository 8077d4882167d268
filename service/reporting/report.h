// Owns Report: a released round as it is told, the same figures for every format. Made once; what
// writes a file only lays it out.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "reporting/report_words.h"
#include "reporting/reports.h"
#include "reporting/representativity.h"
#include "statistics/proportion.h"
#include "statistics/waves.h"

namespace lyhord::reporting {

// A part of a base. Its share is exact here; formats round it.
struct ReportFigure {
    std::string id;
    std::string text;
    std::int64_t count = 0;
    std::optional<double> share;                   // nothing of an empty base
    std::optional<statistics::Interval> interval;  // of a random sample only
};

// One line of a question's table: everybody who answered, or one category of a dimension.
struct ReportRow {
    std::string dimension;  // its id; empty: everybody
    std::string dimension_text;
    std::string category;
    std::string text;
    bool is_subtotal = false;  // a parent area: the sum of categories inside it
    std::int64_t base = 0;
    std::vector<ReportFigure> options;      // in the order of ReportQuestion::options
    std::optional<ReportFigure> indicator;  // the question's, of this row
    std::int64_t indicator_base = 0;        // its denominator
};

struct ReportOption {
    std::string id;
    std::string text;
};

// What may be said of an indicator since the round before.
struct ReportChange {
    std::string earlier;  // that round's name: "2024", or "omgång 1"
    ReportFigure before;  // the indicator then
    std::int64_t base_before = 0;
    statistics::WaveChange told;
    std::string sentence;
};

// What was moved together at settlement, by dimension.
struct Recoded {
    std::string dimension;
    std::int64_t answers = 0;
};

struct ReportQuestion {
    std::string id;
    std::string_view type;
    std::string text;
    bool is_participation = false;  // everybody who took part, by category, without options
    bool is_text = false;           // its options are themes
    bool is_multiple = false;       // shares of several options exceed 1 together
    bool is_ordinal = false;        // its options are steps of a scale, in order
    std::int64_t withheld = 0;
    std::int64_t withdrawn = 0;
    std::vector<Recoded> recoded;
    std::vector<ReportOption> options;
    std::string indicator;  // its id; empty: none
    std::string indicator_label;
    std::vector<ReportRow> rows;  // everybody first, then by dimension, in the plan's order
    std::optional<ReportChange> change;
    // Ready to paste: the indicator, or each option, largest first; then the change.
    std::vector<std::string> sentences;

    const ReportRow& everybody() const { return rows.front(); }
    // The rows of a dimension, without subtotals.
    std::vector<const ReportRow*> by(std::string_view dimension) const;
};

// What every published number carries: where it can be had again.
struct ReportSource {
    std::string dialogue;  // its slug
    std::int64_t round = 0;
    std::int64_t batch = 0;
    int batch_size_min = 0;  // b
    std::int64_t questionnaire_version = 0;
    std::vector<std::string> codebooks;  // "trygghet-sv-1, version 1"
};

struct ReportDimension {
    std::string id;
    std::string text;
    bool is_area = false;
};

struct Report {
    ReportSource source;
    std::string title;
    std::string place;          // the municipality: the root area's name
    std::string_view state_id;  // "settled"
    std::string state;          // "Slutligt räknad"
    bool is_settled = false;
    domain::Design design = domain::Design::open;
    std::string design_text;
    std::string opened;  // days, or nothing
    std::string closed;
    std::int64_t received = 0;
    std::vector<ReportDimension> dimensions;
    std::vector<ReportQuestion> questions;  // as released; the last is taking part
    std::vector<Representativity> representativity;
    std::vector<std::string> method;  // paragraphs: how it was counted and what is not shown

    // How many answers are counted: the base of taking part.
    std::int64_t counted() const { return questions.back().everybody().base; }
};

// What the round was, name and value, for the beginning of a document.
std::vector<std::pair<std::string, std::string>> report_facts(const Report& report,
                                                              const ReportWords& words);

Report make_report(const ReleasedRound& released, const ReportWords& words);

}  // namespace lyhord::reporting
