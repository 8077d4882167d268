#include "anonymize/phones.h"

#include <phonenumbers/logger.h>
#include <phonenumbers/phonenumbermatch.h>
#include <phonenumbers/phonenumbermatcher.h>
#include <phonenumbers/phonenumberutil.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <memory>
#include <mutex>

#include "anonymize/characters.h"
#include "anonymize/lookalikes.h"

namespace lyhord::anonymize {
namespace {

namespace library = i18n::phonenumbers;

constexpr std::size_t digits_max = 15;  // E.164
constexpr std::size_t groups_max = 14;
constexpr std::size_t phone_real_digits_min = 5;  // beside letters that look like some
constexpr std::size_t count_min = 4;              // groups that follow each other: "04 05 06 07"
const std::string hour_minute = "[0-2]\\d[.:][0-5]\\d";
const std::string day_digits = "(?:0[1-9]|[12]\\d|3[01])";
const std::string month_digits = "(?:0[1-9]|1[0-2])";
constexpr int tries_max = 4;  // candidates that the library may look at in one window

// Area codes of three digits; 08 has two and all others four. Post- och telestyrelsen's plan.
constexpr auto short_area_codes = std::to_array<std::string_view>(
    {"010", "011", "013", "016", "018", "019", "020", "021", "023", "026",
     "031", "033", "035", "036", "040", "042", "044", "046", "054", "060",
     "063", "070", "072", "073", "076", "079", "090", "099"});

// A national number with its leading 0.
bool in_swedish_plan(std::string_view digits) {
    if (digits.size() < 8 || digits[0] != '0' || digits[1] == '0') {
        return false;
    }
    const std::string_view area = digits.substr(0, 3);
    if (area.starts_with("07") && area != "071" && area != "074" && area != "075" &&
        area != "077" && area != "078") {
        return digits.size() == 10;
    }
    if (area.starts_with("08")) {
        return digits.size() <= 11 && digits[2] != '0';
    }
    const bool is_short =
        std::find(short_area_codes.begin(), short_area_codes.end(), area) != short_area_codes.end();
    const std::size_t subscriber = digits.size() - (is_short ? 3 : 4);
    return subscriber >= 5 && subscriber <= (is_short ? 8 : 6) && digits[is_short ? 3 : 4] != '0';
}

// Any spelling of a Swedish number: 070..., +46 70..., 0046 (0)70..., 4670...
bool is_swedish(std::string_view digits, bool plus) {
    const bool abroad = digits.starts_with("0046");
    if (!plus && !abroad) {
        const bool bare = digits.starts_with("467") && digits.size() == 11;
        return in_swedish_plan(bare ? "0" + std::string(digits.substr(2)) : std::string(digits));
    }
    std::string_view rest = digits.substr(abroad ? 4 : 2);
    if (rest.starts_with('0')) {
        rest.remove_prefix(1);
    }
    return (abroad || digits.starts_with("46")) && in_swedish_plan("0" + std::string(rest));
}

std::vector<ByteRange> digit_groups(std::string_view text, ByteRange run) {
    std::vector<ByteRange> groups;
    for (std::size_t at = run.start; at < run.end; ++at) {
        if (!is_digit(text[at])) {
            continue;
        }
        if (!groups.empty() && groups.back().end == at) {
            ++groups.back().end;
        } else {
            groups.push_back({at, at + 1});
        }
    }
    return groups;
}

// A digit too few or too many.
bool is_mistyped_mobile(std::string_view digits) {
    return (digits.size() == 9 || digits.size() == 11) && digits.starts_with("07") &&
           std::string_view("02369").find(digits[2]) != std::string_view::npos;
}

// "04 05": the next of a count.
bool follows(std::string_view left, std::string_view right) {
    return left.size() == right.size() && left.size() <= 2 &&
           std::stoi(std::string(right)) == std::stoi(std::string(left)) + 1;
}

// The number with its plus sign, and with its opening bracket if it closes in the number.
ByteRange with_sign(std::string_view text, ByteRange number) {
    if (number.start > 1 && slice(text, {number.start - 2, number.start}) == "+ ") {
        --number.start;
    }
    const bool closes = slice(text, number).find(')') != std::string_view::npos;
    while (number.start > 0 &&
           (text[number.start - 1] == '+' || (text[number.start - 1] == '(' && closes))) {
        --number.start;
    }
    return number;
}

// libphonenumber writes what it could not read to standard output unless it is told not to.
void silence_library() {
    static std::once_flag once;
    std::call_once(once, [] {
        auto silent = std::make_unique<library::NullLogger>();
        library::PhoneNumberUtil::GetInstance()->SetLogger(silent.release());
    });
}

}  // namespace

Phones::Phones(const PlainNumbers& plain)
    : plain_(plain),
      run_("[+(]{0,2} ?\\d[\\d \\t\\r\\n./()+_,:*|~·•-]{6,}"),
      separator_(
          "(?:[ \\t]{0,2}[-./|~·•]?[ \\t]{0,2}|-{1,3}|_|\\*|[ -]{0,2}\\r?\\n| ?\\)? ?| ?\\(0\\) ?|"
          "\\) ?- ?| ?\\()"),
      mobile_separator_("[,:] ?"),
      calendar_("(?:" + hour_minute + "(?:[ ,/–-]{1,3}|$)){2,}|" + day_digits + "([-./])" +
                month_digits + "[-./](?:19|20)\\d\\d(?:\\D|$)|" + day_digits + "[-./]" +
                month_digits + "[-./]\\d\\d[ ,-]{1,3}" + hour_minute + "|\\d{4}-" + month_digits +
                "-" + day_digits + "(?:\\D|$)"),
      swish_("(?i)swish|betala|skänk|sätt in|pengar|gåva|bidra"),
      company_("123(?:[ -]?\\d){7}"),
      spaced_company_("123 \\d{3} \\d\\d \\d\\d"),
      lookalike_(digit_or_lookalike + "(?:[ ./|-]{0,3}" + digit_or_lookalike + "){7,10}"),
      abroad_("(?:\\+|00) ?\\d{1,3}[ )]{0,2}\\(?$"),
      cue_(
          "(?i)(?:(swish|swisha|swishnr|swishnummer|swishnumret|swishar)|tel|tele|telefon|"
          "telefonen|telefonnr|telefonnummer|telefonnumret|telnr|tfn|tlf|mobil|mobilen|mobilnr|"
          "mobilnummer|mobilnumret|mob|ring|ringer|ringa|sms|sms:a|smsa|smsar|slå|whatsapp|viber|"
          "(?:mitt|min|hans|hennes|deras|vårt) (?:nummer|nr|mobil|telefon)|numret|på nummer|"
          "(?:nås|nå|når|kontakta|sök|söka|messa) (?:mig|oss|henne|honom )?(?: ?på)|"
          "phone|phone number|(?:my|his|her|our|the) number|call|call me|text me|cell|"
          "(?:reach|contact) (?:me|us)|puh|puhelin|soita|тел|телефон|هاتف|رقم)"
          "[ :.=]{1,3}(?:(?:till|på|mig|oss|henne|honom|nr|nummer|nummret|numret|är|gärna|pengar|"
          "me|us|at|on|is|number|no|nej det är|"
          "\\d{1,6} ?(?:kr|kronor|:-)|000 ?kr)[ :.]{1,2}){0,4}"
          "(\\d(?:[ ./-]{0,3}\\d){5,14})"),
      window_("\\(?(?:\\+|00[ -]?) ?[1-9][\\d ./()-]{5,40}") {
    silence_library();
}

Findings Phones::find(std::string_view text) const {
    if (count_digits(text) < 5) {
        return {};
    }
    Findings findings = swedish(text);
    if (findings.empty()) {
        findings = after_cue(text);
    }
    if (findings.empty()) {
        findings = foreign(text);
    }
    if (findings.empty()) {
        findings = with_lookalikes(text);
    }
    if (findings.empty()) {
        findings = standing_alone(swish_.occurs_in(text) ? company_ : spaced_company_, text);
    }
    return findings;
}

bool Phones::is_plain(std::string_view text, ByteRange number) const {
    const std::string_view written = slice(text, number);
    const std::string digits = digits_of(written);
    const bool mobile =
        digits.starts_with("07") || digits.starts_with("46") || digits.starts_with("00");
    return plain_.is_date_or_time(written) || plain_.is_help_number(written) ||
           (!mobile && plain_.is_reference(text, number.start));
}

Findings Phones::swedish(std::string_view text) const {
    Findings findings;
    each_match(run_, text, [&](const Match& match) {
        const std::vector<ByteRange> groups = digit_groups(text, match.range());
        std::size_t first = 0;
        while (first < groups.size()) {
            const std::size_t plain_end = end_of_plain(text, groups, first);
            const ByteRange number = plain_end == 0 ? swedish_from(text, groups, first)
                                                    : ByteRange{plain_end, plain_end};
            if (number.end > number.start) {
                findings.push_back({with_sign(text, number), Label::phone});
            }
            ++first;
            while (first < groups.size() && groups[first].start < number.end) {
                ++first;
            }
        }
        return match.range().end;
    });
    return findings;
}

// Where dates, times or a count that starts with this group of digits end; 0 if none does.
std::size_t Phones::end_of_plain(std::string_view text,
                                 const std::vector<ByteRange>& groups,
                                 std::size_t first) const {
    const std::string_view right = after(text, groups[first].start, 48);
    if (const auto calendar = calendar_.at_start(right)) {
        return groups[first].start + calendar->view().size();
    }
    std::size_t last = first;
    while (last + 1 < groups.size() &&
           follows(slice(text, groups[last]), slice(text, groups[last + 1]))) {
        ++last;
    }
    return last >= first + count_min - 1 ? groups[last].end : 0;
}

// The longest Swedish number that starts with this group of digits; an empty range if none does.
ByteRange Phones::swedish_from(std::string_view text,
                               const std::vector<ByteRange>& groups,
                               std::size_t first) const {
    const std::size_t start = groups[first].start;
    const std::string_view left = before(text, start, 2);
    const bool plus = left.ends_with('+') || left == "+ ";
    const bool possible = plus || text[start] == '0' || text[start] == '4';
    if (!possible || (!plus && abroad_.occurs_in(before(text, start, 8)))) {
        return {};
    }
    // In a longer row of groups any three may look like a mobile number.
    const bool continues = first > 0 && joins(text, {groups[first - 1].end, start}, "07x");
    std::string digits;
    ByteRange longest;
    ByteRange mistyped;
    for (std::size_t i = first; i < std::min(groups.size(), first + groups_max); ++i) {
        if (i > first && !joins(text, {groups[i - 1].end, groups[i].start}, digits)) {
            break;
        }
        digits += after(slice(text, groups[i]), 0, digits_max + 3);
        if (digits.size() > digits_max + 2) {
            mistyped = {};
            break;
        }
        const ByteRange number{start, groups[i].end};
        const bool known = digits.size() >= 8 && is_swedish(digits, plus);
        const bool nearly = !continues && is_mistyped_mobile(digits);
        if ((known || nearly) && is_plain(text, number)) {
            continue;
        }
        longest = known ? number : longest;
        mistyped = nearly ? number : ByteRange{};
    }
    return longest.end > longest.start ? longest : mistyped;
}

// Whether two groups of digits, the first of which ends those so far, can be of one number.
bool Phones::joins(std::string_view text, ByteRange between, std::string_view digits) const {
    const std::string_view written = slice(text, between);
    const bool mobile = digits.size() >= 3 && digits.starts_with("07");
    return separator_.fills(written) || (mobile && mobile_separator_.fills(written));
}

Findings Phones::after_cue(std::string_view text) const {
    Findings findings;
    each_match(cue_, text, [&](const Match& match) {
        const ByteRange number = match.range(2);
        const bool plain = is_plain(text, number) || plain_.is_amount(text, number);
        const bool swish_amount = match.has(1) && digits_of(match.view(2)).size() < 8;
        if (!stands_alone(text, match.range()) || plain || swish_amount) {
            return match.range().start + 1;
        }
        findings.push_back({number, Label::phone});
        return number.end;
    });
    return findings;
}

// "O7O-174 O6 O5".
Findings Phones::with_lookalikes(std::string_view text) const {
    Findings findings;
    each_match(lookalike_, text, [&](const Match& match) {
        const std::string digits = digits_as_they_look(match.view());
        const std::size_t real = count_digits(match.view());
        const bool mixed = real >= phone_real_digits_min && real < digits.size();
        if (!mixed || !is_swedish(digits, false) || !stands_alone(text, match.range()) ||
            is_plain(text, match.range())) {
            return match.range().start + 1;
        }
        findings.push_back({match.range(), Label::phone});
        return match.range().end;
    });
    return findings;
}

// What a company has in Swish.
Findings Phones::standing_alone(const Pattern& pattern, std::string_view text) const {
    Findings findings;
    each_match(pattern, text, [&](const Match& match) {
        const ByteRange range = match.range();
        const bool plain = digits_of(match.view()).size() < 5 || plain_.is_amount(text, range) ||
                           plain_.is_reference(text, range.start);
        if (!stands_alone(text, range) || plain) {
            return range.start + 1;
        }
        findings.push_back({range, Label::phone});
        return range.end;
    });
    return findings;
}

Findings Phones::in_window(std::string_view text, ByteRange window) const {
    Findings findings;
    library::PhoneNumberMatcher matcher(*library::PhoneNumberUtil::GetInstance(),
                                        std::string(slice(text, window)),
                                        "SE",
                                        library::PhoneNumberMatcher::VALID,
                                        tries_max);
    library::PhoneNumberMatch found;
    while (matcher.HasNext() && matcher.Next(&found)) {
        const ByteRange number{window.start + static_cast<std::size_t>(found.start()),
                               window.start + static_cast<std::size_t>(found.end())};
        const char sign = text[number.start];
        if ((sign == '+' || sign == '0' || sign == '(') && !is_plain(text, number)) {
            findings.push_back({number, Label::phone});
        }
    }
    return findings;
}

Findings Phones::foreign(std::string_view text) const {
    Findings findings;
    each_match(window_, text, [&](const Match& match) {
        const ByteRange window = match.range();
        const std::string_view written = match.view();
        const std::size_t digits = digits_of(written).size();
        const std::size_t groups = digit_groups(text, window).size();
        if (word_ends_at(text, window.start)) {
            return window.start + 1;
        }
        // Digits that mostly stand alone are a list, and slow for the library.
        if (digits < 7 || 2 * digits < 3 * groups) {
            return window.end;
        }
        const Findings known = in_window(text, window);
        std::ranges::copy(known, std::back_inserter(findings));
        // A plus sign and this many digits is a telephone number, also where the plan is unknown.
        if (known.empty() && written.substr(0, 2).find('+') != std::string_view::npos &&
            digits >= 8 && digits <= digits_max && !plain_.is_amount(text, window)) {
            findings.push_back({window, Label::phone});
        }
        return window.end;
    });
    return findings;
}

}  // namespace lyhord::anonymize
