// Owns Alarms: who is told of what when. Each condition is told when it begins, once a day while it
// lasts, and that it is over when it has been away for an hour: what comes and goes faster lasts.
#pragma once

#include <array>
#include <filesystem>
#include <functional>
#include <optional>
#include <vector>

#include "app/monitoring/conditions.h"
#include "base/clock.h"

namespace lyhord::app {

// One message: what it is about, and a sentence.
struct Alarm {
    base::Literal name;   // of the condition, or "test"
    base::Literal state;  // "raised", "lasting" or "resolved"
    std::string text;

    // One line of JSON. Its `text` is what chat services show; `service` says whose it is.
    std::string line(std::string_view service) const;
};

// Not thread-safe.
class Alarms {
public:
    // False: it could not be delivered, and is tried again after a pause.
    using Send = std::function<bool(const Alarm&)>;

    // `memory`: what was told, for after a restart; the file may not be there. `clock` must outlive
    // it.
    Alarms(std::filesystem::path memory, const base::Clock& clock, Send send);

    // All troubles there are now.
    void see(const std::vector<Trouble>& troubles);

private:
    struct Told {
        bool is_active = false;
        bool was_told = false;                        // since it became active
        std::optional<base::Instant> at;              // of the last message that it is active
        std::int64_t retry_at = 0;                    // by the uptime
        std::optional<std::int64_t> away_since = {};  // by the uptime
        bool operator==(const Told&) const = default;
    };

    void see_one(const ConditionEntry& entry, const Trouble* trouble);
    void see_active(const ConditionEntry& entry, Told& told, const std::string& text);
    void see_away(const ConditionEntry& entry, Told& told);
    bool send(Told& told, const Alarm& alarm);
    void remember() const;
    void recall();

    const std::filesystem::path memory_;
    const base::Clock& clock_;
    const Send send_;
    std::array<Told, condition_count> told_ = {};
};

}  // namespace lyhord::app
