#include "anonymize/contacts.h"

#include <algorithm>

#include "anonymize/characters.h"

namespace lyhord::anonymize {
namespace {

constexpr std::size_t local_bytes_max = 64;    // RFC 5321
constexpr std::size_t domain_bytes_max = 255;  // RFC 5321
constexpr std::size_t handle_bytes_max = 60;

// Ends of domains that are no words.
const std::string plain_ends =
    "com|org|net|eu|info|biz|edu|gov|fi|dk|no|uk|ru|ua|pl|nl|fr|cz|ee|lv|lt|tv|io|gg|ly|ax|cc|gl|"
    "xyz|dev|wiki|blog|co\\.uk";
// Ends that are Swedish or English words too: "det är dåligt.se över det" holds no domain.
const std::string word_ends = "se|nu|de|is|me|be|to|at|it|co|app|live|top|online|page|club|shop";

const std::string at_sign =
    "(?: ?[(\\[{<] ?(?:at|a|snabel-?a|snabel|@) ?[)\\]}>] ?| snabel-?a | snabel a | ?@ )";
const std::string dot =
    "(?: ?[(\\[{<] ?(?:dot|punkt|prick|\\.) ?[)\\]}>] ?| dot | punkt | prick |\\.)";
// Classes with \p{L} are large: (?-i:) since they hold both cases, and no counted repetition, each
// of whose turns is a copy.
const std::string name_part = "(?-i:[\\p{L}\\d_+-]+)";
const std::string host_part = "(?-i:\\p{L}[\\p{L}\\d_-]*)";  // "2 st @ 50 kr" has none
const std::string handle_start = "(?-i:[\\p{L}\\d_])";
const std::string handle_rest = "(?-i:[\\p{L}\\d_.-]+)";

const std::string services =
    "(?:snapchat|snap|instagram|insta|ig|tiktok|tik tok|facebook|fb|messenger|discord|telegram|kik|"
    "twitter|twitch|steam|reddit|onlyfans|youtube|whatsapp|signal|flashback|linkedin|jodel|"
    "bluesky)";

std::string spelled_out() {
    const std::string local = name_part + "(?:" + dot + name_part + "){0,3}";
    const std::string spelled = at_sign + host_part + "(?:" + dot + name_part + "){0,3}";
    // A bare " at " is an English word, so it needs the end of a domain.
    const std::string english = " at " + host_part + "(?:" + dot + name_part + "){0,2}?" + dot +
                                "(?:" + plain_ends + "|" + word_ends + ")";
    return "(?i)" + local + "(?:" + spelled + "|" + english + ")";
}

bool is_local_character(std::int32_t code) {
    return is_letter_or_digit(code) || code == '.' || code == '_' || code == '+' || code == '-' ||
           code == '%' || code == '\'';
}

bool is_domain_character(std::int32_t code) {
    return is_letter_or_digit(code) || code == '.' || code == '-';
}

template <typename Accept>
std::size_t reach_right(std::string_view text, std::size_t at, Accept accept) {
    while (at < text.size()) {
        const Character character = character_at(text, at);
        if (!accept(character.code)) {
            break;
        }
        at += character.length;
    }
    return at;
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

// "@kalle" where no letter stands before the sign.
ByteRange handle_at(std::string_view text, std::size_t at_sign_at) {
    const std::string_view right =
        text.substr(0, std::min(text.size(), at_sign_at + handle_bytes_max));
    bool letter = false;
    std::size_t end = reach_right(right, at_sign_at + 1, [&](std::int32_t code) {
        letter |= is_letter(code);
        return is_letter_or_digit(code) || code == '_' || code == '.' || code == '-';
    });
    while (end > at_sign_at + 1 && (text[end - 1] == '.' || text[end - 1] == '-')) {
        --end;
    }
    return letter && end > at_sign_at + 2 ? ByteRange{at_sign_at, end} : ByteRange{};
}

// Has what an ordinary word lacks: a digit, an underscore or a full stop inside.
bool looks_like_handle(std::string_view name) {
    const bool mark = name.find_first_of("0123456789_") != std::string_view::npos ||
                      name.substr(0, name.size() - 1).find('.') != std::string_view::npos;
    return mark && std::any_of(name.begin(), name.end(), [](char c) { return !is_digit(c); });
}

ByteRange without_last_stops(std::string_view text, ByteRange range, std::string_view stops) {
    while (range.end > range.start && stops.find(text[range.end - 1]) != std::string_view::npos) {
        --range.end;
    }
    return range;
}

bool sentence_stops(std::string_view text, std::size_t at) {
    return at >= text.size() ||
           std::string_view(".,;!?)\n\r").find(text[at]) != std::string_view::npos;
}

// Services on which people go by a name that is not their own.
bool is_nickname_service(std::string_view service) {
    const std::string lower = lower_word(service);
    for (const std::string_view known : {"snap", "insta", "tiktok", "kik", "discord", "ig"}) {
        if (lower.starts_with(known)) {
            return true;
        }
    }
    return false;
}

}  // namespace

Contacts::Contacts()
    : link_("(?i)(?:(?:https?|ftp)://|www\\.)[^\\s\\x01<>\"]+"),
      spelled_out_hint_("(?i)snabel|[(\\[{<] ?a(?:t)? ?[)\\]}>]|[(\\[{<] ?@| at | @ ?|@ "),
      spelled_out_email_(spelled_out()),
      domain_("(?i)((?:(?-i:[\\p{L}\\d][\\p{L}\\d-]*)\\.)+)(?:(" + plain_ends + ")|(" + word_ends +
              "))(?:[/?#][^\\s\\x01<>\"]*)?"),
      sentence_goes_on_(
          "(?i) (?:till|över|upp|ut|på|hur|att|efter|bara|er|oss|dem|sig|mig|dig|nu|så|"
          "det|den|de|vi|ni|jag|man|om|ju|är|har|måste|får|går|kommer|ska|vill|när|kan|"
          "blir|för|i|vet|känns|räcker|under|som|igen|alla|dessa|denna|detta|vad)\\b"),
      service_hint_("(?i)" + services),
      service_then_name_(
          "(?i)(" + services +
          ")(?:namn|konto|kontot|namnet|användare)?( ?[:=] ?|,? heter |,? är | e | is | é |, | )"
          "(" +
          handle_start + handle_rest + ")"),
      name_then_service_("(?i)(" + handle_start + handle_rest + "),? (?:på|on|i) " + services) {}

Findings Contacts::links(std::string_view text) const {
    Findings findings;
    each_match(link_, text, [&](const Match& match) {
        const ByteRange range = without_last_stops(text, match.range(), ".,;:!?)]}'*");
        const std::string_view written = slice(text, range);
        const bool has_host = written.find_first_of("./") != std::string_view::npos;
        const bool inside_word = written.find("//") == std::string_view::npos &&
                                 word_ends_at(text, range.start);  // "awww.vad fint"
        if (has_host && !inside_word) {
            findings.push_back({range, Label::url});
        }
        return match.range().end;
    });
    return findings;
}

Findings Contacts::emails(std::string_view text) const {
    Findings findings;
    for (std::size_t at = text.find('@'); at != std::string_view::npos;
         at = text.find('@', at + 1)) {
        const ByteRange range = email_round(text, at);
        const std::size_t taken = findings.empty() ? 0 : findings.back().range.end;
        if (range.end > range.start && range.start >= taken) {
            findings.push_back({range, Label::email});
        }
    }
    if (!findings.empty() || !spelled_out_hint_.occurs_in(text)) {
        return findings;
    }
    each_match(spelled_out_email_, text, [&](const Match& match) {
        findings.push_back({match.range(), Label::email});
        return match.range().end;
    });
    return findings;
}

// "dåligt.se över det" and "mörkt.nu måste": a full stop without its space.
bool Contacts::is_sentence_end(std::string_view text, const Match& domain) const {
    const bool has_path = domain.view().find_first_of("/?#") != std::string_view::npos;
    const auto labels = std::count(domain.view(1).begin(), domain.view(1).end(), '.');
    if (!domain.has(3) || has_path || labels > 1) {
        return false;
    }
    const std::string end = lower_word(domain.view(3));
    const bool common = end == "se" || end == "nu";
    const bool abbreviation = domain.view(1).size() <= 2;
    return !common || abbreviation || sentence_goes_on_.starts(after(text, domain.range().end, 16));
}

Findings Contacts::domains(std::string_view text) const {
    Findings findings;
    each_match(domain_, text, [&](const Match& match) {
        const ByteRange range = without_last_stops(text, match.range(), ".,;:!?)]}'*");
        const bool alone = stands_alone(text, range) && !after(text, range.end, 1).starts_with('-');
        if (alone && !is_sentence_end(text, match)) {
            findings.push_back({range, Label::url});
        }
        return match.range().end;
    });
    return findings;
}

Findings Contacts::handles(std::string_view text) const {
    Findings findings = at_signs(text);
    if (!findings.empty() || !service_hint_.occurs_in(text)) {
        return findings;
    }
    findings = names_after_service(text);
    return findings.empty() ? names_before_service(text) : findings;
}

Findings Contacts::at_signs(std::string_view text) {
    Findings findings;
    for (std::size_t at = text.find('@'); at != std::string_view::npos;
         at = text.find('@', at + 1)) {
        const ByteRange range = handle_at(text, at);
        if (range.end > range.start && !word_ends_at(text, at)) {
            findings.push_back({range, Label::handle});
        }
    }
    return findings;
}

Findings Contacts::names_after_service(std::string_view text) const {
    Findings findings;
    each_match(service_then_name_, text, [&](const Match& match) {
        const ByteRange name = without_last_stops(text, match.range(3), ".-");
        const bool colon = match.view(2).find_first_of(":=") != std::string_view::npos;
        const bool named = match.view(2).ends_with(" heter ") || colon;
        const bool sure =
            looks_like_handle(slice(text, name)) ||
            (named && (is_nickname_service(match.view(1)) || sentence_stops(text, name.end)));
        if (word_ends_at(text, match.range().start) || !sure) {
            return match.range(2).start;
        }
        findings.push_back({name, Label::handle});
        return match.range().end;
    });
    return findings;
}

Findings Contacts::names_before_service(std::string_view text) const {
    Findings findings;
    each_match(name_then_service_, text, [&](const Match& match) {
        if (!looks_like_handle(match.view(1)) || word_ends_at(text, match.range().start)) {
            return match.range(1).end;
        }
        findings.push_back({match.range(1), Label::handle});
        return match.range().end;
    });
    return findings;
}

}  // namespace lyhord::anonymize
