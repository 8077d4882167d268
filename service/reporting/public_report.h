// Owns PublicReport: a published edition as it is told to everybody. Public pages, files and feeds
// take only this; nothing else than an edition makes one.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "reporting/published_round.h"
#include "reporting/report.h"

namespace lyhord::reporting {

class PublicReport {
public:
    // `language`: one of the questionnaire's, or else its own is used. `words` are in the reader's.
    PublicReport(const PublishedRound& published,
                 std::string_view language,
                 const ReportWords& words);

    // The figures, without sentences and subtotals; `received` is what is counted. Of withheld and
    // moved answers only tens.
    const Report& report() const { return report_; }
    std::int64_t edition() const { return edition_; }
    base::Day day() const { return day_; }
    // In which language questions and answers stand.
    const std::string& language() const { return language_; }

    // What is not public, in words: a question, or a question and what it would be divided by.
    struct Gap {
        std::string text;
        domain::PublicGap why = domain::PublicGap::too_few;
    };
    const std::vector<Gap>& gaps() const { return gaps_; }

    // Several answers that may be chosen, and that are reasons: the question whose options are put
    // into words or have themes, else the first of its kind. Null: there is none.
    const ReportQuestion* causes() const;
    // The text question that most wrote to, of those with themes. Null: there is none.
    const ReportQuestion* themes() const;

private:
    void add_gaps(const PublishedRound& published, const domain::FrozenRound& spoken);

    Report report_;
    std::int64_t edition_ = 1;
    base::Day day_;
    std::string language_;
    std::vector<Gap> gaps_;
    std::string causes_;  // the id of a question
};

}  // namespace lyhord::reporting
