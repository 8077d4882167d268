#include "anonymize/handles.h"

#include <algorithm>
#include <string>

#include "anonymize/characters.h"
#include "anonymize/vocabulary.h"

namespace lyhord::anonymize {
namespace {

constexpr std::size_t handle_bytes_max = 60;

// Classes with \p{L} are large: (?-i:) since they hold both cases.
const std::string handle_start = "(?-i:[\\p{L}\\d_])";
const std::string handle_rest = "(?-i:[\\p{L}\\d_.-]+)";

const std::string services =
    "(?:snapchat|snap|instagram|insta|ig|tiktok|tik tok|facebook|fb|messenger|discord|telegram|kik|"
    "twitter|twitch|steam|reddit|onlyfans|youtube|whatsapp|signal|flashback|linkedin|jodel|"
    "bluesky|threads|bereal|vk|wickr|viber|roblox|fortnite|minecraft|psn|playstation|xbox|yubo|"
    "wechat|tumblr|pinterest|spotify|vinted|tinder|badoo|mastodon|soundcloud)";
// What a name in a forum or a game is announced by.
const std::string aliases =
    "(?:användarnamn|användarnamnet|användare|användaren|username|user name|user|nick|nicket|"
    "nickname|alias|aliaset|gamertag|gamertagen|kontot|konto|profil|profilen|signatur|signaturen|"
    "namnet|skriver som|kallar sig|calls himself|calls herself|goes by|account)";

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

bool is_ordinary(std::string_view word) {
    const std::string lower = lower_word(word);
    return Vocabulary::classes(lower).is_common() || Vocabulary::is_compound(lower);
}

bool sentence_stops(std::string_view text, std::size_t at) {
    return at >= text.size() ||
           std::string_view(".,;!?)\n\r").find(text[at]) != std::string_view::npos;
}

// Services on which people go by a name that is not their own.
bool is_nickname_service(std::string_view service) {
    const std::string lower = lower_word(service);
    for (const std::string_view known : {"snap",
                                         "insta",
                                         "tiktok",
                                         "tik tok",
                                         "kik",
                                         "discord",
                                         "ig",
                                         "telegram",
                                         "bereal",
                                         "vk",
                                         "wickr",
                                         "gamertag",
                                         "psn",
                                         "roblox",
                                         "threads"}) {
        if (lower.starts_with(known)) {
            return true;
        }
    }
    return false;
}

}  // namespace

Handles::Handles()
    : service_then_name_(
          "(?i)(" + services +
          "|gamertag)(?:-?(?:namn|konto|kontot|namnet|användare|användaren|profil|profilen|tag))?"
          "( ?[:=;] ?| - |/| (?:→|->) |,? heter |,? är | e | is | é |, | )(" +
          handle_start + handle_rest + ")"),
      name_then_service_("(?i)(" + handle_start + handle_rest + "),? (?:på|on|i) " + services),
      alias_then_name_("(?i)(" + aliases + ")( ?[:=] ?| är | is | heter | )(" + handle_start +
                       handle_rest + ")"),
      tagged_(
          "((?:[\\p{L}\\d][\\p{L}\\d.]*(?:_[\\p{L}\\d.]+)+)|[\\p{L}\\d_.]+#\\d{4}|/?u/"
          "[A-Za-z0-9_-]+)"),
      file_name_("(?i)nr|(?:bild|img|dsc|foto|fil|film|video|dokument|bilaga|image|photo)_") {}

std::string Handles::hint() { return word_start + "(?:" + services + "|gamertag|" + aliases + ")"; }

Findings Handles::announced(std::string_view text) const {
    Findings findings = names_after_service(text);
    if (findings.empty()) {
        findings = names_before_service(text);
    }
    return findings.empty() ? names_after_alias(text) : findings;
}

// "natt_varg_x7", "kalle#1234", "u/kalle95": nothing else is written so.
Findings Handles::tagged(std::string_view text) const {
    Findings findings;
    each_match(tagged_, text, [&](const Match& match) {
        const ByteRange range = without_last_stops(text, match.range(), ".-");
        const std::string_view name = slice(text, range);
        const bool letter =
            std::ranges::any_of(name, [](char c) { return !is_digit(c) && c != '_'; });
        const bool number = file_name_.starts(name);
        if (!letter || number || name.size() < 4 || !stands_alone(text, range)) {
            return match.range().end;
        }
        findings.push_back({range, Label::handle});
        return match.range().end;
    });
    return findings;
}

// "användarnamn: kalle", "under namnet kalle95".
Findings Handles::names_after_alias(std::string_view text) const {
    Findings findings;
    each_match(alias_then_name_, text, [&](const Match& match) {
        const ByteRange name = without_last_stops(text, match.range(3), ".-");
        const std::string cue = lower_word(match.view(1));
        const bool strong = cue.starts_with("användarn") || cue.starts_with("nick") ||
                            cue.starts_with("alias") || cue == "username" || cue == "gamertag";
        const bool word = Vocabulary::classes(lower_word(slice(text, name))).is_common();
        const bool named = match.view(2) != " " && strong && !word;
        if (word_ends_at(text, match.range().start) ||
            !(named || looks_like_handle(slice(text, name)))) {
            return match.range(2).start;
        }
        findings.push_back({name, Label::handle});
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
        const bool colon = match.view(2).find_first_of(":=") != std::string_view::npos;
        const bool named = match.view(2).ends_with(" heter ") || colon;
        const bool odd = !is_ordinary(slice(text, name)) && is_nickname_service(match.view(1));
        const bool sure = looks_like_handle(slice(text, name)) ||
                          (named && (odd || sentence_stops(text, name.end)));
        if (word_ends_at(text, match.range().start) || !sure) {
            return match.range(2).start;
        }
        findings.push_back({name, Label::handle});
        return match.range().end;
    });
    return findings;
}

Findings Handles::names_before_service(std::string_view text) const {
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
