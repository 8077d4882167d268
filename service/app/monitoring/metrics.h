// Owns the numbers for Prometheus: which there are, and how often those that move with one
// resident's answer are told anew.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "app/monitoring/facts.h"
#include "http/gate/gate.h"
#include "http/limiter/submission_limit.h"
#include "intake/receive.h"
#include "rounds/ticker.h"

namespace lyhord::app {

// What moves with one resident: their connection, the pages they read, their answer.
struct ResidentCounts {
    http::TrafficTable traffic;  // of it reading and answering
    http::GateCounters gate;     // of it connections and handshakes
    http::SubmissionCounters limit;
    intake::IntakeCounts intake;
    store::StoreHealth store;  // of it only what counts transactions
};

// Tells the same for at least an hour, and first that there is nothing: nobody can learn from it
// when an answer came. Not thread-safe.
class StepCounts {
public:
    explicit StepCounts(const base::Clock& clock)
        : clock_(clock), told_at_(clock.uptime_seconds()) {}

    void see(const ResidentCounts& now);
    const ResidentCounts& told() const { return told_; }

private:
    const base::Clock& clock_;
    std::int64_t told_at_;
    ResidentCounts told_;
};

struct MetricsInput {
    const Facts& facts;
    std::vector<std::string_view> alarms;  // the names of those that are active
    http::GateCounters gate;
    http::TrafficTable traffic;
    rounds::TickStatistics ticks;
    const ResidentCounts& residents;  // what moves with one is taken from here
};

// In Prometheus' text format.
std::string metrics_text(const MetricsInput& input);

}  // namespace lyhord::app
