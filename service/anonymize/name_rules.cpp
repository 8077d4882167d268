#include "anonymize/name_rules.h"

#include <algorithm>
#include <array>

#include "anonymize/characters.h"

namespace lyhord::anonymize {
namespace {

constexpr std::size_t name_words_max = 5;

constexpr auto place_ends = std::to_array<std::string_view>({"skolan",
                                                             "gatan",
                                                             "vägen",
                                                             "torget",
                                                             "kyrkan",
                                                             "gården",
                                                             "parken",
                                                             "gymnasiet",
                                                             "hallen",
                                                             "huset",
                                                             "platsen",
                                                             "backen",
                                                             "stigen",
                                                             "gränden",
                                                             "hemmet",
                                                             "stiftelsen",
                                                             "fonden",
                                                             "stranden"});
constexpr auto place_words = std::to_array<std::string_view>(
    {"torg", "torget",    "gata",    "gatan",   "väg",    "plan",     "plats",
     "park", "kyrka",     "skola",   "gränd",   "stig",   "allé",     "backe",
     "bro",  "gymnasium", "hovrätt", "sjukhus", "bageri", "konditori"});
constexpr auto saints = std::to_array<std::string_view>(
    {"sankt", "sankta", "s:t", "s:ta", "drottning", "kung", "prins"});

template <std::size_t N>
bool contains(const std::array<std::string_view, N>& list, std::string_view word) {
    return std::find(list.begin(), list.end(), word) != list.end();
}

// Reads one text. Indexes are those of its words.
class NameReader {
public:
    NameReader(std::string_view text, const std::vector<Word>& words)
        : text_(text), words_(words) {}

    // How many words from this one on are a person's name; 0 if none starts here.
    std::size_t length_at(std::size_t i) const {
        if (words_[i].protected_place || !starts_name(i)) {
            return 0;
        }
        const std::size_t length = extent(i);
        return is_place(i, length) ? 0 : length;
    }

private:
    std::string_view gap_before(std::size_t i) const {
        const std::size_t start = i == 0 ? 0 : words_[i - 1].range.end;
        return slice(text_, {start, words_[i].range.start});
    }

    bool joined(std::size_t i) const {
        if (i == 0 || i >= words_.size()) {
            return false;
        }
        const std::string_view gap = gap_before(i);
        return gap == " " || (gap == ". " && is_initial(i - 1));
    }

    bool is_initial(std::size_t i) const {
        const Word& word = words_[i];
        return word.capital && word.lower.size() <= 2 && word.range.end - word.range.start <= 2 &&
               character_at(text_, word.range.start).length == word.range.end - word.range.start;
    }

    // Could be a name if something says so.
    bool may_be_name(const Word& word) const {
        const bool other = word.is(WordKind::ordinary) || word.is(WordKind::role) ||
                           word.is(WordKind::named_thing) || word.is(WordKind::called) ||
                           word.is(WordKind::closing) || word.protected_place ||
                           (word.is(WordKind::place) && !word.is(WordKind::surname));
        const bool known = word.is(WordKind::first_name) || word.is(WordKind::common_name) ||
                           word.is_like_surname();
        return !other && (known || !word.shouted);
    }

    bool starts_name(std::size_t i) const {
        const Word& word = words_[i];
        if (is_patronymic(word.lower) && may_be_name(word)) {
            return true;
        }
        if (!word.capital) {
            return may_be_name(word) && (follows_cue_in_lower_case(i) || is_full_name(i));
        }
        return word.is_given_name() || is_full_name(i) ||
               (may_be_name(word) && !is_initial(i) && follows_evidence(i));
    }

    // What the next word says: "Hans Svensson", "K. Lindberg", "Xhevdet Nilsson", "per nilsson".
    bool is_full_name(std::size_t i) const {
        if (!joined(i + 1) || !words_[i + 1].is_like_surname() || !may_be_name(words_[i + 1])) {
            return false;
        }
        const Word& word = words_[i];
        const Word& next = words_[i + 1];
        const bool name = word.is(WordKind::first_name) || word.is(WordKind::common_name);
        const bool patronymic = is_patronymic(next.lower);
        if (!word.capital || !next.capital) {
            return name && patronymic;
        }
        return name || is_initial(i) || (patronymic && may_be_name(word));
    }

    bool follows_evidence(std::size_t i) const {
        return follows_role(i) || follows_called(i) || is_signature(i) || is_capital_inside(i);
    }

    // A word that is also a name has no capital letter inside a sentence unless it is the name.
    bool is_capital_inside(std::size_t i) const {
        const bool inside = i > 0 && (gap_before(i) == " " || gap_before(i) == ", ");
        return inside && words_[i].is(WordKind::common_name) && !words_[i].is(WordKind::brand) &&
               !words_[i].shouted && !words_[i - 1].shouted;
    }

    bool follows_role(std::size_t i) const { return joined(i) && words_[i - 1].is(WordKind::role); }

    // "heter X", "vid namn X", "mitt namn är X", unless it is a school or a street that "heter".
    bool follows_called(std::size_t i) const {
        if (!joined(i)) {
            return false;
        }
        if (words_[i - 1].is(WordKind::called)) {
            const std::size_t subject = i >= 3 && words_[i - 2].lower == "som" ? 3 : 2;
            return i < subject || !words_[i - subject].is(WordKind::named_thing);
        }
        const bool by_name =
            i >= 2 && words_[i - 1].lower == "namn" && words_[i - 2].lower == "vid";
        const bool name_is = i >= 3 && words_[i - 1].lower == "är" &&
                             words_[i - 2].lower == "namn" &&
                             (words_[i - 3].lower == "mitt" || words_[i - 3].lower == "hans" ||
                              words_[i - 3].lower == "hennes");
        return by_name || name_is;
    }

    bool follows_cue_in_lower_case(std::size_t i) const {
        const Word& word = words_[i];
        const bool name = word.is_given_name();
        if (follows_role(i)) {
            return name;
        }
        if (follows_called(i) && i >= 2 && words_[i - 1].is(WordKind::called)) {
            return name || words_[i - 2].is(WordKind::pronoun);
        }
        return name && (follows_called(i) || is_signature(i));
    }

    // "/ Kalle" and "Mvh Kalle Svensson" at the end of a line.
    bool is_signature(std::size_t i) const {
        const std::string_view gap = gap_before(i);
        const std::size_t slash = gap.find_last_not_of(' ');
        const bool after_slash = slash != std::string_view::npos && gap[slash] == '/' &&
                                 (gap.size() > 1 || i == 0) &&
                                 (i == 0 || gap[0] != '/' || slash > 0);
        const bool after_closing = i > 0 && words_[i - 1].is(WordKind::closing) &&
                                   gap.find_first_not_of(" ,:.!\r\n") == std::string_view::npos;
        return (after_slash || after_closing) && ends_line(i + extent(i));
    }

    bool ends_line(std::size_t next) const {
        const std::size_t start = words_[next - 1].range.end;
        const std::size_t end = next < words_.size() ? words_[next].range.start : text_.size();
        const std::string_view gap = slice(text_, {start, end});
        const bool last = next == words_.size();
        return (last || gap.find('\n') != std::string_view::npos) &&
               gap.find_first_not_of(" .,!\r\n)(") == std::string_view::npos;
    }

    bool continues(std::size_t i, bool lower_case) const {
        if (!joined(i) || !may_be_name(words_[i])) {
            return false;
        }
        return lower_case ? words_[i].is_like_surname() : words_[i].capital;
    }

    std::size_t extent(std::size_t i) const {
        const bool lower_case = !words_[i].capital;
        std::size_t next = i + 1;
        while (next < words_.size() && next - i < name_words_max) {
            const bool particle = words_[next].is(WordKind::particle) && joined(next) &&
                                  next + 1 < words_.size() && words_[next + 1].capital &&
                                  continues(next + 1, false);
            if (!particle && !continues(next, lower_case)) {
                break;
            }
            next += particle ? 2 : 1;
        }
        return next - i;
    }

    // "Gustav Adolfs torg", "Wendela Hellmanskolan", "Sankta Katarina": named after a person.
    bool is_place(std::size_t i, std::size_t length) const {
        const std::string& last = words_[i + length - 1].lower;
        const bool by_end = std::any_of(place_ends.begin(),
                                        place_ends.end(),
                                        [&](std::string_view end) { return last.ends_with(end); });
        const std::size_t next = i + length;
        const bool by_next = next < words_.size() && joined(next) && !words_[next].capital &&
                             contains(place_words, words_[next].lower);
        return by_end || by_next || (joined(i) && contains(saints, words_[i - 1].lower));
    }

    std::string_view text_;
    const std::vector<Word>& words_;
};

}  // namespace

std::vector<bool> names_by_rule(std::string_view text, const std::vector<Word>& words) {
    const NameReader reader(text, words);
    std::vector<bool> named(words.size(), false);
    for (std::size_t i = 0; i < words.size();) {
        const std::size_t length = reader.length_at(i);
        std::fill_n(named.begin() + static_cast<std::ptrdiff_t>(i), length, true);
        i += std::max<std::size_t>(length, 1);
    }
    return named;
}

std::vector<bool> names_of_places(std::string_view text, const std::vector<Word>& words) {
    const auto joined = [&](std::size_t i) {
        return slice(text, {words[i - 1].range.end, words[i].range.start}) == " ";
    };
    std::vector<bool> placed(words.size(), false);
    for (std::size_t i = 0; i < words.size(); ++i) {
        const std::string& word = words[i].lower;
        const bool by_end = std::ranges::any_of(place_ends, [&](std::string_view end) {
            return word.size() > end.size() + 1 && word.ends_with(end);
        });
        // "Annas väg hem" is somebody's.
        const bool by_next = words[i].capital && i + 1 < words.size() && joined(i + 1) &&
                             !words[i + 1].capital && words[i + 1].lower != "väg" &&
                             words[i + 1].lower != "stig" &&
                             contains(place_words, words[i + 1].lower);
        const bool by_saint =
            words[i].capital && i > 0 && joined(i) && contains(saints, words[i - 1].lower);
        if (!by_end && !by_next && !by_saint) {
            continue;
        }
        placed[i] = true;
        for (std::size_t k = i; k > 0 && joined(k) && words[k - 1].capital; --k) {
            placed[k - 1] = true;
        }
    }
    return placed;
}

}  // namespace lyhord::anonymize
