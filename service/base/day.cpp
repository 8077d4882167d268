#include "base/day.h"

#include <fmt/format.h>

#include <chrono>

#include "base/whole_number.h"

namespace lyhord::base {
namespace {

std::optional<int> digits(std::string_view text) {
    const std::optional<std::int64_t> value = whole_number(text);
    return value && text.front() != '-' ? std::optional(static_cast<int>(*value)) : std::nullopt;
}

}  // namespace

std::optional<Day> Day::parse(std::string_view text) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') {
        return std::nullopt;
    }
    const auto year = digits(text.substr(0, 4));
    const auto month = digits(text.substr(5, 2));
    const auto day = digits(text.substr(8, 2));
    if (!year || !month || !day) {
        return std::nullopt;
    }
    const std::chrono::year_month_day date{std::chrono::year(*year),
                                           std::chrono::month(static_cast<unsigned>(*month)),
                                           std::chrono::day(static_cast<unsigned>(*day))};
    if (!date.ok()) {
        return std::nullopt;
    }
    return Day(static_cast<std::int32_t>(std::chrono::sys_days(date).time_since_epoch().count()));
}

std::string Day::text() const {
    const std::chrono::year_month_day date{std::chrono::sys_days(std::chrono::days(number_))};
    return fmt::format("{:04}-{:02}-{:02}",
                       static_cast<int>(date.year()),
                       static_cast<unsigned>(date.month()),
                       static_cast<unsigned>(date.day()));
}

}  // namespace lyhord::base
