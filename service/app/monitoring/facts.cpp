#include "app/monitoring/facts.h"

#include <sys/stat.h>

#include <algorithm>

#include "operations/rotation.h"
#include "store/ballast.h"

namespace lyhord::app {
namespace {

constexpr std::int64_t tick_patience_seconds = 3600;
constexpr std::uint64_t free_step = 16 * 1024 * 1024;
constexpr std::int64_t settlement_patience_seconds = 2 * 3600;

// Since the file was last written; nothing if there is none.
std::optional<std::int64_t> age_of(const std::filesystem::path& file, base::Instant now) {
    struct stat seen{};
    if (::stat(file.c_str(), &seen) != 0) {
        return std::nullopt;
    }
    return std::max<std::int64_t>(0, now.seconds - seen.st_mtim.tv_sec);
}

std::optional<std::int64_t> backup_age(const Service& service) {
    const std::filesystem::path folder = service.directory.backups();
    const auto backups = operations::rotated_backups(folder);
    if (!backups || backups->empty()) {
        return std::nullopt;
    }
    return age_of(folder / backups->back().file_name(), service.clock.now());
}

std::string round_name(const domain::Round& round) {
    return round.slug + ", round " + std::to_string(round.number);
}

// After a restart the day of the last nightly tick is all that is known.
std::optional<std::int64_t> tick_age(const Service& service,
                                     const std::vector<store::FrozenRoundPtr>& rounds) {
    std::optional<base::Instant> last = service.ticker.statistics().last;
    for (const store::FrozenRoundPtr& frozen : rounds) {
        const base::Instant night = base::Clock::start_of(frozen->round.resealed_day);
        last = std::max(last.value_or(night), night);
    }
    if (!last) {
        return std::nullopt;
    }
    return std::max<std::int64_t>(0, service.clock.now().seconds - last->seconds);
}

void look_at_round(const domain::Round& round, const base::Clock& clock, Facts& facts) {
    if (round.state == domain::RoundState::settled) {
        return;
    }
    const base::Instant now = clock.now();
    const base::Day today = clock.today();
    const base::Instant night_over =
        base::Clock::start_of(today).plus_seconds(tick_patience_seconds);
    if (round.resealed_day < today && now >= night_over) {
        facts.rounds_without_tick.push_back(round_name(round));
    }
    const std::optional<base::Instant> settles = round.settles();
    if (settles && now >= settles->plus_seconds(settlement_patience_seconds)) {
        facts.rounds_unsettled.push_back(round_name(round));
    }
}

}  // namespace

std::vector<std::string> Facts::reasons() const {
    std::vector<std::string> reasons;
    if (!is_readable) {
        reasons.emplace_back("the database cannot be read");
    }
    if (!store.has_room) {
        reasons.emplace_back("the disk is full");
    }
    if (!store.can_write) {
        reasons.emplace_back("the database cannot be written");
    }
    return reasons;
}

std::optional<std::uint64_t> Facts::free_bytes_told() const {
    return free_bytes ? std::optional(*free_bytes - *free_bytes % free_step) : std::nullopt;
}

Facts facts_of(Service& service, const OutsideFacts& outside) {
    const std::int64_t uptime = service.clock.uptime_seconds();
    const std::vector<store::FrozenRoundPtr> rounds = service.frozen_rounds.all();
    Facts facts;
    facts.running_seconds = uptime - outside.started_at;
    facts.schedule_age_seconds = uptime - outside.last_turn;
    facts.backup_age_seconds = backup_age(service);
    // Made once, and never written to.
    facts.data_age_seconds =
        age_of(service.directory.path() / "lock", service.clock.now()).value_or(0);
    facts.certificate_days = outside.certificate_days;
    facts.free_bytes = store::free_bytes(service.directory.path());
    facts.is_readable = service.reports.readable();
    facts.store = service.store->health();
    facts.tick_age_seconds = tick_age(service, rounds);
    for (const store::FrozenRoundPtr& frozen : rounds) {
        look_at_round(frozen->round, service.clock, facts);
    }
    return facts;
}

}  // namespace lyhord::app
