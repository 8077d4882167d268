#include "anonymize/addresses.h"

#include <algorithm>
#include <string>

#include "anonymize/characters.h"
#include "anonymize/street_names.h"
#include "anonymize/vocabulary.h"

namespace lyhord::anonymize {
namespace {

const std::string apartment =
    "(?:lägenhetsnummer|lägenhetsnr|lägenhet|lghnr|lgh-nr|lght|lgh|apartment|apt|flat|as)";
const std::string spoken =
    "(?:(?:noll|ett|två|tre|fyra|fem|sex|sju|åtta|nio|tio|elva|tolv|tretton|fjorton|tusen|hundra|"
    "ettusen|elvahundra|tolvhundra|trettonhundra) ?){1,4}";
const std::string months =
    "(?:jan|feb|mars|apr|maj|juni|juli|aug|sep|okt|nov|dec)[a-z]{0,7}(?:[^a-zåäö]|$)";

std::string number_expression(const std::string& number) {
    return "(?i)(?:[ \\t]{1,2}|, ?| ?: ?|-| ?\\r?\\n| ?#| \\()"
           "(?:(nr\\.? ?|nummer |hus (?:nr )?|port |uppgång |no\\.? |n:o ) ?)?(" +
           number + ")( ?-?[a-h]|(?-i: ?-?[A-HJ-Z]))?";
}

constexpr std::size_t counted_bytes_max = 200;

// "1. Gatan 2. Parken": the number of what comes next.
bool is_counted(std::string_view text, ByteRange number) {
    const std::string_view written = slice(text, number);
    if (after(text, number.end, 2) != ". " || written.size() > 2 || !is_digit(written[0])) {
        return false;
    }
    const std::string previous = std::to_string(std::stoi(std::string(written)) - 1) + ". ";
    return before(text, number.start, counted_bytes_max).find(previous) != std::string_view::npos;
}

}  // namespace

Addresses::Addresses(const PlainNumbers& plain)
    : plain_(plain),
      number_(number_expression("\\d{1,4}")),
      spoken_(number_expression(number_words())),
      joined_("(?i)(?:gatan|vägen|gränd|gränden|stigen|torget|allén|backen)()(\\d{1,4})( ?[a-h])?"),
      abbreviated_(
          "((?:\\p{Lu}\\p{L}{2,20}[gv]\\.|(?i:(?:stor|ny|kyrko|drottning|kungs|skol|"
          "järnvägs|köpman|hamn|strand|torg|skepps|bruks|björk|vasa|linné)[gv]\\.?)) ?)"
          "(\\d{1,4})( ?[a-hA-H])?"),
      sentence_end_("(?:berg|borg|ing|ang|ung|[^t]org)\\."),
      rest_(
          "(?i)(?::\\d{1,4}|-[a-h]|:an|(?: ?[-/] ?\\d{1,4}[a-h]?){1,2})?"
          "(?:,? ?\\(?" +
          apartment + "\\.?:? ?(?:nr\\.? ?)?(?:\\d{1,4}[a-z]?|" + spoken +
          ")\\)?)?"
          "(?:,? (?:\\d{1,2} ?tr\\.?(?:appor|appa)?|bv|nb|"
          "(?:vån|våning|uppgång|uppg|port)\\.? ?(?:\\d{1,2}|[a-h])))?(?: (?:bv|nb|ög|öv|tv|th))?"
          "(?:,? \\(?" +
          apartment +
          "\\.? ?(?:nr\\.? ?)?\\d{1,4}\\)?)?"
          "(?-i)(?:,?\\s{1,2}(?:(?:SE|S|se)-? ?)?\\d{3} ?\\d\\d(?: " +
          town_words() + ")?)?"),
      and_(
          "(?:, ?\\d{1,4}[a-hA-H]?){0,6},? (?:och|&|eller|samt) \\d{1,4}[a-hA-H]?|, "
          "\\d{1,4}[a-hA-H]"),
      finnish_flat_(" \\d{1,3}(?:[^\\d.:]|$)"),
      short_street_("(\\p{Lu}\\p{L}{2,20}[gv]) (\\d{1,4})( ?[a-hA-H])?"),
      town_("( |, )(\\p{L}+)"),
      postcode_(" \\d{3} ?\\d\\d$"),
      day_("-\\d\\d-\\d\\d"),
      time_(
          "[.:]\\d\\d|[:.,]\\d|/7(?:\\D|$)|-(?i:[a-zåäö]{3})|-?\\d|:(?:e|a)\\b|-tal| av \\d|(?i: "
          "(?:på|om) (?:kvällen|kvällarna|natten|nätterna|morgonen|dagen|eftermiddagen)| till "
          "\\d\\d| " +
          months + ")") {}

Findings Addresses::find(std::string_view text) const {
    Findings findings;
    each_match(number_, text, [&](const Match& match) {
        return add(findings, text, match, match.range().start);
    });
    each_match(joined_, text, [&](const Match& match) {
        return add(findings, text, match, match.range(2).start);
    });
    each_match(abbreviated_, text, [&](const Match& match) {
        const std::string_view street = match.view(1);
        // "i Viksberg. 12 bilar" ends a sentence.
        const bool place = sentence_end_.occurs_in(street);
        if (place || word_ends_at(text, match.range().start) || !is_house_number(text, match)) {
            return match.range().start + 1;
        }
        const std::size_t end = end_of(text, match);
        findings.push_back({{match.range().start, end}, Label::address});
        return end;
    });
    each_match(short_street_, text, [&](const Match& match) {
        // "Ringv 14": no word, but one without its last letter.
        const std::string word = lower_word(match.view(1));
        const std::string stem = word.substr(0, word.size() - 1);
        const bool no_word = !Vocabulary::classes(word).any() && !Vocabulary::is_compound(word);
        if (!no_word || !Vocabulary::exact(stem).any() || word_ends_at(text, match.range().start) ||
            !is_house_number(text, match)) {
            return match.range(1).end;
        }
        const std::size_t end = end_of(text, match);
        findings.push_back({{match.range().start, end}, Label::address});
        return end;
    });
    std::ranges::sort(findings, {}, [](const Finding& found) { return found.range.start; });
    return findings;
}

Findings Addresses::with_spoken_number(std::string_view text) const {
    Findings findings;
    each_match(spoken_, text, [&](const Match& match) {
        return add(findings, text, match, match.range().start);
    });
    return findings;
}

std::string Addresses::spoken_hint() {
    return street_name_ends() +
           "(?:[ ,:#-]{1,3}|\\r?\\n)(?:nr\\.? ?|nummer |hus (?:nr )?|port |uppgång )?(?:" +
           number_words() + ")";
}

// Adds the address whose number was matched; returns where the search goes on.
std::size_t Addresses::add(Findings& findings,
                           std::string_view text,
                           const Match& match,
                           std::size_t street_end) const {
    const std::size_t next = match.range().start + 1;
    const std::size_t start = street_start(text, street_end);
    if (start == street_end || !is_house_number(text, match)) {
        return next;
    }
    const std::size_t end = end_of(text, match);
    // What is not a plain space may as well part two things: "på Storgatan, 12 lampor".
    const std::string_view gap = slice(text, {street_end, match.range(2).start});
    const bool loose = !gap.empty() && !match.has(1) && gap.find_first_of(",:-\n#") != gap.npos;
    const bool bracket = gap.find('(') != gap.npos && !match.has(1);
    const bool listed = gap.find('\n') != gap.npos && after(text, end, 1) == ".";
    if ((loose && !ends_address(text, end)) || listed || bracket ||
        is_counted(text, match.range(2))) {
        return next;
    }
    findings.push_back({{start, end}, Label::address});
    return end;
}

// Where the address ends whose number was matched: with its letter, its flat, its town.
std::size_t Addresses::end_of(std::string_view text, const Match& match) const {
    // A letter belongs to the number only if no word goes on after it.
    const bool letter = match.has(3) && !word_starts_at(text, match.range(3).end);
    const std::size_t number_end = letter ? match.range(3).end : match.range(2).end;
    std::size_t end = number_end;
    if (const auto rest = rest_.at_start(after(text, number_end, 160))) {
        const std::size_t rest_end = number_end + rest->view().size();
        end = word_starts_at(text, rest_end) ? number_end : rest_end;
    }
    // "Torpgatan 5 A 12": house, staircase, flat.
    if (letter && is_upper(static_cast<unsigned char>(text[number_end - 1])) &&
        finnish_flat_.starts(after(text, number_end, 6))) {
        end = std::max(end, text.find_first_not_of("0123456789", number_end + 1));
        end = std::min(end, text.size());
    }
    const auto second = and_.at_start(after(text, end, 24));
    if (second && ends_address(text, end + second->view().size())) {
        end += second->view().size();
    }
    if (match.view().find('(') != std::string_view::npos && after(text, end, 1) == ")") {
        ++end;
    }
    return town_end(text, end);
}

// ", Härnösand": a town that follows belongs to the address; after a postcode in any case.
std::size_t Addresses::town_end(std::string_view text, std::size_t end) const {
    const auto town = town_.at_start(after(text, end, 48));
    if (!town) {
        return end;
    }
    const WordClasses town_classes = Vocabulary::exact(lower_word(town->view(2)));
    const bool capital = is_upper(character_at(town->view(2), 0).code);
    const bool comma = town->view(1) == ", ";
    const bool postcode = postcode_.occurs_in(before(text, end, 7));
    const std::size_t town_end = end + town->view().size();
    const std::string_view right = after(text, town_end, 2);
    const bool is_street = right.size() == 2 && right[0] == ' ' && is_digit(right[1]);
    // A word that nobody knows is a village or a name.
    const bool known = town_classes.has(WordClass::place) || (comma && !town_classes.any());
    return !is_street && known && (postcode || (comma && capital)) ? town_end : end;
}

bool Addresses::is_house_number(std::string_view text, const Match& number) const {
    const ByteRange digits = number.range(2);
    const bool lettered = number.has(3) && !word_starts_at(text, number.range(3).end);
    if (lettered) {
        return true;
    }
    const std::string_view right = after(text, digits.end, 16);
    if (!is_digit(text[digits.start])) {
        return !word_starts_at(text, digits.end) && !plain_.is_amount(text, digits) &&
               ends_address(text, digits.end);
    }
    const bool date = right.size() >= 2 && right[0] == '/' && is_digit(right[1]) &&
                      !ends_as_street(text, number.range().start);
    const bool range =
        right.size() >= 2 && right[0] == '-' && is_digit(right[1]) && !day_.starts(right);
    // "på Storgatan 2-3 gånger".
    const std::size_t range_end =
        range ? std::min(text.find_first_not_of("0123456789", digits.end + 1), text.size()) : 0;
    if (range && plain_.is_amount(text, {digits.end + 1, range_end})) {
        return false;
    }
    return (!word_starts_at(text, digits.end) || number.has(3)) && !is_year(slice(text, digits)) &&
           !plain_.is_amount(text, digits) && !date && (range || !time_.starts(right));
}

}  // namespace lyhord::anonymize
