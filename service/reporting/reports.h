// Owns Reports: what staff read of rounds. Everything numeric comes from released counters and
// passes disclosure::ReleaseGate.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "domain/releasable.h"
#include "reporting/comments_csv.h"
#include "reporting/published_round.h"
#include "reporting/theme_examples.h"
#include "store/frozen_rounds.h"

namespace lyhord::reporting {

struct RoundSummary {
    std::string slug;
    std::string title;  // in the questionnaire's language
    std::int64_t number = 0;
    std::string_view state;
    std::optional<base::Day> opens_at;
    std::optional<base::Day> closes_at;
    std::optional<base::Day> publish_by;
    std::optional<base::Day> next_count;  // a release or the settlement
    std::int64_t received = 0;            // as told once a day
    std::int64_t released = 0;            // answers counted in a release
    std::int64_t batch = 0;
};

// The round that figures are compared with.
struct EarlierRound {
    store::FrozenRoundPtr round;
    std::vector<domain::ReleasableTable> tables;
};

// A round with all its releasable tables, one a release question.
struct ReleasedRound {
    store::FrozenRoundPtr round;
    domain::RoundState state = domain::RoundState::open;  // by the clock
    std::int64_t received = 0;
    std::vector<domain::ReleasableTable> tables;
    // The newest settled round of the dialogue before this one.
    std::optional<EarlierRound> earlier = {};
};

class Reports {
public:
    Reports(store::Store& store, store::FrozenRounds& rounds, const base::Clock& clock)
        : store_(store), rounds_(rounds), clock_(clock) {}

    std::vector<RoundSummary> summaries() const;
    // not_found: no such dialogue or round. Without `number`, the newest round.
    base::Result<ReleasedRound> released(std::string_view slug,
                                         std::optional<std::int64_t> number) const;
    // The newest edition of the round, or without `number` of the newest round that was published.
    // not_found: there is none.
    base::Result<EditionName> newest_edition(std::string_view slug,
                                             std::optional<std::int64_t> number = {}) const;
    // What it tells. corrupt: what is stored may not be public.
    base::Result<PublishedRound> published(const EditionName& name) const;
    // Every published round, the newest first; of one dialogue, or of all if `slug` is empty.
    base::Result<std::vector<PublishedEntry>> publications(std::string_view slug = {}) const;
    // The texts of the round that are approved, to be read piece by piece.
    CommentsCsv comments(store::FrozenRoundPtr round,
                         CsvDialect dialect,
                         const ReportWords& words) const {
        return {store_, std::move(round), dialect, words};
    }
    // What its themes are like, in some of those texts. Errors of the store.
    base::Result<ThemeExamples> examples(const domain::FrozenRound& round) const {
        return theme_examples(store_, round);
    }
    // Whether the store answers.
    bool readable() const;

private:
    base::Result<std::vector<domain::ReleasableTable>> tables_of(
        const domain::FrozenRound& round, const store::ReleasedRows& rows) const;
    std::optional<EarlierRound> before(const domain::Round& round) const;

    store::Store& store_;
    store::FrozenRounds& rounds_;
    const base::Clock& clock_;
};

// tables.json of static/openapi.json. Shares are fractions of the base, rounded to 6 decimals.
std::string tables_json(const ReleasedRound& released);
// themes.json of static/openapi.json: the text questions of the same tables.
std::string themes_json(const ReleasedRound& released);

}  // namespace lyhord::reporting
