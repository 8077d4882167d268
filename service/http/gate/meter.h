// Owns Meter: what one shard answered, and how long it took. Written by the shard's thread alone,
// read by any, so that counting takes no lock and no cache line of another thread.
#pragma once

#include <array>
#include <atomic>
#include <chrono>
#include <cstdint>

#include "http/traffic.h"

namespace lyhord::http {

class Meter {
public:
    // On the shard's thread.
    void count(Traffic traffic, int status, std::chrono::steady_clock::duration took);

    // Adds what was counted so far to `sum`; on any thread.
    TrafficTable added_to(TrafficTable sum) const;

private:
    struct Row {
        std::array<std::atomic<std::uint64_t>, status_classes> by_status = {};
        std::array<std::atomic<std::uint64_t>, answer_seconds_classes.size() + 1> by_seconds = {};
        std::atomic<std::uint64_t> microseconds = 0;
    };

    std::array<Row, traffic_classes> rows_;
};

}  // namespace lyhord::http
