#include "store/frozen_rounds.h"

#include <algorithm>

namespace lyhord::store {
namespace {

bool same_documents(const domain::Round& left, const domain::Round& right) {
    return left.id == right.id && left.questionnaire == right.questionnaire &&
           left.areas == right.areas && left.codebooks == right.codebooks &&
           left.area_categories == right.area_categories &&
           left.batch_size_min == right.batch_size_min;
}

base::Result<FrozenRoundPtr> renewed(const FrozenRoundPtr& known, domain::Round round) {
    if (known != nullptr && same_documents(known->round, round)) {
        auto copy = std::make_shared<domain::FrozenRound>(*known);
        copy->round = std::move(round);
        return copy;
    }
    base::Result<domain::FrozenRound> thawed = domain::thaw(std::move(round));
    if (!thawed) {
        return base::fail(thawed.error());
    }
    return std::make_shared<domain::FrozenRound>(std::move(*thawed));
}

}  // namespace

base::Result<void> FrozenRounds::refresh() {
    const std::lock_guard in_turn(refreshing_);  // so that no older reading replaces a newer one
    base::Result<std::vector<domain::Round>> rows = store_.rounds();
    base::Result<std::vector<EpochRow>> epochs = store_.epochs();
    if (!rows) {
        return base::fail(rows.error());
    }
    if (!epochs) {
        return base::fail(epochs.error());
    }
    std::vector<FrozenRoundPtr> rounds;
    for (domain::Round& row : *rows) {
        base::Result<FrozenRoundPtr> round = renewed(find(row.id), std::move(row));
        if (!round) {
            return base::fail(round.error());
        }
        rounds.push_back(std::move(*round));
    }
    const std::lock_guard lock(mutex_);
    rounds_ = std::move(rounds);
    open_epochs_.clear();
    for (const EpochRow& epoch : *epochs) {
        if (epoch.open) {
            open_epochs_.insert_or_assign(epoch.round, epoch);
        }
    }
    return {};
}

FrozenRoundPtr FrozenRounds::current(std::string_view slug) const {
    const std::lock_guard lock(mutex_);
    FrozenRoundPtr newest;
    for (const FrozenRoundPtr& round : rounds_) {
        if (round->round.slug == slug &&
            (newest == nullptr || round->round.number > newest->round.number)) {
            newest = round;
        }
    }
    return newest;
}

FrozenRoundPtr FrozenRounds::numbered(std::string_view slug, std::int64_t number) const {
    const std::lock_guard lock(mutex_);
    const auto found = std::ranges::find_if(rounds_, [&](const FrozenRoundPtr& round) {
        return round->round.slug == slug && round->round.number == number;
    });
    return found == rounds_.end() ? nullptr : *found;
}

FrozenRoundPtr FrozenRounds::find(const base::Id& round) const {
    const std::lock_guard lock(mutex_);
    const auto found = std::ranges::find_if(
        rounds_, [&](const FrozenRoundPtr& known) { return known->round.id == round; });
    return found == rounds_.end() ? nullptr : *found;
}

std::vector<FrozenRoundPtr> FrozenRounds::all() const {
    const std::lock_guard lock(mutex_);
    return rounds_;
}

std::optional<EpochRow> FrozenRounds::open_epoch(const base::Id& round) const {
    const std::lock_guard lock(mutex_);
    const auto found = open_epochs_.find(round);
    if (found == open_epochs_.end()) {
        return std::nullopt;
    }
    return found->second;
}

}  // namespace lyhord::store
