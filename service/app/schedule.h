// Owns Schedule: the thread that does, every half minute, what is due by the clock.
#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <thread>

#include "app/service.h"

namespace lyhord::app {

// Calls Lifecycle::advance(), and reminds of disposals. Rounds and ticks follow the clock, never an
// arrival.
class Schedule {
public:
    explicit Schedule(Service& service);
    Schedule(const Schedule&) = delete;
    Schedule& operator=(const Schedule&) = delete;
    ~Schedule();

    // When its last turn ended, by the uptime; before the first, when it began.
    std::int64_t last_turn() const { return last_turn_; }

private:
    void run(Service& service);

    std::atomic<std::int64_t> last_turn_;
    std::mutex mutex_;
    std::condition_variable wake_;
    bool stopping_ = false;
    std::thread thread_;
};

}  // namespace lyhord::app
