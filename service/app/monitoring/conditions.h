// Owns the conditions that want somebody to act, and what is said of each.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "app/monitoring/facts.h"
#include "base/literal.h"

namespace lyhord::app {

inline constexpr std::uint64_t megabyte = 1024 * 1024;  // as settings and alarms count them

enum class Condition {
    backup_late,
    certificate_ending,
    disk_low,
    disk_full,
    database_failing,
    tick_late,
    round_unsettled
};

struct ConditionEntry {
    Condition condition = Condition::backup_late;
    base::Literal name;   // "backup_late": in metrics and alarms
    base::Literal event;  // in the log
    base::Literal over;   // in the log
};

inline constexpr std::size_t condition_count = 7;
const std::array<ConditionEntry, condition_count>& conditions();  // by Condition

struct Trouble {
    Condition condition = Condition::backup_late;
    std::string text;  // one sentence for the operator, without personal data
};

// Those that hold, one a condition at most. `free_bytes_min`: below it the disk is low.
std::vector<Trouble> troubles_of(const Facts& facts, std::uint64_t free_bytes_min);

}  // namespace lyhord::app
