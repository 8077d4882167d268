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
#include "anonymize/own_names.h"
#include "anonymize/script_lexicon.h"
#include "anonymize/words.h"

namespace lyhord::anonymize {

class Names {
public:
    Names(Gazetteer gazetteer, OwnNames own_names)
        : gazetteer_(std::move(gazetteer)), own_names_(std::move(own_names)) {}

    struct Reading {
        Findings findings;
        std::vector<Word> words;
    };

    // `before`: the reading of the same text when less of it was hidden.
    Reading read(std::string_view text, Reading before = {}) const;

private:
    void protect_places(std::vector<Word>& words) const;

    Gazetteer gazetteer_;
    OwnNames own_names_;
    Lexicon lexicon_;
    ScriptLexicon script_lexicon_;
};

}  // namespace lyhord::anonymize
