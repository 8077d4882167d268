#include "anonymize/script_words.h"

#include <algorithm>
#include <array>
#include <span>

#include "anonymize/characters.h"
#include "anonymize/matching.h"

namespace lyhord::anonymize {
namespace {

using Ends = std::span<const std::string_view>;

constexpr std::size_t cyrillic_bytes = 2;
constexpr std::size_t before_end_bytes_min = 2 * cyrillic_bytes;

constexpr auto patronymics = std::to_array<std::string_view>(
    {"івна", "івни",  "івні",  "івну",  "івною",  "ївна",   "ївни",   "ївні",
     "ївну", "ївною", "овна",  "овны",  "овне",   "овну",   "овной",  "евна",
     "евны", "евне",  "евну",  "евной", "ович",   "овича",  "овичу",  "овичем",
     "евич", "евича", "евичу", "йович", "йовича", "йовичу", "инична", "ильич"});
constexpr auto sure_surnames = std::to_array<std::string_view>({"енко",
                                                                "енка",
                                                                "енку",
                                                                "енком",
                                                                "єнко",
                                                                "єнка",
                                                                "щук",
                                                                "щука",
                                                                "чук",
                                                                "чука",
                                                                "чуку",
                                                                "чуком"});
constexpr auto surnames = std::to_array<std::string_view>(
    {"енко",  "енка", "енку",   "єнко", "щук",   "чук",    "чука",   "чуку",  "юк",
     "юка",   "юку",  "ський",  "ська", "ську",  "ського", "ському", "ської", "ській",
     "цький", "цька", "цького", "ский", "ская",  "скую",   "ского",  "скому", "ской",
     "ов",    "ова",  "ову",    "овой", "овым",  "ев",     "ева",    "еву",   "евой",
     "єв",    "єва",  "ин",     "ина",  "ину",   "иной",   "ін",     "іна",   "їн",
     "их",    "ых",   "ян",     "дзе",  "швили", "швілі"});
constexpr auto ends_of_places = std::to_array<std::string_view>(
    {"стад",  "стада",  "стаді",  "стаде",  "борг",   "борга",  "борзі",   "борге",   "гатан",
     "веген", "торгет", "скулан", "чепінг", "чёпинг", "чепинг", "чепінгу", "чепінзі", "холм",
     "хольм", "хольмі", "хольме", "ланд",   "ланді",  "ланде",  "парк",    "парку"});

bool ends_as(std::string_view word, Ends ends) {
    return std::ranges::any_of(ends, [&](std::string_view end) {
        return word.size() >= end.size() + before_end_bytes_min && word.ends_with(end);
    });
}

bool has(std::string_view gap, std::string_view sign) {
    return gap.find(sign) != std::string_view::npos;
}

bool has_any(std::string_view gap, std::span<const std::string_view> signs) {
    return std::ranges::any_of(signs, [&](std::string_view sign) { return has(gap, sign); });
}

constexpr auto sorani_letters = std::to_array<std::string_view>({"ە", "ێ", "ۆ", "ڕ", "ڵ"});

bool starts_sentence(std::string_view gap) {
    constexpr auto signs =
        std::to_array<std::string_view>({".", "!", "?", "\n", "…", "- ", "؟", "።", "•"});
    return has_any(gap, signs);
}

bool is_quoted(std::string_view gap) {
    constexpr auto signs = std::to_array<std::string_view>({"«", "“", "„", "\"", "”"});
    return has_any(gap, signs);
}

}  // namespace

std::vector<SeenWord> see_words(std::string_view text,
                                const std::vector<Word>& words,
                                const ScriptLexicon& lexicon) {
    const bool has_capitals = std::ranges::any_of(words, &Word::capital);
    std::vector<SeenWord> seen;
    seen.reserve(words.size());
    std::size_t end = 0;
    for (const Word& word : words) {
        const std::string_view gap = slice(text, {end, word.range.start});
        const bool after_letter =
            !seen.empty() && seen.back().is_letter && words[seen.size() - 1].capital;
        SeenWord one;
        one.script = script_of(word.lower);
        if (one.script != Script::other) {
            one.letters = ScriptLexicon::letters(word.lower);
            one.kinds = lexicon.kinds(one.letters, one.script);
        }
        one.after_initial = after_letter && (gap == "." || gap == ". ");
        one.joined = gap == " " || gap == "፡" || one.after_initial;
        one.starts = seen.empty() || (!one.after_initial && starts_sentence(gap));
        one.starts_line = has(gap, "\n");
        one.quoted = is_quoted(gap);
        one.is_letter = character_at(word.lower, 0).length == word.lower.size();
        one.is_persian = word.lower.ends_with("ی") && !has_any(word.lower, sorani_letters);
        one.text_has_capitals = has_capitals;
        seen.push_back(std::move(one));
        end = word.range.end;
    }
    return seen;
}

bool is_origin(const SeenWord& word) {
    constexpr std::size_t letter_bytes = 2;
    if (word.script != Script::arabic || word.is(ScriptKind::stop)) {
        return false;
    }
    const bool is_arabic = word.letters.starts_with("ال") && word.letters.ends_with("ي") &&
                           word.letters.size() >= 6 * letter_bytes;
    return is_arabic || (word.is_persian && word.letters.size() >= 5 * letter_bytes);
}

bool is_patronymic_in_script(std::string_view letters) { return ends_as(letters, patronymics); }

bool is_surname_in_script(std::string_view letters) { return ends_as(letters, surnames); }

bool is_sure_surname_in_script(std::string_view letters) { return ends_as(letters, sure_surnames); }

bool is_place_in_script(std::string_view letters) { return ends_as(letters, ends_of_places); }

}  // namespace lyhord::anonymize
