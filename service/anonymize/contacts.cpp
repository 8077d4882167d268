#include "anonymize/contacts.h"

#include <algorithm>

#include "anonymize/characters.h"
#include "anonymize/vocabulary.h"

namespace lyhord::anonymize {
namespace {

constexpr std::size_t local_bytes_max = 64;    // RFC 5321
constexpr std::size_t domain_bytes_max = 255;  // RFC 5321

// Ends of domains that are no words.
const std::string plain_ends =
    "com|org|net|eu|info|biz|edu|gov|fi|dk|no|uk|ru|ua|pl|nl|fr|cz|ee|lv|lt|tv|io|gg|ly|ax|cc|gl|"
    "xyz|dev|wiki|blog|co\\.uk|gd|gy|gle|ch|es|pt|ie|gr|tr|hu|ro|bg|ca|us|au|jp|cn|br|site|store|"
    "tech|"
    "cloud|link|click|news|space|website|social|chat|example|museum|email|shop|ink|cat|mobi|tel";
// Ends that are Swedish or English words too: "det är dåligt.se över det" holds no domain.
const std::string word_ends = "in|se|nu|de|is|me|be|to|at|it|co|app|live|top|online|page|club|shop";

const std::string at_sign =
    "(?: ?[(\\[{<*] ?(?:at|a|snabel-?a|snabel|@) ?[)\\]}>*] ?|"
    " ?[_/~-] ?(?:at|snabel-?a|snabel|@) ?[_/~-] ?| ?snabel[ -]?a | ?snabela ?|"
    " alfakrull | at-?tecken | ?@\\s ?)";
const std::string dot =
    "(?: ?[(\\[{<*_/~-] ?(?:dot|punkt|prick|\\.) ?[)\\]}>*_/~-] ?| dot | punkt | prick | ?\\.)";
// Between the parts of what stands before the sign.
const std::string local_joint =
    "(?: understreck | understrykning | underscore | bindestreck | minus | streck |" + dot + ")";
// No classes with \p{L}: they are large, and this pattern repeats them.
const std::string letters = "a-zåäöæøéèüßа-яії";
const std::string name_part = "[" + letters + "\\d_+-]+";
const std::string host_part = "[" + letters + "][" + letters + "\\d_-]*";  // not "2 st @ 50 kr"

std::string spelled_out_expression() {
    const std::string local = name_part + "(?:" + local_joint + name_part + "){0,3}";
    const std::string spelled = at_sign + host_part + "(?:" + dot + name_part + "){0,3}";
    // A bare " at " is an English word, and " @x" mostly a name, so they need the end of a domain.
    const std::string ends = "(?:" + plain_ends + "|" + word_ends + ")";
    const std::string english = "(?: at |-at-|_at_| @)" + host_part + "(?:" + dot + name_part +
                                "){0,2}?(?:" + dot + "|-dot-|_dot_)" + ends;
    const std::string known = " (?:at|att|ät) (?:gmail|hotmail|outlook|yahoo|icloud|protonmail)";
    const std::string misheard = " (?:ät|att|et) " + host_part + " (?:punkt|dot) " + ends;
    return "(?i)" + local + "(?:" + spelled + "|" + english + "|" + misheard + "|" + known + ")";
}

bool is_local_character(std::int32_t code) {
    return is_letter_or_digit(code) || code == '.' || code == '_' || code == '+' || code == '-' ||
           code == '%' || code == '\'';
}

bool is_domain_character(std::int32_t code) {
    return is_letter_or_digit(code) || code == '.' || code == '-';
}

// The plain form round an at sign; empty if nothing stands on one of its sides.
ByteRange email_round(std::string_view text, std::size_t at_sign_at) {
    std::size_t start = at_sign_at;
    while (start > 0 && at_sign_at - start < local_bytes_max) {
        const Character character = character_before(text, start);
        if (!is_local_character(character.code)) {
            break;
        }
        start -= character.length;
    }
    while (start < at_sign_at &&
           std::string_view(".-'").find(text[start]) != std::string_view::npos) {
        ++start;
    }
    const auto right = text.substr(0, std::min(text.size(), at_sign_at + domain_bytes_max));
    std::size_t end = reach_right(right, at_sign_at + 1, is_domain_character);
    while (end > at_sign_at + 1 && (text[end - 1] == '.' || text[end - 1] == '-')) {
        --end;
    }
    const bool whole = start < at_sign_at && end > at_sign_at + 1;
    return whole ? ByteRange{start, end} : ByteRange{};
}

// Without the marks after it; a bracket belongs to a link that opens it.
ByteRange link_range(std::string_view text, ByteRange range) {
    const std::string_view written = slice(text, range);
    auto unopened = std::ranges::count(written, ')') - std::ranges::count(written, '(');
    for (;;) {
        const ByteRange bare = without_last_stops(text, range, ".,;:!?]}'*");
        if (unopened <= 0 || bare.end == bare.start || text[bare.end - 1] != ')') {
            return bare;
        }
        --unopened;
        range = {bare.start, bare.end - 1};
    }
}

}  // namespace

Contacts::Contacts()
    : link_(
          "(?i)(?:(?:https?|hxxps?|ftp)(?:(?:\\[?:\\]? ?)//|:/|:\\\\\\\\|//)|www[.,])"
          "[^\\s\\x01<>\"]+"),
      spoken_link_("(?i)www (?:punkt )?(?-i:[" + letter_ranges +
                   "\\d-]+)(?:(?: punkt | |\\.)(?-i:[" + letter_ranges +
                   "\\d-]+)){0,3}?"
                   "(?: punkt | |\\.)(?:" +
                   plain_ends + "|" + word_ends + ")"),
      domain_tail_("(?: ?\\. ?|\\s{1,2}\\.|,)(?:se|com|nu|net|org|eu|fi|no|dk)(?:[^" +
                   letter_ranges + "\\d]|$)"),
      // 1: of four numbers, 2: of groups, 3: of a device.
      network_address_(
          "(?i)(\\d{1,3}(?:\\.\\d{1,3}){3})|([0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,7})|"
          "((?:[0-9a-f]{2}-){5}[0-9a-f]{2})"),
      version_cue_("(?i)(?:version|ver|v|paragraf|avsnitt|kapitel|punkt|§)\\.? ?$"),
      network_cue_("(?i)(?:^|[^a-zåäö])(?:ip|server|router|dator|adress)"),
      spelled_out_email_(spelled_out_expression()),
      before_account_(
          "(?i)(?:jag|mig|mej|är|e|va|var|till|av|på|från|hos|följ|adda|kolla|dm|dma|skriv|insta|"
          "instagram|ig|snap|tiktok|twitter|och|å|med|som|heter|kontot|konto|at|by|from|is|to|"
          "follow|add) @"),
      domain_("(?i)((?:(?-i:[" + letter_ranges + "\\d][" + letter_ranges + "\\d-]*)\\.)+)(?:(" +
              plain_ends + ")|(" + word_ends + "))(?::\\d{2,5})?(?:[/?#][^\\s\\x01<>\"]*)?"),
      sentence_goes_on_(
          "(?i) (?:till|över|upp|ut|på|hur|att|efter|bara|er|oss|dem|sig|mig|dig|nu|så|"
          "det|den|de|vi|ni|jag|man|om|ju|är|har|måste|får|går|kommer|ska|vill|när|kan|"
          "blir|för|i|vet|känns|räcker|under|som|igen|alla|dessa|denna|detta|vad)\\b"),
      after_address_(
          "(?i)(?:(?:in|läs|läs mer|läser|finns|står|stod|ligger|låg|kolla|hittade|anmäl|ut) på"
          "|sidan|hemsidan|webbsidan|webbplatsen|sajten|via|besök|enligt|adressen|länken|länk|"
          "url|länk:|website|visit|site)[ :]{1,2}$") {}

Findings Contacts::links(std::string_view text) const {
    Findings findings;
    each_match(link_, text, [&](const Match& match) {
        const ByteRange range = link_range(text, match.range());
        const std::string_view written = slice(text, range);
        const bool has_host = written.find_first_of("./\\") != std::string_view::npos;
        const bool www = lower_word(after(written, 0, 3)) == "www";
        const bool inside_word = www && word_ends_at(text, range.start);  // "awww.vad fint"
        if (has_host && !inside_word) {
            findings.push_back({range, Label::url});
        }
        return match.range().end;
    });
    each_match(spoken_link_, text, [&](const Match& match) {
        if (stands_alone(text, match.range())) {
            findings.push_back({match.range(), Label::url});
        }
        return match.range().end;
    });
    return findings;
}

Findings Contacts::network_addresses(std::string_view text) const {
    Findings findings;
    each_match(network_address_, text, [&](const Match& match) {
        if (is_network_address(text, match)) {
            findings.push_back({match.range(), Label::url});
        }
        return match.range().end;
    });
    return findings;
}

// Not a number of a paragraph (1.2.3.4), a telephone number (070.174.06.05) or an hour (12:30:15).
bool Contacts::is_network_address(std::string_view text, const Match& match) const {
    const std::string_view written = match.view();
    if (!stands_alone(text, match.range()) || after(text, match.range().end, 1) == ":") {
        return false;
    }
    if (!match.has(1)) {
        const auto parts = std::ranges::count(written, ':');
        const bool letter = written.find_first_not_of("0123456789:-") != std::string_view::npos;
        const bool shortened = written.find("::") != std::string_view::npos;
        return match.has(3) || parts == 7
                   ? letter
                   : (shortened || parts == 5) && letter && written.size() > 6;
    }
    std::size_t long_parts = 0;
    for (std::size_t at = 0; at < written.size();) {
        const std::size_t end = std::min(written.find('.', at), written.size());
        const std::string_view part = written.substr(at, end - at);
        if ((part.size() > 1 && part[0] == '0') || (part.size() == 3 && part > "255")) {
            return false;
        }
        long_parts += part.size() > 1 ? 1 : 0;
        at = end + 1;
    }
    const std::string_view left = before(text, match.range().start, 24);
    return network_cue_.occurs_in(left) || (long_parts > 1 && !version_cue_.occurs_in(left));
}

Findings Contacts::emails(std::string_view text) const {
    Findings findings;
    for (std::size_t at = text.find('@'); at != std::string_view::npos;
         at = text.find('@', at + 1)) {
        ByteRange range = email_round(text, at);
        const bool whole =
            slice(text, range).find('.', at + 1 - range.start) != std::string_view::npos;
        const auto tail = domain_tail_.at_start(after(text, range.end, 8));
        if (range.end > range.start && !whole && tail) {
            range.end = text.find_first_of("sconefdS", range.end);
            range.end = reach_right(text, range.end, is_letter);
        }
        const std::size_t taken = findings.empty() ? 0 : findings.back().range.end;
        if (range.end > range.start && range.start >= taken) {
            findings.push_back({range, Label::email});
        }
    }
    return findings;
}

Findings Contacts::spelled_out(std::string_view text) const {
    Findings findings;
    each_match(spelled_out_email_, text, [&](const Match& match) {
        // "skriv till @kalle": the name of an account. "möte @ biblioteket".
        const bool account = before_account_.starts(match.view());
        const std::size_t sign = match.view().find("@ ");
        const bool place =
            sign != std::string_view::npos &&
            Vocabulary::classes(lower_word(match.view().substr(sign + 2))).is_common();
        if (account || place || word_starts_at(text, match.range().end)) {
            return account ? text.find('@', match.range().start) : match.range().end;
        }
        findings.push_back({match.range(), Label::email});
        return match.range().end;
    });
    return findings;
}

std::string Contacts::spelled_out_hint() {
    return "snabel|alfakrull|at-?teck|[(\\[{<*] ?(?:at|a|@) ?[)\\]}>*]|"
           "[_/~-] ?(?:at|@) ?[_/~-]|@\\s| @|"
           " (?:at|att|ät|et) (?:gmail|hotmail|outlook|yahoo|icloud|protonmail)|"
           "[ ([{<](?:dot|punkt|prick)[ )\\]}>]|_dot_|-dot-| at [" +
           letters + "0-9-]+ ?\\.[a-z]";
}

// "dåligt.se över det" and "mörkt.nu måste": a full stop without its space.
bool Contacts::is_sentence_end(std::string_view text, const Match& domain) const {
    const bool has_path = domain.view().find_first_of("/?#") != std::string_view::npos;
    const auto labels = std::count(domain.view(1).begin(), domain.view(1).end(), '.');
    if (!domain.has(3) || has_path || labels > 1) {
        return false;
    }
    const std::string host = lower_word(domain.view(1).substr(0, domain.view(1).size() - 1));
    const bool word = Vocabulary::classes(host).any() || Vocabulary::is_compound(host) ||
                      Vocabulary::is_misspelt(host);
    const bool hyphen = host.find('-') != std::string::npos && host.size() > 6;
    const std::string end = lower_word(domain.view(3));
    const bool site = end == "se" || end == "nu";
    if (site && (hyphen || (!word && host.size() > 2) ||
                 after_address_.occurs_in(before(text, domain.range().start, 24)))) {
        return false;
    }
    const bool common = end == "se" || end == "nu";
    const bool abbreviation = domain.view(1).size() <= 2;
    return !common || abbreviation || sentence_goes_on_.starts(after(text, domain.range().end, 16));
}

Findings Contacts::domains(std::string_view text) const {
    Findings findings;
    each_match(domain_, text, [&](const Match& match) {
        ByteRange range = link_range(text, match.range());
        if (range.start > 1 && slice(text, {range.start - 2, range.start}) == "//") {
            range.start -= 2;
        }
        const bool alone = stands_alone(text, range) && !after(text, range.end, 1).starts_with('-');
        if (alone && !is_sentence_end(text, match)) {
            findings.push_back({range, Label::url});
        }
        return match.range().end;
    });
    return findings;
}
}  // namespace lyhord::anonymize
