#include "anonymize/dwellings.h"

#include <algorithm>
#include <string>

#include "anonymize/characters.h"
#include "anonymize/street_names.h"
#include "anonymize/vocabulary.h"

namespace lyhord::anonymize {
namespace {

const std::string number_cues =
    "(?:nr\\.?|nummer|hus nr|hus|porten|port|uppgång|uppg\\.?|trappuppgång|trapphus|huset nr|"
    "huset nummer)";
constexpr std::size_t street_words_before_max = 4;

const std::string capital_word = "(?:\\p{Lu}[\\p{L}-]+)";
const std::string postcode_and_town = "(?:SE?-? ?)?[1-9]\\d\\d ?\\d\\d " + town_words();

// Where the street ends that starts at the beginning of a text: "Norra Kyrkogatan"; 0 if none does.
std::size_t street_length(std::string_view text) {
    std::size_t at = 0;
    for (std::size_t word = 0; word < street_words_before_max; ++word) {
        const std::size_t end = std::min(text.find_first_of(" ,.!?\n\r;:)", at), text.size());
        if (end == at) {
            return 0;
        }
        if (street_start(text, end) < end) {
            return end;
        }
        if (end == text.size() || text[end] != ' ') {
            return 0;
        }
        at = end + 1;
    }
    return 0;
}

bool is_common_word(std::string_view word) {
    return Vocabulary::exact(lower_word(word)).is_common();
}

std::string_view first_word(std::string_view text) { return text.substr(0, text.find(' ')); }

}  // namespace

Dwellings::Dwellings(const PlainNumbers& plain)
    : plain_(plain),
      rare_hint_(
          "(?i)(?:nr\\.?|nummer|hus|porte?n?|uppgång|uppg\\.?|trapphus|at|on|in|no\\.?|is|address:|"
          "number) \\d|\\d ?[a-h]?[:-]?an "
          "(?:på|i|vid|å)|(?:street|st|road|rd|avenue|ave|lane|drive|"
          "close|court|square|terrace|crescent|gardens|boulevard)\\b|(?:box|låda)\\.? "
          "\\d|c/o|c\\\\o|"
          "lägenhet|lgh"),
      number_first_("(?i)(?:" + number_cues + " (?:\\d{1,4}|" + number_words() +
                    ")(?: ?[a-h])?|\\d{1,4} ?[a-h]?[:-]?an) (?:på|i|vid|å) "),
      english_("(?i)(?:at|on|number|no\\.?|in|address is|address:) (\\d{1,4} ?[a-h]? )"),
      foreign_("(\\d{1,5}[A-Za-z]?,? (?:" + capital_word +
               " ){1,3}"
               "(?:Street|St\\.?|Road|Rd\\.?|Avenue|Ave\\.?|Lane|Drive|Close|Court|Square|Terrace|"
               "Crescent|Gardens|Boulevard)(?:\\b|$))"),
      home_(
          "(?:(?i:bor|bo|bodde|boende|bott|flyttat|flyttade) (?:på|i|vid|å|till)|"
          "(?i:adress|adressen)(?: är)?:?|(?i:hemma|hem)(?: hos (?:oss|mig|honom|henne|dem))?"
          " (?:på|hos|till|i))"
          " ((?:" +
          capital_word + " ){1,3}(\\d{1,4})(?: ?[A-H]|[a-h])?)"),
      adjacent_(
          "(?i)(?:gården|torpet|stugan|hemmanet|huset|vid|från|utanför|granne med|bredvid|"
          "bor på|bor i|bor vid|adress|adress:|adressen|adressen är) "
          "(((?-i:" +
          capital_word + ")|[a-zåäö]{5,30}) \\d{1,4}(?: ?[a-h])?)"),
      rural_("((?:" + capital_word + " ){1,3}\\d{1,4}(?: ?[A-H]|[a-h])?,?\\s" + postcode_and_town +
             ")"),
      box_("((?i:p\\.? ?o\\.? ?box|postbox|postlåda|box) \\d{1,5}(?:,? ?\\s" + postcode_and_town +
           ")|(?i:p\\.? ?o\\.? ?box|postbox|postlåda)\\.? \\d{1,5}|(?:Box|BOX) \\d{2,5})"),
      care_of_("(?i)((?:c/o|c\\\\o|℅)[ .:]{0,2}(?:(?-i:" + capital_word + "(?: " + capital_word +
               ")?)|[\\p{L}-]+))"),
      flat_(
          "(?i)((?:lägenhetsnummer|lägenhetsnr|lägenhetsnumret|lägenhet|lghnr|lgh-nr|lght|lgh)"
          "\\.?[ :]{1,2}(?:nr\\.? ?|nummer |är )?\\d{3,4})"),
      postcode_(
          "(?i)(?:postnummer|postnumret|postnr|post code|postcode|zip|zip code)[ :.]{1,3}"
          "(?:är |is )?(\\d{3} ?\\d\\d)"),
      town_("((?:SE?-)?[1-9]\\d\\d \\d\\d (\\p{Lu}\\p{L}+))"),
      time_(
          "[.:]\\d\\d|[:.,]\\d|-?\\d|/\\d|:(?:an|e|a)| "
          "(?:januari|februari|mars|april|maj|juni|juli|"
          "augusti|september|oktober|november|december)") {}

Findings Dwellings::find(std::string_view text) const {
    Findings findings;
    if (rare_hint_.occurs_in(text)) {
        findings = number_first(text);
        for (const Pattern* pattern : {&foreign_, &box_, &care_of_, &flat_}) {
            if (findings.empty()) {
                findings = certain(*pattern, text);
            }
        }
    }
    return findings.empty() ? villages(text) : findings;
}

Findings Dwellings::with_postcode(std::string_view text) const {
    Findings findings = certain(rural_, text);
    if (findings.empty()) {
        findings = certain(postcode_, text);
    }
    return findings.empty() ? towns(text) : findings;
}

Findings Dwellings::number_first(std::string_view text) const {
    Findings findings;
    for (const Pattern* pattern : {&number_first_, &english_}) {
        each_match(*pattern, text, [&](const Match& match) {
            const std::size_t street = match.range().end;
            const std::size_t length = street_length(after(text, street, 80));
            if (length == 0 || word_ends_at(text, match.range().start)) {
                return match.range().start + 1;
            }
            const std::size_t start = match.has(1) ? match.range(1).start : match.range().start;
            findings.push_back({{start, street + length}, Label::address});
            return street + length;
        });
        if (!findings.empty()) {
            break;
        }
    }
    return findings;
}

Findings Dwellings::without_digits(std::string_view text) const {
    const Findings findings = number_first(text);
    return findings.empty() ? certain(care_of_, text) : findings;
}

std::string Dwellings::hint_without_digits() {
    return number_cues + " (?:" + number_words() + ") (?:på|i|vid|å) |c/o|c\\\\o";
}

// Villages have no streets: "bor på Brunne 114", "vid Västanbäck 12."
Findings Dwellings::villages(std::string_view text) const {
    Findings findings;
    for (const Pattern* pattern : {&home_, &adjacent_}) {
        each_match(*pattern, text, [&](const Match& match) {
            const ByteRange found = match.range(1);
            const bool alone =
                !word_ends_at(text, match.range().start) && !word_starts_at(text, found.end);
            const std::string_view digits = found.end > found.start ? match.view(1) : "";
            const std::size_t digit = digits.find_first_of("0123456789");
            const ByteRange number{found.start + digit, found.end};
            const bool plain = is_year(slice(text, number)) || plain_.is_amount(text, number) ||
                               time_.starts(after(text, found.end, 12));
            if (!alone || plain || (pattern == &adjacent_ && !is_village(text, match))) {
                return match.range().start + 1;
            }
            findings.push_back({found, Label::address});
            return found.end;
        });
    }
    return findings;
}

// Beside "vid" and "från" only what is no word and ends a clause; in lower case after "adressen",
// or if it ends as places do.
bool Dwellings::is_village(std::string_view text, const Match& match) const {
    const std::string lower = lower_word(match.view(2));
    const bool capital = is_upper(character_at(match.view(2), 0).code);
    const std::string cue = lower_word(first_word(match.view()));
    const bool home = cue.starts_with("adress") || cue == "bor";
    if (capital) {
        return !is_common_word(lower) && ends_address(text, match.range(1).end);
    }
    return home &&
           (is_street_or_place(lower) || (cue.starts_with("adress") && !is_common_word(lower)));
}

// "871 31 Härnösand".
Findings Dwellings::towns(std::string_view text) const {
    Findings findings;
    each_match(town_, text, [&](const Match& match) {
        const bool known = Vocabulary::classes(lower_word(match.view(2))).has(WordClass::place);
        if (!known || !stands_alone(text, match.range()) || is_common_word(match.view(2))) {
            return match.range().start + 1;
        }
        findings.push_back({match.range(), Label::address});
        return match.range().end;
    });
    return findings;
}

Findings Dwellings::certain(const Pattern& pattern, std::string_view text) const {
    Findings findings;
    each_match(pattern, text, [&](const Match& match) {
        const ByteRange found = match.range(1);
        const std::size_t number = match.view(1).find_last_of(' ');
        const bool year =
            number != std::string_view::npos && is_year(match.view(1).substr(number + 1));
        const bool alone =
            !word_ends_at(text, match.range().start) && !word_starts_at(text, found.end);
        if (!alone || year || plain_.is_amount(text, found)) {
            return match.range().start + 1;
        }
        findings.push_back({found, Label::address});
        return found.end;
    });
    return findings;
}

}  // namespace lyhord::anonymize
