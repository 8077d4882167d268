#include "anonymize/dwellings.h"

#include <algorithm>
#include <string>

#include "anonymize/address_words.h"
#include "anonymize/characters.h"
#include "anonymize/signs.h"
#include "anonymize/street_names.h"
#include "anonymize/vocabulary.h"

namespace lyhord::anonymize {
namespace {

const std::string number_cues =
    "(?:nr\\.?|nummer|hus nr|hus|porten|port|uppgång|uppg\\.?|trappuppgång|trapphus|huset nr|"
    "huset nummer)";
constexpr std::size_t street_words_before_max = 4;
constexpr std::size_t unknown_place_bytes_min = 4;
// "i trettonan på Backvägen"; below eleven they are buses and classes too.
const std::string number_names =
    "i (?:(?:tjugo|trettio|fyrtio|femtio)(?:ettan|tvåan|trean|fyran|femman|sexan|sjuan|åttan|nian)|"
    "elvan|tolvan|trettonan|fjortonan|femtonan|sextonan|sjuttonan|artonan|nittonan|tjugoan)";
const std::string lives =
    "(?:bor|bo|bodde|boende|bott|flyttat|flyttade|född|uppvuxen)(?: (?:kvar|ute|nere|uppe|själv|"
    "ensam|numera|fortfarande|nu|alltså|ju|här|där|inne))?";
const std::string capital_word = "(?:[" + capital_ranges + "][" + letter_ranges + "-]+)";
const std::string postcode_and_town = "(?:SE?-? ?)?[1-9]\\d\\d ?\\d\\d " + town_words();

const std::string adjacent_expression =
    "(?i)(?:gården|torpet|stugan|hemmanet|huset|vid|från|utanför|granne "
    "med|bredvid|bakom|förbi|"
    "mittemot|intill|(?:huset|porten|trappan|trapphuset|källaren|lägenheten|innergården|"
    "tvättstugan|soprummet|hissen|garaget|förrådet|grannen|grannarna|familjen|boende|"
    "hyresgäst|inbrott) (?:på|i)|" +
    lives +
    " (?:på|i|vid)|adress|adress:|adressen|adressen är) "
    "(((?-i:" +
    capital_word + ")|[a-zåäö]{5,30}) \\d{1,4}(?: ?[a-h])?)";
const std::string home_expression =
    "(?:(?i:" + lives +
    " (?:på|i|vid|å|till))|"
    "(?i:adress|adressen)(?: är)?:?|(?i:hemma|hem)(?: hos (?:oss|mig|honom|henne|dem))?"
    " (?:på|hos|till|i))"
    " ((?:" +
    capital_word + " ){1,3}(\\d{1,4})(?: ?[A-H]|[a-h])?)";
const std::string owned_expression =
    "(?i)(?:" + lives +
    " (?:på|i|vid|å|till)|"
    "(?:min|mitt|mina|vår|vårt|våra|hans|hennes|deras) (?:egen |eget |egna )?(?:fastighet|"
    "gård|tomt|villa|hus|torp|stuga|sommarstuga|mark|skog),?|äger|ägare (?:till|av)|köpte|"
    "köpt|sålde|ärvde|(?:gården|torpet|hemmanet|huset|stället) heter|adress(?:en)?(?: "
    "är)?:?) "
    "(?-i:((?:" +
    capital_word + " ){1,3}(?:s:\\d{1,2}|\\d{1,3}:\\d{1,3})))";
const std::string box_expression =
    "((?i:p\\.? ?o\\.? ?box|postbox|postlåda|box) \\d{1,5}(?:,? ?\\s" + postcode_and_town +
    ")|(?i:p\\.? ?o\\.? ?box|postbox|postlåda)\\.? \\d{1,5}|(?:Box|BOX) \\d{2,5}|box "
    "\\d{3,5}|(?:PL|Pl|P\\.L\\.) \\d{2,5})";
// In Cyrillic and in Arabic script.
const std::string script_street_expression =
    "((?i:вул|вулиця|вулиці|вулицю|ул|улица|улице|улицу|проспект|площа|шосе)\\.? "
    "(?:[\\p{Cyrillic}A-Za-zÅÄÖåäö-]{2,30} ){1,3}(?:№ ?)?\\d{1,4}|"
    "\\p{Cyrillic}{2,20}(?:[гґ]атан|[гґ]ата|ве[гґ]ен|вэген|стіген|стиген|торгет|гренд|аллен)["
    " ,]{1,2}"
    "\\d{1,4}|شارع (?:[\\p{Arabic}-]{2,30} ){1,3}(?:رقم )?\\d{1,4}|"
    "\\p{Arabic}{2,20}(?:غاتان|گاتان|فيغن|فاغن|ڤيغن|ستيغن|توريت) (?:رقم )?\\d{1,4})";

// Where the street ends that starts at the beginning of a text: "Norra Kyrkogatan"; 0 if none does.
std::size_t street_length(std::string_view text) {
    std::size_t at = 0;
    for (std::size_t word = 0; word < street_words_before_max; ++word) {
        const std::size_t end = std::min(text.find_first_of(" ,.!?\n\r;:)", at), text.size());
        if (end == at) {
            return 0;
        }
        if (street_start(text, end) == 0) {
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

// "Överröå 105 h" of "Överröå 105 har": the letter belongs to a word.
ByteRange without_word_after(std::string_view text, ByteRange found) {
    if (word_starts_at(text, found.end)) {
        while (found.end > found.start && !is_digit(text[found.end - 1])) {
            --found.end;
        }
    }
    return found;
}

// "Leveransadress Råsjö 103": what only starts the sentence is no part of the village's name.
ByteRange without_word_before(std::string_view text, ByteRange found) {
    const std::string first = lower_word(first_word(slice(text, found)));
    const std::size_t next = found.start + first.size() + 1;
    const bool is_word = is_common_word(first) || Vocabulary::is_compound(first);
    return is_word && !is_place_attribute(first) && next < found.end && !is_digit(text[next])
               ? ByteRange{next, found.end}
               : found;
}

// Whether a word may be a street's.
bool has_street(std::string_view text) {
    for (std::size_t at = 1; at <= text.size(); ++at) {
        const bool ends =
            may_be_letter(text[at - 1]) && (at == text.size() || !may_be_letter(text[at]));
        if (ends && may_end_street(text, at)) {
            return true;
        }
    }
    return false;
}

bool has_three_digits(std::string_view text) {
    return any_number(text, [text](std::size_t at) {
        return std::min(text.find_first_not_of("0123456789", at), text.size()) - at == 3;
    });
}

// "Brunne 114", "överröå 105": whether a name, or a word that is not one of the common ones, stands
// right before a number.
bool has_named_number(std::string_view text) {
    return any_number(text, [text](std::size_t number) {
        constexpr std::size_t small_bytes_min = 4;
        if (byte_before(text, number) != ' ') {
            return false;
        }
        std::size_t start = number - 1;
        while (start > 0 && (may_be_letter(text[start - 1]) || text[start - 1] == '-')) {
            --start;
        }
        const std::string_view word = slice(text, {start, number - 1});
        if (word.empty() || is_upper(character_at(word, 0).code)) {
            return !word.empty();
        }
        return word.size() >= small_bytes_min &&
               (!is_common_word(word) || is_street_or_place(lower_word(word)));
    });
}

// "Brunne 3:14", "s:1".
bool has_property_number(std::string_view text) {
    return any_number(text, [text](std::size_t at) { return byte_before(text, at) == ':'; });
}

}  // namespace

Dwellings::Dwellings(const PlainNumbers& plain, const HouseParts& parts)
    : plain_(plain),
      parts_(parts),
      box_words_({"box", "postl", "pl ", "p.l"}),
      care_of_words_({"c/o", "c\\o"}),
      flat_words_({"lägenhet", "lgh", "apartment", "apt", "flat"}),
      number_first_("(?i)(?:" + number_cues + " (?:\\d{1,4}|" + number_words() +
                    ")(?: ?[a-h])?|\\d{1,4} ?[a-h]?[:-]?an|" + number_names +
                    ") (?:(?:på|i|vid|å) )?"),
      english_(
          "(?i)(?:at|on|number|no\\.?|in|address is|address:|lives?|living) (\\d{1,4} ?[a-h]? )"),
      reversed_("(\\d{1,4}(?: [A-H]|[A-Ha-h]) )"),
      counted_("(?i)(?:buss|linje|klass|åk|grupp|lag|spår|rum|sal|kl) $"),
      foreign_("(\\d{1,5}[A-Za-z]?,? (?:" + capital_word +
               " ){1,3}"
               "(?:Street|St\\.?|Road|Rd\\.?|Avenue|Ave\\.?|Lane|Drive|Close|Court|Square|Terrace|"
               "Crescent|Gardens|Boulevard)(?:\\b|$))"),
      script_street_(script_street_expression),
      home_(home_expression),
      adjacent_(adjacent_expression),
      lettered_("(?i:på|i|vid|till|från) ((" + capital_word + ") \\d{1,3}(?: [A-H]|[A-Ha-h]))"),
      owned_(owned_expression),
      place_cue_(
          "(?i)(?:^|[ (])(?:i|från|ute på|oss på|vägen till|infarten "
          "till|adress|hemmanet|gården|torpet|byn)[ :]{1,2}$|[ "
          "(]\\($"),
      farm_("((?:" + capital_word + "|[a-zåäö]{4,30}) [1-9]\\d\\d)"),
      road_("(?:väg|veg|vei|vej|tie|road|route|linje|buss|rv|lv)(?:en|s)?$"),
      rural_("((?:" + capital_word + " ){1,3}\\d{1,4}(?: ?[A-H]|[a-h])?,?\\s" + postcode_and_town +
             ")"),
      box_(box_expression),
      care_of_("(?i)((?:c/o|c\\\\o|℅)[ .:]{0,2}(?:(?-i:" + capital_word + "(?: " + capital_word +
               ")?)|[" + letter_ranges + "-]+))"),
      flat_(
          "(?i)((?:lägenhetsnummer|lägenhetsnr|lägenhetsnumret|lägenheten|lägenhet|lghnr|lgh-nr|"
          "lghen|lght|lgh|apartment|apt|flat)"
          "\\.?[ :]{1,2}(?:nr\\.? ?|nummer |är )?\\d{3,4})"),
      postcode_(
          "(?i)(?:postnummer|postnumret|postnr|post code|postcode|zip|zip code)[ :.]{1,3}"
          "(?:är |is )?(\\d{3} ?\\d\\d)"),
      town_("((?:SE?-)?[1-9]\\d\\d \\d\\d ([" + capital_ranges + "][" + letter_ranges + "]+))"),
      time_(
          "[.:]\\d\\d|[:.,]\\d|-?\\d|/\\d|:(?:an|e|a)| "
          "(?:januari|februari|mars|april|maj|juni|juli|"
          "augusti|september|oktober|november|december)") {}

Findings Dwellings::find(std::string_view text) const {
    Findings findings;
    const auto look = [&](bool has_sign, const Pattern& pattern) {
        if (findings.empty() && has_sign) {
            findings = certain(pattern, text);
        }
    };
    if (has_street(text)) {
        findings = number_first(text);
    }
    look(has_number_before_name(text), foreign_);
    look(box_words_.occur_in(text), box_);
    look(care_of_words_.occur_in(text), care_of_);
    look(flat_words_.occur_in(text), flat_);
    look(has_foreign_script(text), script_street_);
    const bool is_named = findings.empty() && has_named_number(text);
    if (is_named) {
        findings = villages(text);
    }
    if (findings.empty() && has_property_number(text)) {
        findings = properties(text);
    }
    return findings.empty() && is_named && has_three_digits(text) ? farms(text) : findings;
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
    for (const Pattern* pattern : {&number_first_, &english_, &reversed_}) {
        each_match(*pattern, text, [&](const Match& match) {
            const std::size_t street = match.range().end;
            const std::size_t length = street_length(after(text, street, 80));
            const bool counted =
                pattern == &reversed_ && counted_.occurs_in(before(text, match.range().start, 16));
            if (length == 0 || counted || word_ends_at(text, match.range().start)) {
                return match.range().start + 1;
            }
            const std::size_t start = match.has(1) ? match.range(1).start : match.range().start;
            const std::size_t end =
                parts_.town_end(text, parts_.end_after_street(text, street + length));
            findings.push_back({{parts_.start_before(text, start), end}, Label::address});
            return end;
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
    return "(?:" + number_cues + " (?:" + number_words() + ")|" + number_names + ") |c/o|c\\\\o";
}

// Villages have no streets: "bor på Brunne 114", "vid Västanbäck 12."
Findings Dwellings::villages(std::string_view text) const {
    Findings findings;
    for (const Pattern* pattern : {&home_, &adjacent_, &lettered_}) {
        each_match(*pattern, text, [&](const Match& match) {
            const ByteRange found = without_word_after(text, match.range(1));
            const std::size_t digit = slice(text, found).find_first_of("0123456789");
            const ByteRange number{found.start + digit, found.end};
            const bool plain = is_year(slice(text, number)) || plain_.is_amount(text, number) ||
                               time_.starts(after(text, found.end, 12));
            if (!stands_alone(text, {match.range().start, found.end}) || plain ||
                (pattern != &home_ && !is_village(text, match, found.end))) {
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
bool Dwellings::is_village(std::string_view text, const Match& match, std::size_t end) const {
    const std::string lower = lower_word(match.view(2));
    const WordClasses classes = Vocabulary::classes(lower);
    const bool capital = is_upper(character_at(match.view(2), 0).code);
    const std::string cue = lower_word(first_word(match.view()));
    const bool address = cue.starts_with("adress");
    const bool home = address || cue.starts_with("bo");
    const bool place = classes.has(WordClass::place) && !classes.is_common();
    if (!capital) {
        return (home && (is_street_or_place(lower) || (place && ends_address(text, end)))) ||
               (address && !is_common_word(lower));
    }
    return !is_common_word(lower) && ends_address(text, end);
}

// "bor på Brunne 3:14", "vår tomt, Härnösand Ön 2:15": where somebody lives or what he owns. A
// property that only is there is a place that staff need.
Findings Dwellings::properties(std::string_view text) const {
    Findings findings;
    each_match(owned_, text, [&](const Match& match) {
        const ByteRange found = match.range(1);
        if (!stands_alone(text, {match.range().start, found.end})) {
            return match.range().start + 1;
        }
        findings.push_back({found, Label::address});
        return found.end;
    });
    return findings;
}

Findings Dwellings::farms(std::string_view text) const {
    Findings findings;
    each_match(farm_, text, [&](const Match& match) {
        if (!is_farm(text, match)) {
            return match.range().start + 1;
        }
        findings.push_back({match.range(1), Label::address});
        return match.range().end;
    });
    return findings;
}

// A place, or a capital word that nobody knows, and a number that counts nothing.
bool Dwellings::is_farm(std::string_view text, const Match& match) const {
    const ByteRange found = match.range(1);
    const std::size_t space = match.view(1).find(' ');
    const std::string_view written = match.view(1).substr(0, space);
    const ByteRange number{found.start + space + 1, found.end};
    const std::string lower = lower_word(written);
    const WordClasses classes = Vocabulary::classes(lower);
    const bool capital = is_upper(character_at(written, 0).code);
    const bool shouted = capital && lower_word(written.substr(1)) != written.substr(1);
    const bool unknown = capital && !classes.any() && written.size() >= unknown_place_bytes_min &&
                         !road_.occurs_in(lower);
    const bool place = classes.has(WordClass::place) && !classes.is_common() && !classes.is_name();
    const bool round = slice(text, number).ends_with("00") || slice(text, number).ends_with("50");
    const bool plain = round || plain_.is_amount(text, number) ||
                       plain_.is_help_number(slice(text, number)) ||
                       time_.starts(after(text, found.end, 12));
    return (place || unknown) && !shouted && !plain &&
           place_cue_.occurs_in(before(text, found.start, 20)) && stands_alone(text, found) &&
           counts_nothing(text, found.end);
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
        const ByteRange found =
            &pattern == &rural_ ? without_word_before(text, match.range(1)) : match.range(1);
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
