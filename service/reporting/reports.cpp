#include "reporting/reports.h"

#include <algorithm>
#include <tuple>

#include "base/log/log.h"
#include "disclosure/public_gate.h"
#include "disclosure/release_gate.h"
#include "domain/next_count.h"
#include "store/question_counts.h"

namespace lyhord::reporting {
namespace {

using base::Result;
using domain::QuestionCounts;

// The round as far as it was when the rows were read: a tick may have come since it was frozen.
store::FrozenRoundPtr as_of(const store::FrozenRoundPtr& frozen, const store::ReleasedRows& rows) {
    const domain::Round& known = frozen->round;
    if (known.state == rows.state && known.batch == rows.batch && known.told == rows.told) {
        return frozen;
    }
    auto copy = std::make_shared<domain::FrozenRound>(*frozen);
    copy->round.state = rows.state;
    copy->round.batch = rows.batch;
    copy->round.told = rows.told;
    return copy;
}

RoundSummary summary_of(const domain::FrozenRound& frozen,
                        const store::ReleasedRows& rows,
                        base::Instant now) {
    std::int64_t released = 0;
    for (const store::QuestionBatch& batch : rows.batches) {
        released += batch.question == frozen.plan.participation() ? batch.base : 0;
    }
    const domain::Round& round = frozen.round;
    const std::string& language = frozen.questionnaire.language;
    return {.slug = round.slug,
            .title = std::string(frozen.questionnaire.title.in(language, language).text),
            .number = round.number,
            .state = domain::round_state_name(round.state_at(now)),
            .opens_at = round.terms.opens_at,
            .closes_at = round.terms.closes_at,
            .publish_by = round.terms.publish_by,
            .next_count = domain::next_count(round),
            .received = round.told,
            .released = released,
            .batch = round.batch};
}

}  // namespace

std::vector<RoundSummary> Reports::summaries() const {
    std::vector<RoundSummary> summaries;
    for (const store::FrozenRoundPtr& frozen : rounds_.all()) {
        const auto rows = store_.released(frozen->round.id);
        if (!rows) {
            base::log::error(rows.error());
            continue;
        }
        summaries.push_back(summary_of(*as_of(frozen, *rows), *rows, clock_.now()));
    }
    return summaries;
}

Result<EditionName> Reports::newest_edition(std::string_view slug,
                                            std::optional<std::int64_t> number) const {
    const auto known = publications(slug);
    if (!known) {
        return base::fail(known.error());
    }
    const auto found = std::ranges::find_if(*known, [&number](const PublishedEntry& each) {
        return !number || each.number == *number;
    });
    store::FrozenRoundPtr round = found == known->end() ? nullptr : rounds_.find(found->round);
    if (slug.empty() || round == nullptr) {
        return base::fail(base::Fault::not_found, "nothing of this dialogue is published");
    }
    return EditionName{.round = std::move(round), .edition = found->edition, .day = found->day};
}

Result<PublishedRound> Reports::published(const EditionName& name) const {
    const auto editions = store_.publications(name.round->round.id);
    if (!editions) {
        return base::fail(editions.error());
    }
    const auto row = std::ranges::find(*editions, name.edition, &store::PublicationRow::edition);
    if (row == editions->end()) {
        return base::fail(base::Fault::not_found, "there is no such edition");
    }
    auto content = disclosure::PublicGate::read(name.round->plan, row->tables);
    if (!content) {
        return base::fail(content.error());
    }
    return PublishedRound{.round = name.round,
                          .edition = row->edition,
                          .day = row->day,
                          .content = std::move(*content)};
}

Result<std::vector<PublishedEntry>> Reports::publications(std::string_view slug) const {
    const auto newest = store_.newest_publications();
    if (!newest) {
        return base::fail(newest.error());
    }
    std::vector<PublishedEntry> entries;
    for (const store::NewestPublication& each : *newest) {
        const store::FrozenRoundPtr round = rounds_.find(each.round);
        if (round == nullptr || (!slug.empty() && round->round.slug != slug)) {
            continue;
        }
        const domain::Questionnaire& asked = round->questionnaire;
        entries.push_back({.round = each.round,
                           .slug = round->round.slug,
                           .title = std::string(asked.title.in(asked.language, "sv").text),
                           .number = round->round.number,
                           .edition = each.edition,
                           .day = each.day});
    }
    std::ranges::sort(entries, [](const PublishedEntry& a, const PublishedEntry& b) {
        return std::tie(b.day, a.slug, b.number) < std::tie(a.day, b.slug, a.number);
    });
    return entries;
}

bool Reports::readable() const { return store_.rounds().has_value(); }

Result<ReleasedRound> Reports::released(std::string_view slug,
                                        std::optional<std::int64_t> number) const {
    const store::FrozenRoundPtr known =
        number ? rounds_.numbered(slug, *number) : rounds_.current(slug);
    if (known == nullptr) {
        return base::fail(base::Fault::not_found, "there is no such dialogue or round");
    }
    const Result<store::ReleasedRows> rows = store_.released(known->round.id);
    if (!rows) {
        return base::fail(rows.error());
    }
    const store::FrozenRoundPtr round = as_of(known, *rows);
    auto tables = tables_of(*round, *rows);
    if (!tables) {
        return base::fail(tables.error());
    }
    return ReleasedRound{.round = round,
                         .state = round->round.state_at(clock_.now()),
                         .received = round->round.told,
                         .tables = std::move(*tables),
                         .earlier = before(round->round)};
}

Result<std::vector<domain::ReleasableTable>> Reports::tables_of(
    const domain::FrozenRound& round, const store::ReleasedRows& rows) const {
    std::vector<domain::ReleasableTable> tables;
    for (QuestionCounts& counts : store::question_counts(round.plan, rows)) {
        if (round.round.state != domain::RoundState::settled) {
            counts.withdrawn = 0;  // told at settlement only
        }
        Result<domain::ReleasableTable> table =
            disclosure::ReleaseGate::approve(round.plan, std::move(counts));
        if (!table) {
            return base::fail(table.error());
        }
        tables.push_back(std::move(*table));
    }
    return tables;
}

// A damaged one is logged and compared with nothing: the round itself can be read.
std::optional<EarlierRound> Reports::before(const domain::Round& round) const {
    store::FrozenRoundPtr earlier;
    for (store::FrozenRoundPtr& frozen : rounds_.all()) {  // by slug, number
        const domain::Round& other = frozen->round;
        if (other.slug == round.slug && other.number < round.number &&
            other.state == domain::RoundState::settled) {
            earlier = std::move(frozen);
        }
    }
    if (earlier == nullptr) {
        return std::nullopt;
    }
    const auto rows = store_.released(earlier->round.id);
    auto tables = rows ? tables_of(*earlier, *rows) : base::fail(rows.error());
    if (!tables) {
        base::log::error(tables.error());
        return std::nullopt;
    }
    return EarlierRound{.round = std::move(earlier), .tables = std::move(*tables)};
}

}  // namespace lyhord::reporting
