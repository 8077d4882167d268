// Owns how numbers are written in Swedish: a comma before decimals, a space between thousands and
// before %. The space is a plain one, so that a sentence can be searched for where it was pasted.
#pragma once

#include <cstdint>
#include <string>

namespace lyhord::reporting {

// "1 084", "-12" with a real minus sign.
std::string whole_text(std::int64_t number);
// "0,350": as many decimals as asked for, halves away from zero. Without spaces: for a cell.
std::string decimal_text(double number, int decimals);
// Of a fraction: "38 %"; with one decimal where whole ones would say none or all of a part: "0,4
// %".
std::string percent_text(double fraction);
// A difference of fractions in percentage points: "3", "0,4", without sign.
std::string points_text(double fraction);

}  // namespace lyhord::reporting
