#include "anonymize/personal_numbers.h"

#include <algorithm>
#include <string>

#include "anonymize/characters.h"
#include "anonymize/lookalikes.h"
#include "anonymize/plain_numbers.h"

namespace lyhord::anonymize {
namespace {

constexpr std::size_t pnr_real_digits_min = 4;  // beside letters that look like some
constexpr std::size_t person_bytes_max = 80;    // between "personnummer" and "slutar på"

// Month 00 and day 60 stand for an unknown date in a samordningsnummer, whose day is 60 too high.
const std::string month = "(?:0\\d|1[0-2])";
const std::string day = "(?:0[1-9]|[12]\\d|3[01]|6\\d|7\\d|8\\d|9[01])";
const std::string date = "((?:(?:1[89]|20) ?)?\\d\\d([-./ ]?)" + month + "[-./ ]?" + day + ")";
// Between the date and the last four digits; a line may end there.
const std::string joint = "([ \\t]{0,2}[-+_./,:]{0,2}[ \\t]{0,2}(?:\\r?\\n)?)";
const std::string hour_and_minute = "(?:[01]\\d|2[0-3])[0-5]\\d";

// A mobile number without separators has the same ten digits as a birth date and four more.
bool is_mobile(std::string_view number) {
    return number.size() == 10 && number.starts_with("07") && digits_of(number).size() == 10 &&
           std::string_view("02369").find(number[2]) != std::string_view::npos;
}

// A digit, or a digit and a decimal sign, so that the match would be a part of a longer number.
bool touches_digits(std::string_view text, ByteRange range) {
    const std::string_view left = before(text, range.start, 2);
    const std::string_view right = after(text, range.end, 2);
    const bool from_left =
        left.size() == 2 && is_digit(left[0]) && (left[1] == '-' || left[1] == ',');
    const bool to_right =
        right.size() == 2 && is_digit(right[1]) && (right[0] == '-' || right[0] == ',');
    return from_left || to_right;
}

// "nr900101-0017" is one too.
bool stands_alone_but_for_nr(std::string_view text, ByteRange range) {
    const std::string left = lower_word(before(text, range.start, 2));
    return stands_alone(text, range) || (left == "nr" && !word_starts_at(text, range.end));
}

// "19900101-0018" is a personnummer that was mistyped, and nothing else.
bool is_certain_shape(const Match& match) {
    const std::string_view written = match.view();
    const bool person =
        written.starts_with("19") || written.starts_with("200") || written.starts_with("201");
    return person && written.size() == 13 && (written[8] == '-' || written[8] == '+');
}

// After a cue any digits of the right shape will do. The longest shapes come first.
std::string after_cue_expression() {
    const std::string cue =
        "(?i)(?:person[ -]?nummer|personnumret|personnummret|personummer|personnumer|"
        "perssonnummer|person[ -]?nr|persnr|pers\\.? ?nr|pers\\.? ?nummer|pnr|p-nr|p\\.nr|"
        "samordningsnummer|samordningsnumret|samordningsnr|samnr|sam\\.? ?nr|födelsenummer|"
        "id-nummer|t-nummer|reservnummer|reservnr|personal (?:identity )?number|"
        "(?:swedish )?id number|national id|social security number|ssn|cpr|cpr-nr|cpr-nummer|"
        "fødselsnummer|henkilötunnus|hetu)"
        "[ :.#=]{0,3}(?:(?:är|var|nr|nummer|hans|hennes|som|is)[ :.]{1,2}){0,3}";
    const std::string tail =
        "[ \\t]{0,2}[-+./_:,]{0,2}[ \\t]{0,2}(?:\\r?\\n)?"
        "(?:\\d\\d ?\\d\\d|[a-z]\\d{3}|\\d{3}[a-z]|[a-z]{2}\\d\\d|\\d\\d[x*]{2}|[x*]{4})";
    const std::string spaced = "[-./ ]\\d\\d[-./ ]\\d\\d";
    return cue + "(\\d{3}-\\d\\d-\\d{4}|\\d{4}" + spaced + tail + "|\\d{8}" + tail + "|\\d\\d" +
           spaced + tail + "|\\d{6}" + tail + "|\\d{4}" + spaced + "|\\d{8}|\\d{6})";
}

// "9 0 0 1 0 1 - 0 0 1 7", "90 01 01 00 17".
std::string spaced_expression() {
    return "(?:(?:19|20) )?\\d\\d \\d\\d \\d\\d ?[-+]? ?\\d\\d \\d\\d|"
           "(?:(?:1 9|2 0) )?\\d(?: \\d){5} ?[-+]? ?\\d(?: \\d){3}";
}

// A day of birth after what says so: "1962-03-14", "14/3 1962", "14:e mars -62", "March 14, 1962".
std::string born_expression() {
    const std::string born_year = "(?:(?:18|19|20)\\d\\d)";
    const std::string born_month = "(?:1[0-2]|0?[1-9])";
    const std::string born_day = "(?:[12]\\d|3[01]|0?[1-9])";
    const std::string last_four = "(?:[-+]?\\d{4})?";
    const std::string month_words =
        "(?:jan|feb|mars|mar|apr|maj|may|jun|jul|aug|sep|okt|oct|nov|dec)[a-z]{0,7}\\.?";
    const std::string born_cue =
        "(?i)(?:född|föddes|fött|födda|föd|f\\.|f|födelsedatum|födelsedag|födelsedatumet|"
        "födelsedagen|born|date of birth|birthday|dob)"
        "[ :.]{0,3}(?:(?:är|i|is|in) )?(?:(?-i:[" +
        capital_ranges + "][" + letter_ranges + "]+) )?(?:den |år |on |the )?";
    return born_cue + "(" + born_year + "[-./ ]?" + born_month + "[-./ ]?" + born_day + last_four +
           "|" +                                                                      //
           "\\d\\d-?(?:0[1-9]|1[0-2])-?(?:0[1-9]|[12]\\d|3[01])" + last_four + "|" +  //
           born_day + " ?[-./] ?" + born_month + "(?: ?[-./] ?| |, )(?:" + born_year +
           "|-?\\d\\d)|" + born_day + "(?::?[eé]|:a|\\.|st|nd|rd|th)? (?:i )?" + month_words +
           ",? (?:år )?(?:" + born_year + "|[-']\\d\\d)|" + month_words + " " + born_day +
           "(?:st|nd|rd|th)?,? " + born_year + ")";
}

bool is_birth_date(std::string_view ten_digits) {
    const std::string_view month_digits = ten_digits.substr(2, 2);
    const int day_number = std::stoi(std::string(ten_digits.substr(4, 2)));
    return month_digits <= "12" && day_number >= 1 && day_number <= 91 &&
           (day_number <= 31 || day_number >= 60);
}

// The check character of a Finnish number: the nine digits modulo 31.
bool is_finnish(std::string_view number) {
    constexpr std::string_view signs = "0123456789ABCDEFHJKLMNPRSTUVWXY";
    const std::string digits = digits_of(number.substr(0, number.size() - 1));
    const char last = number.back();
    const char sign = last >= 'a' ? static_cast<char>(last - 'a' + 'A') : last;
    return digits.size() == 9 && signs[std::stoul(digits) % signs.size()] == sign;
}

}  // namespace

PersonalNumbers::PersonalNumbers()
    : cue_(after_cue_expression()),
      number_(date + joint + "\\d\\d ?\\d\\d"),
      spaced_(spaced_expression()),
      lettered_("(?i)" + date +
                "(?:[-+]?[TRSUWXJKLMNP]\\d{3}| T\\d{3}|-[A-Z]{2}\\d\\d|-[A-Z]\\d\\d[A-Z])"),
      finnish_("(?i)[0-3]\\d[01]\\d\\d\\d[-+ABCDEFYXWVU]\\d{3}[0-9A-Y]"),
      born_(born_expression()),
      last_four_(
          "(?i)(?:fyra sista|sista fyra|4 sista|sista 4|last four|sista siffrorna|slutsiffrorna|"
          "slutsiffror)(?:,? (?:siffrorna|siffror|digits|är|i personnumret|are|in|of|my))*[ :]{1,2}"
          "(\\d{4}|\\d\\d \\d\\d)"),
      ends_in_("(?i)(?:slutar|slutade|ends?) (?:på|med|in|with):? (\\d{4}|\\d\\d \\d\\d)"),
      person_near_("(?i)person|pers\\.?nr|pnr|född|samordnings|id-?nummer|siffror"),
      lookalike_("(?:(?:19|20)" + digit_or_lookalike + "|" + digit_or_lookalike + ")" +
                 digit_or_lookalike + "{5,6}[-+ ]?" + digit_or_lookalike + "{4}"),
      hour_and_minute_(hour_and_minute) {}

Findings PersonalNumbers::find(std::string_view text) const {
    if (count_digits(text) < 6) {
        const Findings findings = with_lookalikes(text);
        return findings.empty() ? in_parts(text) : findings;
    }
    Findings findings = after_cue(text);
    for (const auto& detect : {&PersonalNumbers::by_check_digit,
                               &PersonalNumbers::in_groups,
                               &PersonalNumbers::with_letter,
                               &PersonalNumbers::with_lookalikes,
                               &PersonalNumbers::in_parts}) {
        if (findings.empty()) {
            findings = (this->*detect)(text);
        }
    }
    return findings;
}

std::string PersonalNumbers::hint() {
    return "fyra sista|sista fyra|4 sista|sista 4|last four|sista siffrorna|slutsiffror|"
           "slutar (?:på|med) \\d|ends? (?:in|with) \\d|född|föddes|fött|födelseda|born |"
           "date of birth|birthday|" +
           word_start + "f\\.? ?\\d";
}

Findings PersonalNumbers::after_cue(std::string_view text) const {
    Findings findings;
    each_match(cue_, text, [&](const Match& match) {
        const ByteRange number = match.range(1);
        if (word_ends_at(text, match.range().start) || word_starts_at(text, number.end)) {
            return match.range().start + 1;
        }
        findings.push_back({number, Label::pnr});
        return number.end;
    });
    return findings;
}

Findings PersonalNumbers::by_check_digit(std::string_view text) const {
    Findings findings;
    each_match(number_, text, [&](const Match& match) {
        const ByteRange range = match.range();
        const std::string digits = digits_of(match.view());
        const bool taken = !stands_alone_but_for_nr(text, range) || touches_digits(text, range) ||
                           is_mobile(match.view()) || may_be_date_and_time(match);
        // "811228 98 74", but not "0611 12 34 56".
        const bool parted = match.view()[match.view().size() - 3] == ' ' &&
                            match.view(1).find_first_not_of("0123456789") != std::string_view::npos;
        const bool checked =
            !parted && luhn_holds(std::string_view(digits).substr(digits.size() - 10));
        if (taken || (!checked && !is_certain_shape(match))) {
            return range.start + 1;
        }
        findings.push_back({range, Label::pnr});
        return range.end;
    });
    return findings;
}

// "2023-10-15 1200" is a date and a time, and "231015.1200" may be.
bool PersonalNumbers::may_be_date_and_time(const Match& match) const {
    const std::string_view written = match.view();
    const bool dashed = match.view(3).find_first_of("-+") != std::string_view::npos;
    const bool compact =
        match.view(2).empty() && match.view(3).find_first_not_of(' ') == std::string_view::npos;
    const bool two_digits = match.view(2) == " " && match.view(1).size() == 8;
    return !dashed && !compact && !two_digits &&
           hour_and_minute_.fills(written.substr(written.size() - 4));
}

// "9 0 0 1 0 1 0 0 1 7": only with its check digit.
Findings PersonalNumbers::in_groups(std::string_view text) const {
    Findings findings;
    each_match(spaced_, text, [&](const Match& match) {
        const std::string digits = digits_of(match.view());
        const std::string_view ten = std::string_view(digits).substr(digits.size() - 10);
        const bool alone =
            stands_alone(text, match.range()) && !touches_digits(text, match.range());
        if (!alone || !luhn_holds(ten) || !is_birth_date(ten) || is_mobile(ten)) {
            return match.range().start + 1;
        }
        findings.push_back({match.range(), Label::pnr});
        return match.range().end;
    });
    return findings;
}

// Hospitals and universities give such numbers to those who have no personnummer yet.
Findings PersonalNumbers::with_letter(std::string_view text) const {
    Findings findings;
    each_match(finnish_, text, [&](const Match& match) {
        if (!stands_alone(text, match.range()) || !is_finnish(match.view())) {
            return match.range().start + 1;
        }
        findings.push_back({match.range(), Label::pnr});
        return match.range().end;
    });
    if (!findings.empty()) {
        return findings;
    }
    each_match(lettered_, text, [&](const Match& match) {
        if (!stands_alone(text, match.range())) {
            return match.range().start + 1;
        }
        findings.push_back({match.range(), Label::pnr});
        return match.range().end;
    });
    return findings;
}

// "9OO1O1-OO17": letters in the place of digits.
Findings PersonalNumbers::with_lookalikes(std::string_view text) const {
    Findings findings;
    each_match(lookalike_, text, [&](const Match& match) {
        const std::string digits = digits_as_they_look(match.view());
        const std::string_view ten = std::string_view(digits).substr(
            digits.size() - std::min<std::size_t>(digits.size(), 10));
        const std::size_t real = count_digits(match.view());
        const bool mixed = real >= pnr_real_digits_min && real < digits.size();
        const bool person = ten.size() == 10 && luhn_holds(ten) && is_birth_date(ten);
        if (!mixed || !person || is_mobile(digits) || !stands_alone(text, match.range())) {
            return match.range().start + 1;
        }
        findings.push_back({match.range(), Label::pnr});
        return match.range().end;
    });
    return findings;
}

// "född 14 mars 1962", "de fyra sista är 0017".
Findings PersonalNumbers::in_parts(std::string_view text) const {
    Findings findings;
    for (const Pattern* pattern : {&born_, &last_four_, &ends_in_}) {
        each_match(*pattern, text, [&](const Match& match) {
            if (is_part(text, *pattern, match)) {
                findings.push_back({match.range(1), Label::pnr});
            }
            return match.range().end;
        });
    }
    return findings;
}

bool PersonalNumbers::is_part(std::string_view text,
                              const Pattern& pattern,
                              const Match& match) const {
    const ByteRange number = match.range(1);
    if (word_ends_at(text, match.range().start) || word_starts_at(text, number.end)) {
        return false;
    }
    if (&pattern == &ends_in_) {
        return person_near_.occurs_in(before(text, match.range().start, person_bytes_max));
    }
    const bool told = match.view().find("siff") != std::string_view::npos;
    return told || !is_year(slice(text, number));
}

}  // namespace lyhord::anonymize
