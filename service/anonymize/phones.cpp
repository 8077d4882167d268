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

namespace lyhord::anonymize {
namespace {

namespace library = i18n::phonenumbers;

constexpr std::size_t digits_max = 15;  // E.164
constexpr std::size_t groups_max = 10;
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

// The number with its plus sign and opening bracket.
ByteRange with_sign(std::string_view text, ByteRange number) {
    while (number.start > 0 && (text[number.start - 1] == '+' || text[number.start - 1] == '(')) {
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
      run_("[+(]{0,2}\\d[\\d ./()+-]{6,}"),
      separator_("(?: ?[-./] ?| ?\\)? ?| ?\\(0\\) ?|\\)-| ?\\()"),
      cue_(
          "(?i)(?:(swish|swisha|swishnr|swishnummer|swishnumret|swishar)|tel|tele|telefon|"
          "telefonen|"
          "telefonnr|telefonnummer|telefonnumret|telnr|tfn|tlf|mobil|mobilen|mobilnr|mobilnummer|"
          "mob|ring|"
          "ringer|ringa|sms|sms:a|smsa|smsar|slå|whatsapp|(?:mitt|hans|hennes|deras|vårt) "
          "(?:nummer|nr)|"
          "nås på)[ "
          ":.]{1,3}(?:(?:till|på|mig|oss|henne|honom|nr|nummer|nummret|numret|är|gärna|pengar|"
          "\\d{1,6} ?(?:kr|kronor|:-)|000 ?kr)[ :.]{1,2}){0,4}"
          "(\\d(?:[ ./-]{0,3}\\d){5,14})"),
      swish_("(?i)swish"),
      company_("123[ -]?\\d{3}[ -]?\\d{2}[ -]?\\d{2}"),
      spoken_(
          "(?i)(?:noll|plus fyrtiosex)(?: (?:noll|en|ett|två|tre|fyra|fem|sex|sju|åtta|nio|tio|"
          "elva|tolv|tretton|fjorton|femton|sexton|sjutton|arton|nitton|"
          "(?:tjugo|trettio|fyrtio|femtio|sextio|sjuttio|åttio|nittio)"
          "(?:en|ett|två|tre|fyra|fem|sex|sju|åtta|nio)?)){4,14}"),
      window_("\\(?(?:\\+|00) ?[1-9][\\d ./()-]{5,40}") {
    silence_library();
}

Findings Phones::find(std::string_view text) const {
    Findings findings = swedish(text);
    if (findings.empty()) {
        findings = after_cue(text);
    }
    if (findings.empty()) {
        findings = foreign(text);
    }
    if (findings.empty() && swish_.occurs_in(text)) {
        findings = standing_alone(company_, text);
    }
    return findings.empty() ? standing_alone(spoken_, text) : findings;
}

// Numbers that companies have in Swish; digits as a telephone heard them.
Findings Phones::standing_alone(const Pattern& pattern, std::string_view text) {
    Findings findings;
    each_match(pattern, text, [&](const Match& match) {
        if (!stands_alone(text, match.range())) {
            return match.range().start + 1;
        }
        findings.push_back({match.range(), Label::phone});
        return match.range().end;
    });
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
            const ByteRange number = swedish_from(text, groups, first);
            if (number.end == number.start) {
                ++first;
                continue;
            }
            findings.push_back({with_sign(text, number), Label::phone});
            while (first < groups.size() && groups[first].start < number.end) {
                ++first;
            }
        }
        return match.range().end;
    });
    return findings;
}

// The longest Swedish number that starts with this group of digits; an empty range if none does.
ByteRange Phones::swedish_from(std::string_view text,
                               const std::vector<ByteRange>& groups,
                               std::size_t first) const {
    const std::size_t start = groups[first].start;
    const bool plus = start > 0 && text[start - 1] == '+';
    if (!plus && text[start] != '0' && text[start] != '4') {
        return {};
    }
    std::string digits;
    ByteRange longest;
    for (std::size_t i = first; i < std::min(groups.size(), first + groups_max); ++i) {
        if (i > first && !separator_.fills(slice(text, {groups[i - 1].end, groups[i].start}))) {
            break;
        }
        digits += after(slice(text, groups[i]), 0, digits_max + 3);
        if (digits.size() > digits_max + 2) {
            break;
        }
        const ByteRange number{start, groups[i].end};
        const bool known = digits.size() >= 8 && is_swedish(digits, plus);
        if (known && !is_plain(text, number)) {
            longest = number;
        }
    }
    return longest;
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
        if (known.empty() && written[0] == '+' && digits >= 8 && digits <= digits_max &&
            !plain_.is_amount(text, window)) {
            findings.push_back({window, Label::phone});
        }
        return window.end;
    });
    return findings;
}

}  // namespace lyhord::anonymize
