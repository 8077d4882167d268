#include "app/monitoring/conditions.h"

#include <fmt/format.h>

#include "base/limits.h"

namespace lyhord::app {
namespace {

namespace limits = base::limits;

constexpr std::int64_t hour_seconds = 3600;
// The first turns of a service that was off finish what it missed.
constexpr std::int64_t start_patience_seconds = 600;

// Empty: all is well. One function a condition, in the order of Condition.

std::string backup_trouble(const Facts& facts) {
    const std::int64_t age = facts.backup_age_seconds.value_or(facts.data_age_seconds);
    if (age < limits::backup_age_hours_max * hour_seconds) {
        return {};
    }
    return facts.backup_age_seconds
               ? fmt::format("the newest backup is {} hours old", age / hour_seconds)
               : fmt::format("there is no backup, and the data is {} hours old",
                             age / hour_seconds);
}

std::string certificate_trouble(const Facts& facts) {
    if (!facts.certificate_days || *facts.certificate_days >= limits::certificate_days_min) {
        return {};
    }
    return *facts.certificate_days < 0
               ? "the certificate has ended"
               : fmt::format("the certificate ends in {} days", *facts.certificate_days);
}

std::string low_disk_trouble(const Facts& facts, std::uint64_t free_bytes_min) {
    if (!facts.free_bytes || *facts.free_bytes >= free_bytes_min) {
        return {};
    }
    return fmt::format("the disk has {} MB left", *facts.free_bytes / megabyte);
}

std::string full_disk_trouble(const Facts& facts) {
    return facts.store.has_room
               ? std::string()
               : "the disk is full: the ballast is released, and no answer is taken until there is "
                 "room for it again";
}

std::string database_trouble(const Facts& facts) {
    if (!facts.is_readable) {
        return "the database cannot be read";
    }
    return facts.store.can_write ? std::string() : "the database cannot be written";
}

std::string tick_trouble(const Facts& facts) {
    if (facts.running_seconds < start_patience_seconds) {
        return {};
    }
    if (facts.schedule_age_seconds >= start_patience_seconds) {
        return fmt::format("nothing that is due by the clock was done for {} minutes",
                           facts.schedule_age_seconds / 60);
    }
    return facts.rounds_without_tick.empty()
               ? std::string()
               : fmt::format("the nightly tick is missing: {}",
                             fmt::join(facts.rounds_without_tick, "; "));
}

std::string settlement_trouble(const Facts& facts) {
    const bool is_early = facts.running_seconds < start_patience_seconds;
    return is_early || facts.rounds_unsettled.empty()
               ? std::string()
               : fmt::format("could not be settled: {}", fmt::join(facts.rounds_unsettled, "; "));
}

}  // namespace

const std::array<ConditionEntry, condition_count>& conditions() {
    static const std::array<ConditionEntry, condition_count> all{{
        {Condition::backup_late,
         "backup_late",
         "there is no new backup",
         "over: there is no new backup"},
        {Condition::certificate_ending,
         "certificate_ending",
         "the certificate ends soon",
         "over: the certificate ends soon"},
        {Condition::disk_low, "disk_low", "the disk is filling up", "over: the disk is filling up"},
        {Condition::disk_full, "disk_full", "the disk is full", "over: the disk is full"},
        {Condition::database_failing,
         "database_failing",
         "the database fails",
         "over: the database fails"},
        {Condition::tick_late, "tick_late", "a tick is missing", "over: a tick is missing"},
        {Condition::round_unsettled,
         "round_unsettled",
         "a round could not be settled",
         "over: a round could not be settled"},
    }};
    return all;
}

std::vector<Trouble> troubles_of(const Facts& facts, std::uint64_t free_bytes_min) {
    const std::array<std::string, condition_count> texts{backup_trouble(facts),
                                                         certificate_trouble(facts),
                                                         low_disk_trouble(facts, free_bytes_min),
                                                         full_disk_trouble(facts),
                                                         database_trouble(facts),
                                                         tick_trouble(facts),
                                                         settlement_trouble(facts)};
    std::vector<Trouble> troubles;
    for (const ConditionEntry& entry : conditions()) {
        const std::string& text = texts[static_cast<std::size_t>(entry.condition)];
        if (!text.empty()) {
            troubles.push_back({.condition = entry.condition, .text = text});
        }
    }
    return troubles;
}

}  // namespace lyhord::app
