// Owns the detection of bank accounts, IBAN, giro numbers and payment cards.
#pragma once

#include <string_view>

#include "anonymize/matching.h"
#include "anonymize/plain_numbers.h"
#include "anonymize/signs.h"

namespace lyhord::anonymize {

class Accounts {
public:
    explicit Accounts(const PlainNumbers& plain);

    Findings find(std::string_view text) const;
    // Occurs beside what is found of fewer than five digits.
    static std::string short_hint();

private:
    Findings ibans(std::string_view text) const;
    Findings ibans_after_cue(std::string_view text) const;
    Findings secrets(std::string_view text) const;
    Findings cards(std::string_view text) const;
    Findings with_cue(std::string_view text) const;
    Findings swedbank(std::string_view text) const;

    const PlainNumbers& plain_;
    Pattern iban_start_;
    Pattern card_;
    Pattern cue_;
    Pattern swedbank_;
    Pattern iban_cue_;
    Pattern secret_;
    SignWords cue_words_;
    SignWords secret_words_;
};

}  // namespace lyhord::anonymize
