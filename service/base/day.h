// Owns Day: a calendar day, the finest time that is ever stored beside an answer.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace lyhord::base {

class Day {
public:
    Day() = default;
    // Days since 1970-01-01.
    explicit constexpr Day(std::int32_t number) : number_(number) {}

    // "2030-01-15"; nothing for anything that is not a real day.
    static std::optional<Day> parse(std::string_view text);

    constexpr std::int32_t number() const { return number_; }
    constexpr Day plus(std::int32_t days) const { return Day(number_ + days); }
    std::string text() const;

    constexpr auto operator<=>(const Day&) const = default;

private:
    std::int32_t number_ = 0;
};

}  // namespace lyhord::base
