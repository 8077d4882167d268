#include "anonymize/spoken_numbers.h"

#include <algorithm>
#include <array>
#include <functional>
#include <string>
#include <utility>

#include "anonymize/characters.h"

namespace lyhord::anonymize {
namespace {

constexpr std::size_t tokens_min = 4;
constexpr std::size_t spoken_min = 3;
constexpr std::size_t digits_min = 6;        // a number without its area code
constexpr std::size_t phone_digits_min = 7;  // with its 0
constexpr std::size_t phone_digits_max = 15;
constexpr std::size_t mobile_digits = 10;

using SpokenWord = std::pair<std::string_view, std::string_view>;

constexpr auto small_numbers = std::to_array<SpokenWord>(
    {{"noll", "0"},     {"nolla", "0"},     {"nollan", "0"},   {"zero", "0"},    {"oh", "0"},
     {"ett", "1"},      {"en", "1"},        {"etta", "1"},     {"ettan", "1"},   {"one", "1"},
     {"två", "2"},      {"tvåa", "2"},      {"tvåan", "2"},    {"two", "2"},     {"tre", "3"},
     {"trea", "3"},     {"three", "3"},     {"fyra", "4"},     {"four", "4"},    {"fem", "5"},
     {"femma", "5"},    {"five", "5"},      {"sex", "6"},      {"sexa", "6"},    {"six", "6"},
     {"sju", "7"},      {"sjua", "7"},      {"seven", "7"},    {"åtta", "8"},    {"eight", "8"},
     {"nio", "9"},      {"nia", "9"},       {"nine", "9"},     {"tio", "10"},    {"elva", "11"},
     {"tolv", "12"},    {"tretton", "13"},  {"fjorton", "14"}, {"femton", "15"}, {"sexton", "16"},
     {"sjutton", "17"}, {"arton", "18"},    {"nitton", "19"},  {"ten", "10"},    {"eleven", "11"},
     {"twelve", "12"},  {"thirteen", "13"}, {"fourteen", "14"}});

constexpr auto round_tens = std::to_array<SpokenWord>(
    {{"tjugo", "2"},   {"trettio", "3"}, {"fyrtio", "4"}, {"femtio", "5"}, {"sextio", "6"},
     {"sjuttio", "7"}, {"åttio", "8"},   {"nittio", "9"}, {"tretti", "3"}, {"fyrti", "4"},
     {"femti", "5"},   {"sexti", "6"},   {"sjutti", "7"}, {"åtti", "8"},   {"nitti", "9"},
     {"twenty", "2"},  {"thirty", "3"},  {"forty", "4"},  {"fifty", "5"},  {"sixty", "6"},
     {"seventy", "7"}, {"eighty", "8"},  {"ninety", "9"}});

// The longest first: RE2 takes the first that fits.
template <std::size_t Size>
std::string alternatives(std::array<SpokenWord, Size> words) {
    std::ranges::sort(
        words, std::greater(), [](const SpokenWord& word) { return word.first.size(); });
    std::string out;
    for (const auto& [word, digits] : words) {
        out += (out.empty() ? "" : "|") + std::string(word);
    }
    return out;
}

// "sjuttiofyra", "sjuttio fyra", "hundrasjuttiofyra", "noll", "174".
std::string token_expression() {
    const std::string unit =
        "(?:ett|en|två|tre|fyra|fem|sex|sju|åtta|nio|one|two|three|four|five|"
        "six|seven|eight|nine)";
    return "(?:(?:" + unit + " ?)?hundra ?(?:och ?)?)?(?:(?:" + alternatives(round_tens) +
           ")(?:[ -]?" + unit + ")?|" + alternatives(small_numbers) + ")|\\d{1,6}";
}

// The digits of a word that starts with a known one, and its rest.
template <std::size_t Size>
SpokenWord longest_start(const std::array<SpokenWord, Size>& words, std::string_view text) {
    SpokenWord best;
    for (const SpokenWord& word : words) {
        if (text.starts_with(word.first) && word.first.size() > best.first.size()) {
            best = word;
        }
    }
    return best;
}

std::string below_hundred(std::string_view word) {
    const SpokenWord ten = longest_start(round_tens, word);
    if (ten.first.empty()) {
        return std::string(longest_start(small_numbers, word).second);
    }
    std::string_view rest = word.substr(ten.first.size());
    if (rest.starts_with(' ') || rest.starts_with('-')) {
        rest.remove_prefix(1);
    }
    const SpokenWord unit = longest_start(small_numbers, rest);
    return std::string(ten.second) + (unit.first.empty() ? "0" : std::string(unit.second));
}

std::string digits_spoken(std::string_view written) {
    const std::string word = lower_word(written);
    const std::size_t hundred = word.find("hundra");
    if (is_digit(word[0])) {
        return word;
    }
    if (hundred == std::string::npos) {
        return below_hundred(word);
    }
    const std::string first =
        hundred == 0 ? "1" : std::string(longest_start(small_numbers, word).second);
    std::string_view rest = std::string_view(word).substr(hundred + 6);
    for (const std::string_view joint : {" ", "och", " "}) {
        rest.remove_prefix(rest.starts_with(joint) ? joint.size() : 0);
    }
    const std::string tail = below_hundred(rest);
    return first + (tail.size() == 1 ? "0" : "") + tail;
}

// "ett två tre fyra": a count.
bool is_count(std::string_view digits) {
    const auto breaks = [](char left, char right) { return right != left + 1; };
    return std::ranges::adjacent_find(digits.substr(0, 6), breaks) == digits.substr(0, 6).end();
}

bool is_person(std::string_view digits) {
    if (digits.size() != 10 && digits.size() != 12) {
        return false;
    }
    const std::string_view ten = digits.substr(digits.size() - 10);
    const bool mobile = digits.starts_with("07") && digits.size() == 10;
    return !mobile && ten.substr(2, 2) <= "12" && luhn_holds(ten);
}

}  // namespace

SpokenNumbers::SpokenNumbers()
    : run_("(?i)(?:plus[ -])?(?:" + token_expression() +
           ")(?:[ ,.\\n-]{0,3}(?:" + token_expression() + ")){3,23}"),
      token_("(?i)" + token_expression()),
      person_cue_(
          "(?i)(?:person|pers|p|samordnings)-?(?:nummer|nummret|numret|nr)[ :]{1,2}"
          "(?:är )?$"),
      account_cue_(
          "(?i)(?:konto|kontot|kontonummer|kontonumret|clearing|clearingnummer|bankgiro|"
          "plusgiro|swish|kortnummer|account number)[ :]{1,2}(?:är |is )?$"),
      phone_cue_(
          "(?i)(?:nummer|numret|nummret|number|mobil|mobilen|telefon|tel|ring|ringa|"
          "(?:ring|nås|nå|call|text|reach) (?:mig|oss|me|us)?)[ :]{1,2}"
          "(?:är |på |is |on |at )?$") {}

std::string SpokenNumbers::hint() {
    const std::string words =
        "(?:" + alternatives(round_tens) + "|" + alternatives(small_numbers) + ")";
    return word_start + words + "[ ,.\\n-]{0,3}" + words + "|noll[ ,.\\n-]{0,3}\\d";
}

Findings SpokenNumbers::find(std::string_view text) const {
    Findings findings;
    each_match(run_, text, [&](const Match& match) {
        if (!stands_alone(text, match.range())) {
            return match.range().start + 1;
        }
        const std::vector<Token> tokens = tokens_of(text, match.range());
        for (std::size_t first = 0; first + tokens_min <= tokens.size(); ++first) {
            if (const std::optional<Label> kind = label(text, tokens, first)) {
                const std::size_t start =
                    first == 0 ? match.range().start : tokens[first].range.start;
                findings.push_back({{start, tokens.back().range.end}, *kind});
                break;
            }
        }
        return match.range().end;
    });
    return findings;
}

std::vector<SpokenNumbers::Token> SpokenNumbers::tokens_of(std::string_view text,
                                                           ByteRange run) const {
    std::vector<Token> tokens;
    each_match(token_, slice(text, run), [&](const Match& match) {
        const ByteRange range = match.range();
        tokens.push_back({.range = {run.start + range.start, run.start + range.end},
                          .digits = digits_spoken(match.view()),
                          .spoken = !is_digit(match.view()[0])});
        return range.end;
    });
    // "... noll fem en kväll".
    while (!tokens.empty() && lower_word(slice(text, tokens.back().range)) == "en") {
        tokens.pop_back();
    }
    return tokens;
}

std::optional<Label> SpokenNumbers::label(std::string_view text,
                                          const std::vector<Token>& tokens,
                                          std::size_t first) const {
    std::string digits;
    std::size_t spoken = 0;
    for (std::size_t i = first; i < tokens.size(); ++i) {
        digits += tokens[i].digits;
        spoken += tokens[i].spoken ? 1 : 0;
    }
    // "noll sjuttio 174 06 05"
    const bool whole_mobile = digits.size() == mobile_digits && digits.starts_with("07");
    const bool zero = tokens[first].spoken && tokens[first].digits == "0" &&
                      (whole_mobile || (spoken > 1 && digits.size() >= phone_digits_min + 1));
    if ((spoken < spoken_min && !zero) || digits.size() < digits_min || is_count(digits)) {
        return std::nullopt;
    }
    const std::string_view left = before(text, tokens[first].range.start, 40);
    if (person_cue_.occurs_in(left) || is_person(digits)) {
        return Label::pnr;
    }
    if (account_cue_.occurs_in(left)) {
        return Label::account;
    }
    const bool abroad = left.ends_with("plus ") || left.ends_with("Plus ");
    const bool mobile = digits.size() == 9 && digits[0] == '7' &&
                        std::string_view("02369").find(digits[1]) != std::string_view::npos;
    const bool whole =
        mobile || ((digits[0] == '0' || abroad) && digits.size() >= phone_digits_min &&
                   digits.size() <= phone_digits_max);
    return whole || phone_cue_.occurs_in(left) ? std::optional(Label::phone) : std::nullopt;
}

}  // namespace lyhord::anonymize
