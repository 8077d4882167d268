// Owns Scores: how well a redactor finds what is marked in texts.
#pragma once

#include <map>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "anonymize/redactor.h"
#include "redaction/marked_texts.h"

namespace lyhord::redaction {

struct Share {
    std::size_t part = 0;
    std::size_t whole = 0;
    double value() const {
        return whole == 0 ? 1.0 : static_cast<double>(part) / static_cast<double>(whole);
    }
};

struct Scores {
    // Of what is marked, how much has every letter and digit masked, by "PERSON", "PERSON.lower".
    std::map<std::string, Share> recall;
    // Of the words that are masked, how many have a mark, by the label they were masked with.
    std::map<std::string, Share> precision;
    // Of the words of texts without personal data, how many are masked.
    Share over_masked;
    std::vector<std::string> misses;  // "PERSON.lower <kalle> in: ..."
    std::vector<std::string> excess;  // "PERSON <Viksjö> in: ..."
};

Scores score(const anonymize::Redactor& redactor, const std::vector<MarkedText>& texts);

// A table; with `details` what was missed and what was too much, too.
void print(std::ostream& out, const Scores& scores, bool details);

}  // namespace lyhord::redaction
