// Owns DisposalReminder: which rounds have texts that are to be disposed of now or soon, for who
// must be told in time.
#pragma once

#include <mutex>
#include <optional>
#include <vector>

#include "base/clock.h"
#include "operations/disposal.h"

namespace lyhord::operations {

// Thread-safe.
class DisposalReminder {
public:
    DisposalReminder(Disposal disposal, const base::Clock& clock)
        : disposal_(disposal), clock_(clock) {}

    // By day: those of which the day has come, or comes within limits::disposal_reminder_days.
    base::Result<std::vector<DueTexts>> due();
    // The same at the first call of a day, and nothing until the next one. After an error the next
    // call tries again.
    base::Result<std::vector<DueTexts>> due_once_a_day();

private:
    Disposal disposal_;
    const base::Clock& clock_;
    std::mutex mutex_;
    std::optional<base::Day> told_day_;
};

}  // namespace lyhord::operations
