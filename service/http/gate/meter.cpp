#include "http/gate/meter.h"

#include <algorithm>

namespace lyhord::http {
namespace {

// There is one writer, so nothing is lost between the two.
void add(std::atomic<std::uint64_t>& to, std::uint64_t amount) {
    to.store(to.load(std::memory_order_relaxed) + amount, std::memory_order_relaxed);
}

}  // namespace

void Meter::count(Traffic traffic, int status, std::chrono::steady_clock::duration took) {
    Row& row = rows_[static_cast<std::size_t>(traffic)];
    const int status_class = std::clamp(status / 100 - 1, 0, static_cast<int>(status_classes) - 1);
    const double seconds = std::chrono::duration<double>(took).count();
    const auto* const seconds_class = std::ranges::lower_bound(answer_seconds_classes, seconds);
    const auto micros = std::chrono::duration_cast<std::chrono::microseconds>(took).count();
    add(row.by_status[static_cast<std::size_t>(status_class)], 1);
    add(row.by_seconds[static_cast<std::size_t>(seconds_class - answer_seconds_classes.begin())],
        1);
    add(row.microseconds, static_cast<std::uint64_t>(std::max<std::int64_t>(micros, 0)));
}

TrafficTable Meter::added_to(TrafficTable sum) const {
    for (std::size_t i = 0; i < traffic_classes; ++i) {
        for (std::size_t j = 0; j < status_classes; ++j) {
            sum[i].by_status[j] += rows_[i].by_status[j].load(std::memory_order_relaxed);
        }
        for (std::size_t j = 0; j < sum[i].by_seconds.size(); ++j) {
            sum[i].by_seconds[j] += rows_[i].by_seconds[j].load(std::memory_order_relaxed);
        }
        sum[i].seconds +=
            static_cast<double>(rows_[i].microseconds.load(std::memory_order_relaxed)) / 1e6;
    }
    return sum;
}

}  // namespace lyhord::http
