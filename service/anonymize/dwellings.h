// Owns the detection of addresses that are no street with a number after it: "nr 14 på
// Lingonstigen", farms and villages, post boxes, flats, "c/o", postcodes with a town.
#pragma once

#include <string_view>

#include "anonymize/house_parts.h"
#include "anonymize/matching.h"
#include "anonymize/plain_numbers.h"
#include "anonymize/signs.h"

namespace lyhord::anonymize {

class Dwellings {
public:
    Dwellings(const PlainNumbers& plain, const HouseParts& parts);

    Findings find(std::string_view text) const;
    // "Brunne 114, 871 93 Häggdånger", "871 93 Häggdånger".
    Findings with_postcode(std::string_view text) const;
    // "nummer tolv på Lingonstigen", "c/o Larsson"; where the hint occurs.
    Findings without_digits(std::string_view text) const;
    static std::string hint_without_digits();

private:
    // The number stands before the street.
    Findings number_first(std::string_view text) const;
    Findings villages(std::string_view text) const;
    bool is_village(std::string_view text, const Match& match, std::size_t end) const;
    Findings properties(std::string_view text) const;
    // "Antjärn 215": the numbers of farms have three digits.
    Findings farms(std::string_view text) const;
    bool is_farm(std::string_view text, const Match& match) const;
    Findings towns(std::string_view text) const;
    // What needs nothing but its pattern, whose group 1 is masked.
    Findings certain(const Pattern& pattern, std::string_view text) const;

    const PlainNumbers& plain_;
    const HouseParts& parts_;
    // Signs of what is found with a number, but for villages.
    SignWords box_words_;
    SignWords care_of_words_;
    SignWords flat_words_;
    Pattern number_first_;
    Pattern english_;
    Pattern reversed_;
    Pattern counted_;
    Pattern foreign_;
    Pattern script_street_;
    Pattern home_;
    Pattern adjacent_;
    Pattern lettered_;
    Pattern owned_;
    Pattern place_cue_;
    Pattern farm_;
    Pattern road_;
    Pattern rural_;
    Pattern box_;
    Pattern care_of_;
    Pattern flat_;
    Pattern postcode_;
    Pattern town_;
    Pattern time_;
};

}  // namespace lyhord::anonymize
