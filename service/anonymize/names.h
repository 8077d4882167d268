// Owns the detection of people's names by cheap and precise evidence: given names that are no
// words, patronymics, initials, and what stands before a name ("läraren", "heter", "mvh", "/").
#pragma once

#include <cstddef>
#include <string_view>
#include <utility>
#include <vector>

#include "anonymize/gazetteer.h"
#include "anonymize/lexicon.h"
#include "anonymize/matching.h"
#include "anonymize/words.h"

namespace lyhord::anonymize {

class Names {
public:
    explicit Names(Gazetteer gazetteer) : gazetteer_(std::move(gazetteer)) {}

    Findings find(std::string_view text) const;

private:
    void protect_places(std::vector<Word>& words) const;

    Gazetteer gazetteer_;
    Lexicon lexicon_;
};

}  // namespace lyhord::anonymize
