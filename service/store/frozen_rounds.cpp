#include "store/frozen_rounds.h"

#include <algorithm>

#include "base/log/log.h"
#include "store/data_directory.h"

namespace lyhord::store {
namespace {

bool same_documents(const domain::Round& left, const domain::Round& right) {
    return left.id == right.id && left.questionnaire == right.questionnaire &&
           left.areas == right.areas && left.codebooks == right.codebooks &&
           left.area_categories == right.area_categories &&
           left.batch_size_min == right.batch_size_min;
}

// The row as it is now, with the documents of `known`.
FrozenRoundPtr with_documents_of(const domain::FrozenRound& known, domain::Round row) {
    auto copy = std::make_shared<domain::FrozenRound>(known);
    row.questionnaire = std::move(copy->round.questionnaire);
    row.areas = std::move(copy->round.areas);
    row.codebooks = std::move(copy->round.codebooks);
    row.area_categories = std::move(copy->round.area_categories);
    row.batch_size_min = copy->round.batch_size_min;
    copy->round = std::move(row);
    return copy;
}

// Null if the documents cannot be read.
FrozenRoundPtr renewed(const FrozenRoundPtr& known, domain::Round round) {
    if (known != nullptr && same_documents(known->round, round)) {
        return with_documents_of(*known, std::move(round));
    }
    base::Result<domain::FrozenRound> thawed = domain::thaw(std::move(round));
    return thawed ? std::make_shared<domain::FrozenRound>(std::move(*thawed)) : nullptr;
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
        const FrozenRoundPtr known = find(row.id);
        FrozenRoundPtr round = renewed(known, row);
        tell_unreadable(row, round == nullptr);
        if (round == nullptr && known != nullptr) {
            round = with_documents_of(*known, std::move(row));
        }
        if (round != nullptr) {
            rounds.push_back(std::move(round));
        }
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

// Once, not at every refresh.
void FrozenRounds::tell_unreadable(const domain::Round& row, bool is_unreadable) {
    if (!is_unreadable) {
        unreadable_.erase(row.id);
    } else if (unreadable_.insert(row.id).second) {
        base::log::error(DataDirectory::error(
            base::Fault::corrupt,
            "the frozen documents of a round cannot be read; it is left out, or stays as it was",
            row.slug));
    }
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
