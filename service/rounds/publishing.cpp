#include "rounds/publishing.h"

#include "disclosure/public_gate.h"
#include "disclosure/release_gate.h"
#include "store/question_counts.h"

namespace lyhord::rounds {
namespace {

using base::Fault;
using base::Result;

// Whether `text` may stand beside everything that was published of the round before.
Result<void> check_earlier(const domain::ReleasePlan& plan,
                           const std::vector<store::PublicationRow>& before,
                           const domain::PublicEdition& edition,
                           const std::string& text) {
    if (!before.empty() && before.back().tables == text) {
        return base::fail(Fault::conflict,
                          "the round is published, and nothing has changed since",
                          {.number = before.back().edition});
    }
    for (const store::PublicationRow& row : before) {
        const auto earlier = disclosure::PublicGate::read(plan, row.tables);
        if (!earlier) {
            return base::fail(earlier.error());
        }
        if (!disclosure::PublicGate::may_follow(*earlier, edition)) {
            return base::fail(Fault::conflict,
                              "compared with an earlier edition it would tell more than either "
                              "does",
                              {.number = row.edition});
        }
    }
    return {};
}

}  // namespace

store::FrozenRoundPtr Publishing::meant(std::string_view slug,
                                        std::optional<std::int64_t> number) const {
    if (number) {
        return rounds_.numbered(slug, *number);
    }
    store::FrozenRoundPtr settled;
    for (store::FrozenRoundPtr& frozen : rounds_.all()) {  // by slug, number
        if (frozen->round.slug == slug && frozen->round.state == domain::RoundState::settled) {
            settled = std::move(frozen);
        }
    }
    return settled != nullptr ? settled : rounds_.current(slug);
}

Result<std::vector<domain::ReleasableTable>> Publishing::released(
    const domain::FrozenRound& round) const {
    const Result<store::ReleasedRows> rows = store_.released(round.round.id);
    if (!rows) {
        return base::fail(rows.error());
    }
    std::vector<domain::ReleasableTable> tables;
    for (domain::QuestionCounts& counts : store::question_counts(round.plan, *rows)) {
        auto table = disclosure::ReleaseGate::approve(round.plan, std::move(counts));
        if (!table) {
            return base::fail(table.error());
        }
        tables.push_back(std::move(*table));
    }
    return tables;
}

Result<Published> Publishing::preview(std::string_view slug,
                                      std::optional<std::int64_t> number) const {
    const store::FrozenRoundPtr round = meant(slug, number);
    if (round == nullptr) {
        return base::fail(Fault::not_found, "there is no such dialogue or round");
    }
    const auto tables = released(*round);
    if (!tables) {
        return base::fail(tables.error());
    }
    Result<domain::PublicEdition> edition = disclosure::PublicGate::edition(*round, *tables);
    if (!edition) {
        return base::fail(edition.error());
    }
    const auto before = store_.publications(round->round.id);
    if (!before) {
        return base::fail(before.error());
    }
    const std::string text = disclosure::PublicGate::text(round->plan, *edition);
    if (const auto checked = check_earlier(round->plan, *before, *edition, text); !checked) {
        return base::fail(checked.error());
    }
    return Published{.round = round->round.number,
                     .edition = static_cast<std::int64_t>(before->size()) + 1,
                     .content = std::move(*edition)};
}

Result<Published> Publishing::publish(std::string_view slug,
                                      std::optional<std::int64_t> number,
                                      const Entry& entry) {
    Result<Published> published = preview(slug, number);
    if (!published) {
        return published;
    }
    const store::FrozenRoundPtr round = rounds_.numbered(slug, published->round);
    store::AuditRow line = entry(round->round, published->edition);
    const store::PublicationRow row{
        .round = round->round.id,
        .edition = published->edition,
        .day = clock_.today(),
        .who = line.who,
        .tables = disclosure::PublicGate::text(round->plan, published->content)};
    if (const Result<void> done = store_.publish(row, std::move(line)); !done) {
        return base::fail(done.error());
    }
    return published;
}

}  // namespace lyhord::rounds
