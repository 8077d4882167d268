#include "anonymize/handles.h"

#include <algorithm>
#include <string>

#include "anonymize/characters.h"
#include "anonymize/handle_words.h"
#include "anonymize/signs.h"
#include "anonymize/vocabulary.h"

namespace lyhord::anonymize {
namespace {

constexpr std::size_t handle_bytes_max = 60;
// Between a service and a word that looks like an account's name.
constexpr std::size_t service_bytes_max = 48;

// Classes with \p{L} are large: (?-i:) since they hold both cases.
const std::string handle_expression =
    "(?-i:[" + letter_ranges + "\\d_][" + letter_ranges + "\\d_.-]+)";
const std::string quote_expression = "[\"'”“„»(]?";
// Short names of services are the starts of many words: "ig", but neither "igår" nor "igen".
const std::string short_service =
    "(?:ig|(?:dc|fb|sc|vk)(?:en)?)(?:-?(?:namn|konto|använd|profil|kanal|tag)|et|t)?"
    "(?:[^a-zåäö]|$)";
const std::string dictated_joint = " (?:understreck|underscore) ";

// "@kalle" where no letter stands before the sign.
ByteRange handle_at(std::string_view text, std::size_t at_sign_at) {
    static const Pattern service("(?i)" + service_words() + " ?$");
    const bool space = after(text, at_sign_at + 1, 1) == " ";
    const std::size_t start = at_sign_at + (space ? 2 : 1);
    const std::string_view right =
        text.substr(0, std::min(text.size(), at_sign_at + handle_bytes_max));
    bool letter = false;
    std::size_t end = reach_right(right, start, [&](std::int32_t code) {
        letter |= is_letter(code);
        return is_letter_or_digit(code) || code == '_' || code == '.' || code == '-';
    });
    while (end > start && (text[end - 1] == '.' || text[end - 1] == '-')) {
        --end;
    }
    if (!letter || end <= start + 1) {
        return {};
    }
    const std::string_view name = slice(text, {start, end});
    const WordClasses classes = Vocabulary::classes(lower_word(name));
    const bool thing =
        is_ordinary(name) || classes.has(WordClass::place) || classes.has(WordClass::other_name);
    const bool word = thing && !classes.is_name() &&
                      !service.occurs_in(before(text, at_sign_at, handle_bytes_max));
    return space && (word || is_digit(name[0])) ? ByteRange{} : ByteRange{at_sign_at, end};
}

// A digit, a low line, a full stop or a capital letter inside a word.
bool has_odd_sign(std::string_view text) {
    for (std::size_t at = 1; at < text.size(); ++at) {
        const char c = text[at];
        const bool inside =
            may_be_letter(text[at - 1]) || is_digit(text[at - 1]) || text[at - 1] == '_';
        if (c == '_' || (inside && (is_digit(c) || c == '.' || c < 0 || (c >= 'A' && c <= 'Z')))) {
            return true;
        }
    }
    return false;
}

bool sentence_stops(std::string_view text, std::size_t at) {
    return at >= text.size() ||
           std::string_view(".,;!?)\n\r").find(text[at]) != std::string_view::npos;
}

}  // namespace

Handles::Handles()
    : service_then_name_(
          "(?i)(" + service_words() +
          ")(?:-?(?:namnet|namn|kontot|konto|användaren|användare|profilen|profil|kanalen|"
          "tag)|en|et|t)?"
          "( ?[:=;] ?| - |/| ?(?:→|->|>{1,2}) ?|,? heter |,? är | e | is | é | som | as |, | )" +
          quote_expression + "(" + handle_expression + "(?:" + dictated_joint + handle_expression +
          "){0,3})"),
      account_word_("(?i)(?:namn|konto|användar|profil|kanal)"),
      owner_("(?i)(?:min|mitt|hans|hennes|hens|deras|din|ditt|my|his|her) $"),
      place_("(?i)(?:på|via|i|genom|med|från|för|en|ett|on|via|the) $"),
      name_then_service_(
          "(?i)(?:(?:(heter|hette|skriver som|postar som|går under|under|kallas|kallas för|kallar "
          "sig|called|viss|namnet|nicket|aliaset|"
          "pseudonymen|signaturen|kontot|konto|användaren|användare|profilen|sidan|kanalen)|"
          "(är|is|e|som|as|sök|sök på|sök upp|adda|addade|lägg till|följ|dma?|pm till|skriv till|"
          "skicka till|kolla|tipsa|tagga|(?:addad|kontaktad|hotad|blockad) av|"
          "(?:chattar|spelar|snackar|skriver) med)) )?" +
          quote_expression + "(" + handle_expression + "(?: (?-i:[" + capital_ranges + "][" +
          letter_ranges + "]+))?)" + "[\\p{So}️]{0,3}" + quote_expression +
          ",? \\(?(?:(?:på|on|i|in) )?(?:" + service_words() + "|nätet)"),
      account_cue_(
          "(?i)(?:viss|namnet|nicket|aliaset|pseudonymen|signaturen|kontot|konto|användaren|"
          "användare|profilen|sidan|kanalen|kallas för)"),
      real_name_service_("(?i)facebo|fb|linkedin|youtube|spotify|signal|whatsapp|messenger"),
      alias_then_name_("(?i)(" + alias_words() + ")( ?[:=;] ?| är | e | is | heter | )" +
                       quote_expression + "(" + handle_expression + ")"),
      strong_alias_(
          "(?:användarn|nick|alias|username|gamertag|pseudonym|handle|[a-z]{2,10}-?(?:namn|id|tag)|"
          "användare(?:n)? (?:vid namn|som heter|med namnet)|konto(?:t)? (?:vid namn|som heter|"
          "med namnet|heter)).*"),
      quote_("[\"'”“„»]"),
      second_word_(" [" + capital_ranges + "][" + letter_ranges + "]+"),
      called_on_service_(
          "(?i)(?:på|on|i) " + service_words() +
          ",? (?:heter|kallas|kallar|går|är|hette|under|med|som) "
          "(?:(?:han|hon|hen|jag|dom|de|snubben|killen|tjejen|mannen|personen|kontot|sig|under|"
          "namnet|nicket|aliaset) ){0,4}" +
          quote_expression + "(" + handle_expression + ")"),
      alias_on_service_(
          "(?i)(?:användarnamnet|användarnamn|namnet|namn|nicket|nick|aliaset|alias) (?:på|i|hos) "
          "(?:[a-zåäö-]{2,20} ){1,3}(?:är|e|heter) " +
          quote_expression + "(" + handle_expression + ")"),
      odd_word_("[" + letter_ranges + "_][" + letter_ranges + "\\d_.]+"),
      service_(word_start + "(?i:" + short_service + "|" + long_service_words() + "|på nätet)"),
      alias_signs_({"användar", "konto",    "user",        "nick",     "alias",    "pseudonym",
                    "gamer",    "handle",   "namn",        "spel",     "login",    "inlogg",
                    "profil",   "signatur", "skriver som", "twitchar", "streamar", "kallar sig",
                    "calls h",  "goes by",  "account"}),
      tagged_("((?:[" + letter_ranges + "\\d][" + letter_ranges + "\\d.]*(?:_+[" + letter_ranges +
              "\\d.-]+)+)|"
              "[" +
              letter_ranges +
              "\\d_.]+#(?:\\d{3,5}|[A-Z]{2,4}\\d?)|#[0-9A-Z]{6,10}|/?u/"
              "[A-Za-z0-9_-]+)"),
      file_name_("(?i)nr|(?:bild|img|dsc|foto|fil|film|video|dokument|bilaga|image|photo)_") {}

std::string Handles::hint() {
    return word_start + "(?:" + short_service + "|" + long_service_words() + "|gamertag|på nätet|" +
           alias_words() + ")";
}

Findings Handles::announced(std::string_view text) const {
    const bool service = service_.occurs_in(text) || text.find("nätet") != std::string_view::npos;
    Findings findings;
    const auto look = [&](bool has_sign, Findings (Handles::*find)(std::string_view) const) {
        if (findings.empty() && has_sign) {
            findings = (this->*find)(text);
        }
    };
    look(service, &Handles::names_after_service);
    look(service, &Handles::names_before_service);
    const bool alias = service || alias_signs_.occur_in(text);
    look(alias, &Handles::names_after_alias);
    look(alias, &Handles::names_called);
    look(service && has_odd_sign(text), &Handles::odd_words);
    return findings;
}

// "natt_varg_x7", "kalle#1234", "u/kalle95": nothing else is written so.
Findings Handles::tagged(std::string_view text) const {
    Findings findings;
    each_match(tagged_, text, [&](const Match& match) {
        const ByteRange range = without_last_stops(text, match.range(), ".-");
        const std::string_view name = slice(text, range);
        const bool letter =
            std::ranges::any_of(name, [](char c) { return !is_digit(c) && c != '_'; });
        const bool tag = name[0] == '#';
        const bool number =
            file_name_.starts(name) ||
            (tag && (count_digits(name) == 0 || count_digits(name) + 1 == name.size()));
        if (!letter || number || name.size() < 4 || !stands_alone(text, range)) {
            return match.range().end;
        }
        findings.push_back({range, Label::handle});
        return match.range().end;
    });
    return findings;
}

Findings Handles::at_signs(std::string_view text) {
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

Findings Handles::names_after_service(std::string_view text) const {
    Findings findings;
    each_match(service_then_name_, text, [&](const Match& match) {
        const ByteRange name = without_last_stops(text, match.range(3), ".-");
        if (word_ends_at(text, match.range().start) ||
            !follows_service(text, match, slice(text, name))) {
            return match.range(2).start;
        }
        findings.push_back({name, Label::handle});
        return match.range().end;
    });
    return findings;
}

// How much the name must look like one depends on what stands between it and the service.
bool Handles::follows_service(std::string_view text,
                              const Match& match,
                              std::string_view name) const {
    const std::string_view gap = match.view(2);
    const std::string_view left = before(text, match.range().start, 10);
    const std::string_view account = slice(text, {match.range(1).end, match.range(2).start});
    if (looks_like_handle(name) || name.find(' ') != std::string_view::npos) {
        return true;
    }
    const bool nickname = is_nickname_service(match.view(1));
    const bool common = Vocabulary::classes(lower_word(name)).is_common();
    const bool odd = !is_ordinary(name) && nickname;
    const bool stops = sentence_stops(text, match.range(3).end);
    if (gap.find_first_of(":=") != std::string_view::npos || gap.ends_with(" heter ")) {
        return (nickname && !common) || stops;
    }
    if (gap.find_first_of(";>") != std::string_view::npos || gap == " - ") {
        return odd && stops;
    }
    const bool unknown = nickname && is_unknown(name);
    if (account_word_.occurs_in(account)) {
        return unknown || is_camel_name(name) ||
               (nickname && !common && Vocabulary::is_compound(lower_word(name)));
    }
    const bool owned = owner_.occurs_in(left) && gap != ", ";
    const bool named = gap == " " && !place_.occurs_in(left);
    if (owned && nickname && stops && gap != " " && !common) {
        return true;
    }
    return (unknown && (owned || (stops && named))) || (is_camel_name(name) && named);
}

// "heter X på snap", "sök på X på snap", "X (snap)".
Findings Handles::names_before_service(std::string_view text) const {
    Findings findings;
    each_match(name_then_service_, text, [&](const Match& match) {
        ByteRange name = without_last_stops(text, match.range(3), ".-");
        // Only after a cue a name may have two words.
        const std::size_t space = slice(text, name).find(' ');
        if (!match.has(1) && space != std::string_view::npos) {
            name.start += space + 1;
        }
        const bool part =
            word_ends_at(text, match.range().start) || word_starts_at(text, match.range().end);
        if (part || !precedes_service(match, slice(text, name))) {
            return match.range(3).start;
        }
        findings.push_back({name, Label::handle});
        return match.range().end;
    });
    return findings;
}

bool Handles::precedes_service(const Match& match, std::string_view name) const {
    if (looks_like_handle(name)) {
        return true;
    }
    const bool cue = match.has(1) || match.has(2);
    if (!cue || is_camel_name(name) || is_unknown(name)) {
        return cue;
    }
    const WordClasses classes = Vocabulary::classes(lower_word(name));
    const bool thing = classes.has(WordClass::place) || classes.has(WordClass::other_name);
    if (!match.has(1) || thing) {
        return false;
    }
    // "kontot kallebus på insta", "heter Lyktgubben på Jodel"
    const bool account = account_cue_.fills(match.view(1)) && !classes.is_common();
    return account || (is_upper(character_at(name, 0).code) &&
                       !real_name_service_.occurs_in(match.view().substr(match.view().find(name))));
}

// "användarnamn: kalle", "under namnet kalle95".
Findings Handles::names_after_alias(std::string_view text) const {
    Findings findings;
    each_match(alias_then_name_, text, [&](const Match& match) {
        ByteRange name = without_last_stops(text, match.range(3), ".-");
        const std::string_view written = slice(text, name);
        const std::string cue = lower_word(match.view(1));
        const bool strong = strong_alias_.fills(cue);
        const bool verb = cue.ends_with(" som") || cue == "kallar sig";
        const std::string lower = lower_word(written);
        const bool word = Vocabulary::classes(lower).is_common();
        const bool quoted = quote_.occurs_in(slice(text, {match.range(2).start, name.start}));
        const bool named =
            (strong && !word && (match.view(2) != " " || Vocabulary::is_compound(lower))) ||
            ((strong || verb) && is_unknown(written)) || (quoted && !word);
        if (word_ends_at(text, match.range().start) ||
            !(named || looks_like_handle(written) || is_camel_name(written))) {
            return match.range(2).start;
        }
        // "IceBear Nord"
        if (const auto second = second_word_.at_start(after(text, name.end, handle_bytes_max));
            second && cue.starts_with("gamertag")) {
            name.end += second->view().size();
        }
        findings.push_back({name, Label::handle});
        return std::max(name.end, match.range().end);
    });
    return findings;
}

// "på discord kallas han X", "hans namn i minecraft är X".
Findings Handles::names_called(std::string_view text) const {
    Findings findings;
    for (const Pattern* pattern : {&called_on_service_, &alias_on_service_}) {
        each_match(*pattern, text, [&](const Match& match) {
            const ByteRange name = without_last_stops(text, match.range(1), ".-");
            const std::string_view written = slice(text, name);
            const bool sure =
                looks_like_handle(written) || is_camel_name(written) || is_unknown(written);
            if (word_ends_at(text, match.range().start) || !sure) {
                return match.range().start + 1;
            }
            findings.push_back({name, Label::handle});
            return match.range().end;
        });
        if (!findings.empty()) {
            break;
        }
    }
    return findings;
}

// "kolla storyn på hsd.fights insta": what is no word stands near a service.
Findings Handles::odd_words(std::string_view text) const {
    Findings findings;
    each_match(odd_word_, text, [&](const Match& match) {
        const ByteRange word = without_last_stops(text, match.range(), ".");
        const bool near = is_odd_word(slice(text, word)) && stands_alone(text, word) &&
                          (service_.occurs_in(before(text, word.start, service_bytes_max)) ||
                           service_.occurs_in(after(text, word.end, service_bytes_max)));
        if (near) {
            findings.push_back({word, Label::handle});
        }
        return match.range().end;
    });
    return findings;
}

}  // namespace lyhord::anonymize
