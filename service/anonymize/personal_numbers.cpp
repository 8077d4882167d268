#include "anonymize/personal_numbers.h"

#include "anonymize/characters.h"

namespace lyhord::anonymize {
namespace {

// Month 00 and day 60 stand for an unknown date in a samordningsnummer, whose day is 60 too high.
const std::string month = "(?:0\\d|1[0-2])";
const std::string day = "(?:0[1-9]|[12]\\d|3[01]|6\\d|7\\d|8\\d|9[01])";
const std::string date = "((?:1[89]|20)?\\d\\d([-./ ]?)" + month + "[-./ ]?" + day + ")";

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

// After a cue any digits of the right shape will do. The longest shapes come first.
std::string after_cue_expression() {
    const std::string cue =
        "(?i)(?:personnummer|personnumret|personnummret|personummer|personnr|person nr|persnr|"
        "pers\\.? ?nr|pers\\.? ?nummer|pnr|p-nr|samordningsnummer|samordningsnumret|samordningsnr|"
        "samnr|födelsenummer|id-nummer|t-nummer)"
        "[ :.#]{0,3}(?:(?:är|var|nr|nummer|hans|hennes)[ :.]{1,2}){0,2}";
    const std::string tail = " ?[-+./ ]? ?(?:\\d{4}|[a-z]\\d{3}|[x*]{4})";
    const std::string spaced = "[-./ ]\\d\\d[-./ ]\\d\\d";
    return cue + "(\\d{4}" + spaced + tail + "|\\d{8}" + tail + "|\\d\\d" + spaced + tail +
           "|\\d{6}" + tail + "|\\d{4}" + spaced + "|\\d{8}|\\d{6})";
}

}  // namespace

PersonalNumbers::PersonalNumbers()
    : cue_(after_cue_expression()),
      number_(date + " ?([-+ ]?) ?\\d{4}"),
      lettered_("(?i)" + date + "[-+]?[TRSUWXJKLMNP]\\d{3}") {}

Findings PersonalNumbers::find(std::string_view text) const {
    Findings findings = after_cue(text);
    if (findings.empty()) {
        findings = by_check_digit(text);
    }
    if (findings.empty()) {
        findings = with_letter(text);
    }
    return findings;
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
        // "2023-10-15 1200" is a date and a time.
        const bool date_and_time = !match.view(2).empty() && match.view(3) == " ";
        const bool taken = !stands_alone(text, range) || touches_digits(text, range) ||
                           is_mobile(match.view()) || date_and_time;
        if (taken || !luhn_holds(std::string_view(digits).substr(digits.size() - 10))) {
            return range.start + 1;
        }
        findings.push_back({range, Label::pnr});
        return range.end;
    });
    return findings;
}

// Hospitals and universities give such numbers to those who have no personnummer yet.
Findings PersonalNumbers::with_letter(std::string_view text) const {
    Findings findings;
    each_match(lettered_, text, [&](const Match& match) {
        if (!stands_alone(text, match.range())) {
            return match.range().start + 1;
        }
        findings.push_back({match.range(), Label::pnr});
        return match.range().end;
    });
    return findings;
}

}  // namespace lyhord::anonymize
