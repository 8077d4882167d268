// Owns Facts: how the service is at one moment, as far as somebody may have to act on it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "app/service.h"

namespace lyhord::app {

struct Facts {
    std::int64_t running_seconds = 0;  // of this process
    // Of the newest backup in DATA/backups; nothing: there is none.
    std::optional<std::int64_t> backup_age_seconds = {};
    std::int64_t data_age_seconds = 0;         // since the data directory was made
    std::optional<int> certificate_days = {};  // nothing: a proxy has it
    std::optional<std::uint64_t> free_bytes = {};
    bool is_readable = true;
    store::StoreHealth store = {};
    std::int64_t schedule_age_seconds = 0;              // since its last turn ended
    std::optional<std::int64_t> tick_age_seconds = {};  // nothing: there was none yet
    std::vector<std::string> rounds_without_tick = {};  // tonight, an hour after midnight
    std::vector<std::string> rounds_unsettled = {};     // two hours after they should have been

    // Why no answer can be taken; empty if it can.
    std::vector<std::string> reasons() const;
    bool is_ready() const { return reasons().empty(); }
    // The log grows with every answer: in steps, so that no single one shows.
    std::optional<std::uint64_t> free_bytes_told() const;
};

// What the service itself does not know.
struct OutsideFacts {
    std::int64_t started_at = 0;  // by the uptime
    std::int64_t last_turn = 0;   // of the schedule, by the uptime
    std::optional<int> certificate_days = {};
};

Facts facts_of(Service& service, const OutsideFacts& outside);

}  // namespace lyhord::app
