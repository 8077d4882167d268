#include "anonymize/accounts.h"

#include <algorithm>

#include "anonymize/characters.h"

namespace lyhord::anonymize {
namespace {

constexpr std::size_t iban_characters_min = 15;
constexpr std::size_t iban_characters_max = 34;

// Between the groups of a card; a line may end there.
const std::string card_gap = "(?:[ .-]{0,3}(?:\\r?\\n)?)";

int iban_value(char c) {
    if (is_digit(c)) {
        return c - '0';
    }
    return (c >= 'a' ? c - 'a' : c - 'A') + 10;
}

bool is_ascii_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

int appended(int remainder, char c) {
    const int value = iban_value(c);
    return (remainder * (value > 9 ? 100 : 10) + value) % 97;
}

// ISO 13616: the first four characters, moved to the end, make the number 1 modulo 97.
bool closes_iban(int remainder, std::string_view head) {
    for (const char c : head) {
        remainder = appended(remainder, c);
    }
    return remainder == 1;
}

bool is_iban_character(char c) { return is_digit(c) || is_ascii_letter(c); }

// Where the longest valid IBAN that starts here ends; start if none does.
std::size_t iban_end(std::string_view text, std::size_t start) {
    std::string head;
    int remainder = 0;
    std::size_t count = 0;
    std::size_t end = start;
    for (std::size_t at = start; at < text.size() && count < iban_characters_max; ++at) {
        const char c = text[at];
        const bool separator = c == ' ' || c == '-' || c == '\n' || c == '\r';
        const bool single_separator = separator && text[at - 1] != c;
        if (single_separator) {
            continue;
        }
        if (!is_iban_character(c)) {
            break;
        }
        ++count;
        if (head.size() < 4) {
            head += c;
        } else {
            remainder = appended(remainder, c);
        }
        const bool whole = count >= iban_characters_min && !word_starts_at(text, at + 1);
        if (whole && closes_iban(remainder, head)) {
            end = at + 1;
        }
    }
    return end;
}

// A match of the cue has one of three groups: 1 bank account or card, 2 clearing, 3 giro.
std::size_t end_of_cue(const Match& match) {
    const std::size_t group = match.has(1) ? 1 : match.has(2) ? 2 : 3;
    return match.range(group).end;
}

// The fewest digits that make a number behind that cue.
std::size_t digits_after_cue(const Match& match) { return match.has(2) ? 4 : match.has(3) ? 5 : 7; }

}  // namespace

Accounts::Accounts(const PlainNumbers& plain)
    : plain_(plain),
      iban_start_("[A-Za-z]{2} ?\\d{2}[ -]?[A-Za-z0-9]{4}"),
      card_("\\d{4}" + card_gap + "\\d{4}" + card_gap + "\\d{4}" + card_gap +
            "\\d{1,7}|\\d{4}[ -]?\\d{6}[ -]?\\d{5}|\\d(?: \\d){15}"),
      // 1: bank account or card, 2: clearing, 3: giro.
      cue_(
          "(?i)(?:(konto|kontot|konto[ -]?nr\\.?|kontonummer|kontonumret|[a-zåäö]{1,12}konto|"
          "[a-zåäö]{1,12}kontot|kort|kortnr|kortnummer|kortnumret|visakort|visakortet|mastercard|"
          "[a-z]{1,8}kort|iban|swedbank|nordea|seb|handelsbanken|sparbanken|sbab|skandiabanken|"
          "account number|account no\\.?|bank account|account)|"
          "(clearing|clearingnr|clearingnummer|clearingnumret|sort code)|"
          "((?:pg|plusgiro|plusgirot|postgiro|postgirot|bg|bankgiro|bankgirot|giro)"
          "(?:nr|nummer|numret)?))"
          "(?:[ :.#,(-]{1,3}(?:nr|nummer|numret|är|e|is|på|hos|i|swedbank|nordea|seb|handelsbanken|"
          "länsförsäkringar|danske bank|ica banken|skandia|avanza|sbab|sparbanken|till|med)){0,3}"
          "[ :.#,)=-]{0,4}"
          "(?:[a-z]{2})?\\d[\\d]*(?:(?:[ ./-]| - |, ?)\\d+){0,8}"),
      swedbank_("\\d{4}-\\d ?[, ] ?\\d{1,3}(?:[ .]?\\d{3}){1,2}-?\\d?"),
      iban_cue_("(?i)iban[ :.#-]{1,3}(?:nr |nummer |är )?([a-z]{2}\\d\\d(?:[ -]?[a-z\\d]){11,30})"),
      secret_(
          "(?i)(?:cvc|cvv|pin|pinkod|pinkoden|pin-kod|pin-koden)[ :.-]{1,3}(?:koden |kod )?"
          "(?:är |is )?(\\d{3,6})"),
      cue_words_({"konto",
                  "kort",
                  "mastercard",
                  "iban",
                  "bank",
                  "nordea",
                  "seb",
                  "sbab",
                  "account",
                  "clearing",
                  "sort",
                  "pg",
                  "plusg",
                  "postg",
                  "bg",
                  "giro"}),
      secret_words_({"cvc", "cvv", "pin"}) {}

Findings Accounts::find(std::string_view text) const {
    constexpr std::size_t card_digits_min = 13;
    Findings findings = ibans(text);
    const bool has_cue = findings.empty() && cue_words_.occur_in(text);
    if (has_cue) {
        findings = ibans_after_cue(text);
    }
    if (findings.empty() && count_digits(text) >= card_digits_min) {
        findings = cards(text);
    }
    if (findings.empty() && has_cue) {
        findings = with_cue(text);
    }
    if (findings.empty() && has_between_digits(text, '-')) {
        findings = swedbank(text);
    }
    return findings.empty() && secret_words_.occur_in(text) ? secrets(text) : findings;
}

Findings Accounts::ibans(std::string_view text) const {
    Findings findings;
    each_match(iban_start_, text, [&](const Match& match) {
        const std::size_t start = match.range().start;
        const std::size_t end = word_ends_at(text, start) ? start : iban_end(text, start);
        if (end > start) {
            findings.push_back({{start, end}, Label::account});
        }
        return std::max(end, start + 1);
    });
    return findings;
}

// What stands after "IBAN" is one, also if it was mistyped.
Findings Accounts::ibans_after_cue(std::string_view text) const {
    Findings findings;
    each_match(iban_cue_, text, [&](const Match& match) {
        const ByteRange number = match.range(1);
        if (!word_ends_at(text, match.range().start) && !word_starts_at(text, number.end)) {
            findings.push_back({number, Label::account});
        }
        return match.range().end;
    });
    return findings;
}

std::string Accounts::short_hint() { return "clearing|sort code|cvc|cvv|\\bpin[ k:.-]"; }

Findings Accounts::secrets(std::string_view text) const {
    Findings findings;
    each_match(secret_, text, [&](const Match& match) {
        const ByteRange number = match.range(1);
        if (!word_ends_at(text, match.range().start) && !word_starts_at(text, number.end)) {
            findings.push_back({number, Label::account});
        }
        return match.range().end;
    });
    return findings;
}

Findings Accounts::cards(std::string_view text) const {
    Findings findings;
    each_match(card_, text, [&](const Match& match) {
        const std::string digits = digits_of(match.view());
        const bool issuer = digits[0] >= '2' && digits[0] <= '6';
        if (!issuer || !stands_alone(text, match.range()) || !luhn_holds(digits)) {
            return match.range().start + 1;
        }
        findings.push_back({match.range(), Label::account});
        return match.range().end;
    });
    return findings;
}

Findings Accounts::with_cue(std::string_view text) const {
    Findings findings;
    each_match(cue_, text, [&](const Match& match) {
        const std::size_t cue_end = end_of_cue(match);
        const ByteRange whole = match.range();
        const std::size_t digit = text.find_first_of("0123456789", cue_end);
        const std::size_t letters = digit >= cue_end + 2 && word_ends_at(text, digit) ? 2 : 0;
        const ByteRange number{digit - letters, whole.end};
        const bool enough = digits_of(slice(text, number)).size() >= digits_after_cue(match);
        const bool plain =
            plain_.is_amount(text, number) || plain_.is_date_or_time(slice(text, number));
        if (!stands_alone(text, whole) || !enough || plain) {
            return cue_end;
        }
        findings.push_back({number, Label::account});
        return whole.end;
    });
    return findings;
}

// Swedbank's clearing number with its check digit has a form of its own: 8327-9,123 456 789-0.
Findings Accounts::swedbank(std::string_view text) const {
    Findings findings;
    each_match(swedbank_, text, [&](const Match& match) {
        const bool swedbank = match.view().starts_with('8') || match.view().starts_with('7');
        if (!swedbank || !stands_alone(text, match.range())) {
            return match.range().start + 1;
        }
        findings.push_back({match.range(), Label::account});
        return match.range().end;
    });
    return findings;
}

}  // namespace lyhord::anonymize
