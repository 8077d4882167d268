#include "anonymize/addresses.h"

#include <algorithm>
#include <string>

#include "anonymize/address_words.h"
#include "anonymize/characters.h"
#include "anonymize/signs.h"
#include "anonymize/street_names.h"
#include "anonymize/vocabulary.h"

namespace lyhord::anonymize {
namespace {

const std::string months =
    "(?:jan|feb|mars|apr|maj|juni|juli|aug|sep|okt|nov|dec)[a-z]{0,7}(?:[^a-zåäö]|$)";

std::string number_expression(const std::string& number) {
    return "(?i)(?:[ \\t]{1,2}|, ?| ?: ?| ?- ?| ?\\r?\\n| ?#| \\(|,? (?:i|på) )"
           "(?:(nr\\.?:? ?|nummer |num+e?r |nmr |number |hus (?:nr )?|port |uppgång |no\\.? |n:o "
           "|№ ?|буд\\.? ?|lambar |nambar |رقم ?|"
           "будинок |дом ) ?)?(" +
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

// Whether one of the words before the number may be a street's: "Storgatan 2", "Storgatan, på hus
// nr 2".
bool follows_street(std::string_view text, std::size_t number) {
    constexpr int words_between_max = 3;
    constexpr std::size_t bytes_between_max = 48;
    const std::size_t first = number - std::min(number, bytes_between_max);
    std::size_t at = number;
    for (int words = 0; words <= words_between_max && at > first; ++words) {
        while (at > first && !may_be_letter(text[at - 1])) {
            --at;
        }
        if (may_end_street(text, at)) {
            return true;
        }
        while (at > first && may_be_letter(text[at - 1])) {
            --at;
        }
    }
    return false;
}

// "Kungsg. 4", "ringv14".
bool follows_abbreviation(std::string_view text, std::size_t number) {
    std::size_t at = number - (byte_before(text, number) == ' ' ? 1 : 0);
    at -= byte_before(text, at) == '.' ? 1 : 0;
    const char last = lower_byte(byte_before(text, at), 0);
    return last == 'g' || last == 'v';
}

}  // namespace

Addresses::Addresses(const PlainNumbers& plain, const HouseParts& parts)
    : plain_(plain),
      parts_(parts),
      number_(number_expression("\\d{1,4}")),
      spoken_(number_expression(number_words())),
      joined_("(?i)(?:gatan|vägen|gränd|gränden|stigen|torget|allén|backen)()(\\d{1,4})( ?[a-h])?"),
      abbreviated_("((?:[" + capital_ranges + "][" + letter_ranges +
                   "]{2,20}[gv]\\.|(?i:(?:stor|ny|kyrko|drottning|kungs|skol|"
                   "järnvägs|köpman|hamn|strand|torg|skepps|bruks|björk|vasa|linné)[gv]\\.?)) ?)"
                   "(\\d{1,4})( ?[a-hA-H])?"),
      sentence_end_("(?:berg|borg|ing|ang|ung|[^t]org)\\."),
      and_(
          "(?i)(?:, ?\\d{1,4}[a-h]?){0,6},? (?:och|o|å|&|\\+|eller|el\\.?|samt|resp\\.?) "
          "\\d{1,4}[a-h]?|, \\d{1,4}[a-h]"),
      finnish_flat_(" \\d{1,4}(?:[^\\d.:]|$)"),
      short_street_("([A-ZÅÄÖa-zåäöéü]{3,24}[gv])\\.? ?(\\d{1,4})( ?[a-hA-H])?"),
      dwelling_follows_("(?i),? (?:lgh|lägenhet|port|uppg|uppgång|\\d tr|vån|bv|nb)"),
      place_follows_("(?i) (?:på|i|vid) "),
      home_cue_(
          "(?i)(?:(?:bor|bodde|boende|bott)(?: (?:kvar|själv|ensam|nu))? (?:på|i|vid)|"
          "adress(?:en)?(?: är)?:?) $"),
      day_("-\\d\\d-\\d\\d"),
      next_number_("(?i)(?:, ?\\d{1,4}){0,3} ?(?:och|o|å|eller|el\\.?|samt|-) ?(\\d{1,4})"),
      month_("(?i) " + months),
      time_(
          "[.:]\\d\\d|[:.,]\\d|/7(?:\\D|$)|-(?i:[a-zåäö]{3})|-?\\d|:(?:e|a)\\b|-tal| av \\d|(?i: "
          "(?:på|om) (?:kvällen|kvällarna|natten|nätterna|morgonen|dagen|eftermiddagen)| till "
          "\\d\\d| " +
          months + ")") {}

Findings Addresses::find(std::string_view text) const {
    Findings findings;
    if (any_number(text, [text](std::size_t at) { return follows_street(text, at); })) {
        each_match(number_, text, [&](const Match& match) {
            return add(findings, text, match, match.range().start);
        });
        each_match(joined_, text, [&](const Match& match) {
            return add(findings, text, match, match.range(2).start);
        });
    }
    if (any_number(text, [text](std::size_t at) { return follows_abbreviation(text, at); })) {
        const Findings others = abbreviated(text);
        findings.insert(findings.end(), others.begin(), others.end());
    }
    std::ranges::sort(findings, {}, [](const Finding& found) { return found.range.start; });
    return findings;
}

// "Kungsg. 4", "Ringv 14", "brunnshusg 2 b".
Findings Addresses::abbreviated(std::string_view text) const {
    Findings findings;
    const auto take = [&](const Match& match) {
        const std::size_t start = parts_.start_before(text, match.range().start);
        const std::size_t end = end_of(text, match);
        findings.push_back({{start, end}, Label::address});
        return end;
    };
    each_match(abbreviated_, text, [&](const Match& match) {
        // "i Viksberg. 12 bilar" ends a sentence.
        const bool place = sentence_end_.occurs_in(match.view(1));
        const bool is_part = word_ends_at(text, match.range().start);
        return place || is_part || !is_house_number(text, match) ? match.range().start + 1
                                                                 : take(match);
    });
    each_match(short_street_, text, [&](const Match& match) {
        // No word, but one without its last letter.
        const std::string word = lower_word(match.view(1));
        const std::string stem = word.substr(0, word.size() - 1);
        const bool capital = is_upper(character_at(match.view(1), 0).code);
        const bool no_word = !Vocabulary::classes(word).any() && !Vocabulary::is_compound(word);
        const bool known = Vocabulary::classes(stem).any() || Vocabulary::is_compound(stem) ||
                           Vocabulary::exact(stem + "e").any();
        const std::size_t end = match.range(2).end;
        const bool sure = capital || is_lettered(text, match) || ends_address(text, end) ||
                          dwelling_follows_.starts(after(text, end, 16));
        if (!no_word || !known || !sure || word_ends_at(text, match.range().start) ||
            !is_house_number(text, match)) {
            return match.range(1).end;
        }
        return take(match);
    });
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
    std::size_t start = street_start(text, street_end);
    // "bor på tallbacken femtiotre": a word that may be a street after what says that it is one.
    const ByteRange word = word_before(text, street_end);
    if (start == street_end && is_street_or_place(lower_word(slice(text, word))) &&
        home_cue_.occurs_in(before(text, word.start, 24))) {
        start = word.start;
    }
    if (start == street_end || !is_house_number(text, match)) {
        return next;
    }
    const std::size_t end = end_of(text, match);
    if (is_part_of_list(text, match, {street_end, end})) {
        return next;
    }
    findings.push_back({{parts_.start_before(text, start), end}, Label::address});
    return end;
}

// What is not a plain space may as well part two things: "på Storgatan, 12 lampor".
bool Addresses::is_part_of_list(std::string_view text,
                                const Match& match,
                                ByteRange address) const {
    if (match.has(1)) {
        return is_counted(text, match.range(2));
    }
    const std::string_view gap = slice(text, {address.start, match.range(2).start});
    const std::string_view right = after(text, address.end, 8);
    const auto gap_has = [&](std::string_view any) {
        return gap.find_first_of(any) != std::string_view::npos;
    };
    const bool loose = gap_has(",:-\n#") && !ends_address(text, address.end);
    const bool listed = gap_has("\n") && right.starts_with('.');
    // "30 på Skolgatan, 40 på Ringvägen", "på Storgatan i 12 minuter".
    const bool of_next = gap_has(",") && place_follows_.starts(right);
    return loose || listed || of_next || gap_has("(ip") || is_counted(text, match.range(2));
}

// Where the address ends whose number was matched: with its letter, its flat, its town.
std::size_t Addresses::end_of(std::string_view text, const Match& match) const {
    const bool letter = is_lettered(text, match);
    const std::size_t number_end = letter ? match.range(3).end : match.range(2).end;
    std::size_t end = parts_.end_after_number(text, number_end);
    // "Torpgatan 5 A 12": house, staircase, flat.
    if (letter && is_upper(static_cast<unsigned char>(text[number_end - 1])) &&
        finnish_flat_.starts(after(text, number_end, 6))) {
        end = std::max(end, text.find_first_not_of("0123456789", number_end + 1));
        end = std::min(end, text.size());
    }
    if (const auto others = and_.at_start(after(text, end, 40))) {
        const std::size_t others_end = end + others->view().size();
        const std::size_t last = text.find_last_of(" ,", others_end - 1) + 1;
        // "3, 5 och 7" are houses, whatever follows but what they count.
        const bool list = others->view().starts_with(',') &&
                          others->view().find(' ', 2) != std::string_view::npos;
        const bool counts = plain_.is_amount(text, {last, others_end});
        end = ends_address(text, others_end) || (list && !counts) ? others_end : end;
    }
    if (match.view().find('(') != std::string_view::npos && after(text, end, 1) == ")") {
        ++end;
    }
    return parts_.town_end(text, end);
}

// A letter belongs to the number only if no word goes on after it; "Storgatan 3 e mörk" has a verb.
bool Addresses::is_lettered(std::string_view text, const Match& number) const {
    if (!number.has(3) || word_starts_at(text, number.range(3).end)) {
        return false;
    }
    const std::size_t end = number.range(3).end;
    const std::string_view right = after(text, end, 16);
    return number.view(3) != " e" || !right.starts_with(' ') || !word_starts_at(text, end + 1) ||
           dwelling_follows_.starts(right);
}

// "på Storgatan 2 och 3 maj", "Storgatan 20 och 30 år".
bool Addresses::counts_with_next(std::string_view text, std::size_t at) const {
    const auto next = next_number_.at_start(after(text, at, 32));
    if (!next) {
        return false;
    }
    const ByteRange number{at + next->range(1).start, at + next->range(1).end};
    return plain_.is_amount(text, number) || month_.starts(after(text, number.end, 16));
}

bool Addresses::is_house_number(std::string_view text, const Match& number) const {
    const ByteRange digits = number.range(2);
    if (is_lettered(text, number)) {
        return true;
    }
    const std::string_view right = after(text, digits.end, 16);
    if (!is_digit(text[digits.start])) {
        const bool told = number.has(1) || ends_address(text, digits.end);
        return told && !word_starts_at(text, digits.end) && !plain_.is_amount(text, digits);
    }
    const bool date = right.size() >= 2 && right[0] == '/' && is_digit(right[1]) &&
                      !ends_as_street(text, number.range().start);
    const bool range =
        right.size() >= 2 && right[0] == '-' && is_digit(right[1]) && !day_.starts(right);
    // "på Storgatan 2-3 gånger".
    const std::size_t range_end =
        range ? std::min(text.find_first_not_of("0123456789", digits.end + 1), text.size()) : 0;
    if ((range && plain_.is_amount(text, {digits.end + 1, range_end})) ||
        counts_with_next(text, digits.end)) {
        return false;
    }
    // "Storgatan 12s port".
    const bool genitive = right.starts_with("s ") || right.starts_with(":s ");
    return (!word_starts_at(text, digits.end) || genitive || number.has(3)) &&
           !is_year(slice(text, digits)) && !plain_.is_amount(text, digits) && !date &&
           (range || !time_.starts(right));
}

}  // namespace lyhord::anonymize
