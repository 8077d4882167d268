// Owns SeenWord: what ScriptNames sees of each word and of the signs before it; and what the ends
// of a word say in these scripts.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "anonymize/script_lexicon.h"
#include "anonymize/words.h"

namespace lyhord::anonymize {

struct SeenWord {
    Script script = Script::other;
    std::string letters;  // as ScriptLexicon looks it up
    ScriptKinds kinds;
    bool joined = false;             // to the word before, by a space
    bool starts = false;             // a sentence
    bool starts_line = false;        //
    bool quoted = false;             // a quotation mark stands before it
    bool after_initial = false;      // "О. Петренко"
    bool is_letter = false;          // one letter
    bool is_persian = false;         // ends in the yeh of Persian
    bool text_has_capitals = false;  // the whole text

    bool is(ScriptKind kind) const { return kinds.has(kind); }
};

std::vector<SeenWord> see_words(std::string_view text,
                                const std::vector<Word>& words,
                                const ScriptLexicon& lexicon);

// Arabic and Persian: of a town or a family, "الحلبي", "کریمی".
bool is_origin(const SeenWord& word);

// Cyrillic, all cases; of words with a capital letter only.
bool is_patronymic_in_script(std::string_view letters);
bool is_surname_in_script(std::string_view letters);
// Ends that hardly any other word has.
bool is_sure_surname_in_script(std::string_view letters);
// "Кунгсгатан", "Кристинестад": Swedish places, transcribed.
bool is_place_in_script(std::string_view letters);

}  // namespace lyhord::anonymize
