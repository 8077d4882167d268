// Owns Traffic: the classes in which requests are counted. They are few on purpose: no count may
// tell which dialogue, page or question somebody asked for.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace lyhord::http {

enum class Traffic {
    unrouted,   // refused by the gate, or by no route
    reading,    // GET and HEAD by anybody
    answering,  // POST by anybody: a step of the form, an answer, a withdrawal
    staff,
    own  // the metrics themselves
};

inline constexpr std::size_t traffic_classes = 5;
inline constexpr std::size_t status_classes = 5;  // 1xx to 5xx

// The seconds up to which answers are counted; the last count is all longer.
inline constexpr std::array<double, 9> answer_seconds_classes{
    0.001, 0.005, 0.01, 0.05, 0.1, 0.25, 1, 5, 20};

struct TrafficRow {
    std::array<std::uint64_t, status_classes> by_status = {};
    std::array<std::uint64_t, answer_seconds_classes.size() + 1> by_seconds = {};
    double seconds = 0;  // all together
};

using TrafficTable = std::array<TrafficRow, traffic_classes>;  // by Traffic

}  // namespace lyhord::http
