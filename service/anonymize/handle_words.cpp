#include "anonymize/handle_words.h"

#include <algorithm>
#include <array>
#include <vector>

#include "anonymize/characters.h"
#include "anonymize/matching.h"
#include "anonymize/vocabulary.h"

namespace lyhord::anonymize {
namespace {

constexpr std::size_t unknown_bytes_min = 5;
constexpr std::size_t letters_before_digits_min = 3;
constexpr std::size_t digits_at_end_min = 2;
constexpr std::size_t dotted_bytes_min = 8;

constexpr auto nickname_services = std::to_array<std::string_view>(
    {"snap",    "snäp",     "insta",    "tiktok",    "tik tok", "tiktåk", "kik",
     "discord", "diskord",  "dc",       "ig",        "tele",    "bereal", "vk",
     "wickr",   "gamertag", "psn",      "roblox",    "threads", "yubo",   "twitch",
     "steam",   "xbox",     "fortnite", "minecraft", "cs2",     "csgo",   "valorant",
     "epic",    "jodel",    "reddit",   "flashback", "sc",      "skype",  "bsky",
     "disc",    "faceit",   "riot id",  "onlyfans",  "brawl",   "clash"});

// Before digits without being somebody's: "covid19", "kap3", "vecka42".
constexpr auto counted_words = std::to_array<std::string_view>(
    {"covid", "iphone", "fifa",  "galaxy", "windows", "android", "klass",  "kap",  "rum",
     "sal",   "buss",   "linje", "vecka",  "bild",    "img",     "dsc",    "foto", "film",
     "video", "del",    "sida",  "nummer", "punkt",   "steg",    "våning", "plan", "port",
     "etapp", "mars",   "april", "maj",    "juni",    "juli",    "mål",    "win",  "playstation"});

constexpr auto file_ends =
    std::to_array<std::string_view>({"jpg", "jpeg", "png", "pdf", "mp4", "mov", "docx", "gif"});

template <std::size_t N>
bool is_among(const std::array<std::string_view, N>& list, std::string_view word) {
    return std::ranges::find(list, word) != list.end();
}

bool is_service(std::string_view word) {
    static const Pattern services("(?i)" + service_words() + "(?:en|et|t)?");
    return services.fills(word);
}

std::vector<std::string_view> dotted_parts(std::string_view word) {
    std::vector<std::string_view> parts;
    for (std::size_t at = 0; at <= word.size();) {
        const std::size_t end = std::min(word.find('.', at), word.size());
        parts.push_back(word.substr(at, end - at));
        at = end + 1;
    }
    return parts;
}

// "covid19", "kl.18", "bild.jpg": has a digit or a full stop, and is nobody's.
bool is_counted_or_file(std::string_view word) {
    static const Pattern hour("(?i)[a-zåäö]{1,3}\\.\\d+");
    const std::string lower = lower_word(word);
    const std::size_t last = lower.find_last_not_of("0123456789");
    const std::size_t point = lower.rfind('.');
    return hour.fills(word) || is_among(counted_words, lower.substr(0, last + 1)) ||
           (point != std::string::npos && is_among(file_ends, lower.substr(point + 1)));
}

// "zahra.blomma", "hsd.fights": a full stop without its space stands after a word.
bool is_dotted_name(std::string_view word) {
    const std::vector<std::string_view> parts = dotted_parts(word);
    const bool empty =
        std::ranges::any_of(parts, [](std::string_view part) { return part.empty(); });
    if (parts.size() < 2 || empty || is_counted_or_file(word) ||
        std::ranges::any_of(parts, is_service)) {
        return false;
    }
    if (parts.size() > 2) {
        return word.size() >= dotted_bytes_min;
    }
    const std::string first = lower_word(parts[0]);
    const WordClasses classes = Vocabulary::classes(first);
    const bool unknown = !classes.any() && first.size() > 2 && !Vocabulary::is_compound(first) &&
                         !Vocabulary::is_misspelt(first);
    return unknown || (classes.is_name() && !classes.is_common());
}

// "emma07".
bool ends_in_number(std::string_view word) {
    const std::size_t last = word.find_last_not_of("0123456789");
    const std::size_t letters = word.find_first_of("0123456789");
    if (last == std::string_view::npos || letters == std::string_view::npos) {
        return false;
    }
    const bool whole = letters == last + 1;
    return whole && letters >= letters_before_digits_min &&
           word.size() - letters >= digits_at_end_min && !is_counted_or_file(word);
}

}  // namespace

const std::string& long_service_words() {
    static const std::string words =
        "(?:snapchatt?|snapshat|snappchat|snap|snäppen|snäp|skype|bsky|faceit|riot id|"
        "clash of clans|instagram|insta|tiktok|tik tok|tiktåk|tictok|"
        "facebook|facebok|messenger|discord|diskord|telegram|kik|twitter|twitch|steam|reddit|"
        "onlyfans|youtube|whatsapp|signal|flashback|familjeliv|linkedin|jodel|bluesky|threads|"
        "bereal|wickr|viber|roblox|fortnite|minecraft|psn|playstation|xbox live|xbox|epic games|"
        "epic|cs2|csgo|valorant|brawl stars|clash royale|yubo|wechat|tumblr|pinterest|spotify|"
        "vinted|tinder|badoo|mastodon|soundcloud|wickr me|disc)";
    return words;
}

const std::string& service_words() {
    static const std::string words = "(?:" + long_service_words() + "|ig|fb|dc|vk|sc)";
    return words;
}

const std::string& alias_words() {
    static const std::string words =
        "(?:användaren (?:vid namn|som heter|med namnet)|användare (?:vid namn|som heter|med "
        "namnet)|"
        "kontot? (?:vid namn|som heter|med namnet|heter)|användarnamnet|användarnamn|användaren|"
        "användare|username|user "
        "name|user|nickname|nicket|nick|aliaset|alias|pseudonymen|pseudonym|"
        "gamertagg?en|gamertagg?|handle|"
        "(?:spelar|spel|gamer|login|inloggnings|skype|discord|snap|insta|tiktok|steam|psn|xbox|"
        "epic|"
        "riot)[ -]?(?:namnet|namn|id|tag)|kontot|konto|profilen|profil|signaturen|signatur|namnet|"
        "skriver som|twitchar som|streamar som|kallar sig|calls himself|calls herself|goes by|"
        "account)";
    return words;
}

bool is_nickname_service(std::string_view service) {
    const std::string lower = lower_word(service);
    return std::ranges::any_of(nickname_services,
                               [&](std::string_view known) { return lower.starts_with(known); });
}

bool looks_like_handle(std::string_view name) {
    const bool mark = name.find_first_of("0123456789_") != std::string_view::npos ||
                      name.substr(0, name.size() - 1).find('.') != std::string_view::npos;
    return mark && std::ranges::any_of(name, [](char c) { return !is_digit(c); }) &&
           !is_counted_or_file(name);
}

bool is_camel_name(std::string_view word) {
    if (word.starts_with("Mc") || is_service(word)) {
        return false;
    }
    bool after_small = false;
    for (std::size_t at = 0; at < word.size();) {
        const Character letter = character_at(word, at);
        const bool capital = is_upper(letter.code);
        if (capital && after_small) {
            return true;
        }
        after_small = is_letter(letter.code) && !capital;
        at += letter.length;
    }
    return false;
}

bool is_odd_word(std::string_view word) {
    const bool letter = std::ranges::any_of(word, [](char c) { return !is_digit(c) && c != '_'; });
    if (!letter || word.size() < 4 || is_service(word)) {
        return false;
    }
    const bool camel = is_camel_name(word) && is_unknown(word);
    return word.find('_') != std::string_view::npos || camel || ends_in_number(word) ||
           is_dotted_name(word);
}

bool is_ordinary(std::string_view word) {
    const std::string lower = lower_word(word);
    return Vocabulary::classes(lower).is_common() || Vocabulary::is_compound(lower);
}

bool is_unknown(std::string_view word) {
    const std::string lower = lower_word(word);
    return lower.size() >= unknown_bytes_min && !Vocabulary::classes(lower).any() &&
           !Vocabulary::is_compound(lower) && !Vocabulary::is_misspelt(lower);
}

}  // namespace lyhord::anonymize
