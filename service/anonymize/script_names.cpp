#include "anonymize/script_names.h"

#include <algorithm>
#include <array>

#include "anonymize/characters.h"
#include "anonymize/matching.h"
#include "anonymize/script_words.h"

namespace lyhord::anonymize {
namespace {

constexpr std::size_t run_words_max = 3;  // after "my name is"
constexpr std::size_t signature_words_max = 3;

// Reads one text. Indexes are those of its words.
class ScriptReader {
public:
    ScriptReader(std::string_view text,
                 const std::vector<Word>& words,
                 const ScriptLexicon& lexicon)
        : words_(words),
          seen_(see_words(text, words, lexicon)),
          named_(words.size(), false),
          guessed_(words.size(), false) {}

    std::vector<ScriptVerdict> verdicts() {
        for (std::size_t i = 0; i < seen_.size(); ++i) {
            if (seen_[i].script != Script::other && !words_[i].protected_place) {
                read(i);
            }
        }
        std::vector<ScriptVerdict> all;
        for (std::size_t i = 0; i < seen_.size(); ++i) {
            const bool is_other = seen_[i].script == Script::other;
            const bool is_name = named_[i] && !words_[i].protected_place;
            all.push_back(is_other      ? ScriptVerdict::other_script
                          : !is_name    ? ScriptVerdict::no_name
                          : guessed_[i] ? ScriptVerdict::unsure_name
                                        : ScriptVerdict::name);
        }
        return all;
    }

private:
    void read(std::size_t i) {
        const SeenWord& word = seen_[i];
        if (word.is(ScriptKind::called) || is_my_name(i)) {
            mark_run(i + 1);
        } else if (word.is(ScriptKind::title)) {
            mark_titled(i + 1);
        } else if (word.is(ScriptKind::person)) {
            mark_person(i + 1);
        } else if (word.is(ScriptKind::kunya)) {
            mark_kunya(i);
        } else if (word.script == Script::cyrillic) {
            read_cyrillic(i);
        } else {
            read_without_capitals(i);
        }
    }

    bool joined(std::size_t i) const { return i < seen_.size() && i > 0 && seen_[i].joined; }
    bool joined(std::size_t i, ScriptKind kind) const { return joined(i) && seen_[i].is(kind); }
    bool may_follow(std::size_t i) const {
        return joined(i) && seen_[i].script != Script::other && !seen_[i].is(ScriptKind::stop) &&
               !seen_[i].is(ScriptKind::after);
    }

    // "اسم من": "my name", in two words.
    bool is_my_name(std::size_t i) const {
        return joined(i) && seen_[i].letters == "من" &&
               (seen_[i - 1].letters == "اسم" || seen_[i - 1].letters == "نام");
    }

    // After "my name is": all words up to a sign or a word that is no part of a name.
    void mark_run(std::size_t from) {
        for (std::size_t i = from; i < from + run_words_max && may_follow(i); ++i) {
            const SeenWord& word = seen_[i];
            const bool is_small =
                word.script == Script::cyrillic && any_capital() && !words_[i].capital;
            if (is_small || (i > from && begins_clause(word))) {
                return;
            }
            named_[i] = true;
        }
    }

    bool any_capital() const { return seen_.front().text_has_capitals; }

    // "and I live": "and" is written together with the verb.
    static bool begins_clause(const SeenWord& word) {
        return word.script == Script::arabic && !word.kinds.is_listed() &&
               word.letters.starts_with("و");
    }

    void mark_titled(std::size_t i) {
        if (!may_follow(i) || is_cue(i)) {
            return;
        }
        const SeenWord& word = seen_[i];
        const bool is_adjective = word.script == Script::arabic && !word.kinds.is_listed() &&
                                  word.letters.starts_with("ال") && !is_origin(word);
        const bool is_small = word.script == Script::cyrillic && any_capital() &&
                              !words_[i].capital && !word.kinds.is_given();
        const bool is_unknown =
            word.script == Script::cyrillic && !any_capital() && !word.kinds.is_given();
        if (!is_adjective && !is_small && !is_unknown) {
            mark(i);
        }
    }

    void mark_person(std::size_t i) {
        if (may_follow(i) && !is_cue(i) && seen_[i].kinds.is_given()) {
            mark(i);
        }
    }

    // "Father of Karim"; what it means without a name after it ("or", "mother") stays.
    void mark_kunya(std::size_t i) {
        if (may_follow(i + 1) && seen_[i + 1].kinds.is_given()) {
            named_[i] = true;
            mark(i + 1);
        }
    }

    bool is_cue(std::size_t i) const {
        return seen_[i].is(ScriptKind::called) || seen_[i].is(ScriptKind::title) ||
               seen_[i].is(ScriptKind::person);
    }

    // The word, and those that go on with the name.
    void mark(std::size_t i) {
        named_[i] = true;
        for (std::size_t next = i + 1; next < i + run_words_max && may_follow(next); ++next) {
            if ((is_cue(next) && !seen_[next].is(ScriptKind::surname)) || !continues(next)) {
                return;
            }
            named_[next] = true;
        }
    }

    bool continues(std::size_t i) const {
        const SeenWord& word = seen_[i];
        if (word.script == Script::cyrillic) {
            return words_[i].capital && !word.is(ScriptKind::stem) && !is_abbreviation(i);
        }
        return word.kinds.is_listed() || word.is(ScriptKind::particle) || is_origin(word);
    }

    void read_without_capitals(std::size_t i) {
        const SeenWord& word = seen_[i];
        if (word.is(ScriptKind::name) || (word.is(ScriptKind::weak) && is_beside_name(i))) {
            mark(i);
        } else if (word.is(ScriptKind::after) && joined(i) && !is_plain_word(i - 1)) {
            named_[i - 1] = true;
        }
    }

    bool is_plain_word(std::size_t i) const { return seen_[i].is(ScriptKind::stop) || is_cue(i); }

    // A name that is also a word: "I am X", or right before another name.
    bool is_beside_name(std::size_t i) const {
        const bool is_me = i > 0 && joined(i) && seen_[i - 1].letters == "من" && joined(i + 1) &&
                           seen_[i + 1].letters == "هستم";
        return is_me || joined(i + 1, ScriptKind::name) ||
               (joined(i + 1) && seen_[i + 1].is(ScriptKind::surname) &&
                !seen_[i + 1].is(ScriptKind::weak));
    }

    void read_cyrillic(std::size_t i) {
        const SeenWord& word = seen_[i];
        const bool is_capital = words_[i].capital;
        if (named_[i] || word.is(ScriptKind::stop) || (!is_capital && any_capital())) {
            return;
        }
        const bool by_capital =
            is_capital && (is_patronymic_in_script(word.letters) || is_capital_name(i));
        if (word.is(ScriptKind::name) || by_capital) {
            mark(i);
            guessed_[i] = !word.kinds.is_listed() && !is_patronymic_in_script(word.letters) &&
                          !is_surname_in_script(word.letters) && !is_initial(i);
        }
    }

    bool is_abbreviation(std::size_t i) const {
        return words_[i].shouted && !seen_[i].kinds.is_listed();
    }

    // A capital letter that is nothing else's: default-deny.
    bool is_capital_name(std::size_t i) const {
        const SeenWord& word = seen_[i];
        if (is_plain_capital(i)) {
            return false;
        }
        if (is_initial(i) || (word.starts && is_signature(i))) {
            return true;
        }
        const bool before_surname = may_follow(i + 1) && words_[i + 1].capital &&
                                    !seen_[i + 1].kinds.is_given() &&
                                    is_surname_in_script(seen_[i + 1].letters);
        if (word.starts) {
            return is_sure_surname_in_script(word.letters) || before_surname;
        }
        const bool after_preposition = joined(i) && seen_[i - 1].is(ScriptKind::before_place);
        const bool after_place = joined(i) && seen_[i - 1].is(ScriptKind::place);
        const bool is_sure = word.kinds.is_listed() || is_surname_in_script(word.letters);
        return !after_place && (!after_preposition || is_sure || before_surname);
    }

    // Countries, towns, companies, abbreviations, what stands in quotes.
    bool is_plain_capital(std::size_t i) const {
        const SeenWord& word = seen_[i];
        return word.is(ScriptKind::stem) || word.is(ScriptKind::place) ||
               word.is(ScriptKind::before_place) || word.quoted || is_abbreviation(i) ||
               is_place_in_script(word.letters);
    }

    // "О. Петренко".
    bool is_initial(std::size_t i) const {
        return seen_[i].is_letter && i + 1 < seen_.size() && seen_[i + 1].after_initial &&
               words_[i + 1].capital;
    }

    // A last line of one to three words with capital letters.
    bool is_signature(std::size_t i) const {
        if (i == 0 || !seen_[i].starts_line || seen_.size() - i > signature_words_max) {
            return false;
        }
        for (std::size_t k = i; k < seen_.size(); ++k) {
            if (!words_[k].capital || (k > i && !seen_[k].joined)) {
                return false;
            }
        }
        return true;
    }

    const std::vector<Word>& words_;
    std::vector<SeenWord> seen_;
    std::vector<bool> named_;
    std::vector<bool> guessed_;  // of those named: by nothing but a capital letter
};

}  // namespace

std::vector<ScriptVerdict> names_by_script(std::string_view text,
                                           const std::vector<Word>& words,
                                           const ScriptLexicon& lexicon) {
    const bool has_any = std::ranges::any_of(
        words, [](const Word& word) { return script_of(word.lower) != Script::other; });
    return has_any ? ScriptReader(text, words, lexicon).verdicts() : std::vector<ScriptVerdict>();
}

}  // namespace lyhord::anonymize
