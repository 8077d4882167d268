// Owns the detection of numbers that lead to one person's matter: a report to the police, a case in
// court, what a customer, a patient or a traveller is registered by. Their token is [KONTO]. The
// municipality's own diarienummer are kept: anybody may ask for what they stand for, and staff need
// them.
#pragma once

#include <string_view>

#include "anonymize/matching.h"
#include "anonymize/plain_numbers.h"
#include "anonymize/signs.h"

namespace lyhord::anonymize {

class Matters {
public:
    explicit Matters(const PlainNumbers& plain);

    Findings find(std::string_view text) const;

private:
    // The number is group 1 of the pattern.
    Findings numbers(const Pattern& pattern, std::string_view text) const;

    const PlainNumbers& plain_;
    Pattern police_;
    Pattern court_;
    Pattern register_;
    SignWords register_words_;
};

}  // namespace lyhord::anonymize
