// Owns Monitor: looks after the running service, on a thread of its own, so that a schedule that
// hangs is noticed; keeps the room for a full disk, raises alarms, and knows the health and the
// numbers for whoever asks.
#pragma once

#include <condition_variable>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "app/command.h"
#include "app/monitoring/alarms.h"
#include "app/monitoring/metrics.h"
#include "app/schedule.h"
#include "http/gate/gate.h"

namespace lyhord::app {

struct Readiness {
    bool is_ready = false;
    std::string json;  // one object: why not, alarms, ages
};

class Monitor {
public:
    // `service` must outlive it.
    explicit Monitor(Service& service);
    Monitor(const Monitor&) = delete;
    Monitor& operator=(const Monitor&) = delete;
    ~Monitor() { stop(); }

    // Keeps the room for a full disk; the thread looks for the first time, and goes on until
    // stop(), to which `gate` and `schedule` must live. A webhook that hangs delays no start.
    void start(const http::Gate& gate, const Schedule& schedule);
    // Waits for one alarm at most that is on its way.
    void stop();

    // From any thread; no numbers before start() and after stop().
    std::string metrics();  // in Prometheus' text format
    Readiness readiness();
    Outcome health_lines();  // of `lyhord health`: 1 if not ready, or with an alarm
    Outcome test_alarm();    // of `lyhord alarm`

private:
    struct Seen {
        Facts facts;
        std::vector<Trouble> troubles;
    };

    void run();
    void keep_room();
    Seen seen();
    bool send(const Alarm& alarm) const;
    bool send_unless_stopping(const Alarm& alarm);

    Service& service_;
    const std::int64_t started_at_;
    Alarms alarms_;  // of the thread
    std::mutex mutex_;
    std::condition_variable wake_;
    bool stopping_ = false;
    const http::Gate* gate_ = nullptr;
    const Schedule* schedule_ = nullptr;
    StepCounts residents_;
    std::thread thread_;
};

}  // namespace lyhord::app
