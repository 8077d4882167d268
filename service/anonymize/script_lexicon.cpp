#include "anonymize/script_lexicon.h"

#include <algorithm>
#include <array>
#include <optional>

#include "anonymize/characters.h"
#include "base/limits.h"

extern "C" const char lyhord_script_names[];

namespace lyhord::anonymize {
namespace {

using base::limits::script_word_bytes_max;

constexpr std::size_t letter_bytes = 2;  // of Arabic and Cyrillic
constexpr std::size_t geez_bytes = 3;
constexpr std::size_t rest_letters_min = 3;

struct KindName {
    std::string_view name;
    ScriptKind kind;
};
constexpr auto kind_names = std::to_array<KindName>({{"name", ScriptKind::name},
                                                     {"weak", ScriptKind::weak},
                                                     {"surname", ScriptKind::surname},
                                                     {"called", ScriptKind::called},
                                                     {"after", ScriptKind::after},
                                                     {"title", ScriptKind::title},
                                                     {"person", ScriptKind::person},
                                                     {"place", ScriptKind::place},
                                                     {"before_place", ScriptKind::before_place},
                                                     {"stem", ScriptKind::stem},
                                                     {"stop", ScriptKind::stop},
                                                     {"particle", ScriptKind::particle},
                                                     {"given_start", ScriptKind::given_start},
                                                     {"kunya", ScriptKind::kunya}});

struct Endings {
    std::string_view last;  // of the name; empty: any other letter
    std::string_view all;   // in its place, separated by spaces
};
// Ukrainian and Russian cases of given names.
constexpr auto endings = std::to_array<Endings>({{"а", "а и ы і ї у ою ой е о"},
                                                 {"я", "я і ї и ю ею єю ей е є"},
                                                 {"о", "о а у ові ом і е"},
                                                 {"й", "й я ю єві єм ем ї и е"},
                                                 {"ь", "ь я ю еві ем і е и"},
                                                 {"", " а у ові ом і е ем еві я ю"}});

// Letters that are written one for the other. Of Ge'ez only the rows: see geez_letter().
std::int32_t arabic_letter(std::int32_t code) {
    switch (code) {
        case 0x622:  // with madda or hamza: alef
        case 0x623:
        case 0x625:
        case 0x671:
            return 0x627;
        case 0x624:
        case 0x6C6:
            return 0x648;  // waw
        case 0x626:
        case 0x6CC:
        case 0x6CE:
            return 0x64A;  // yeh
        case 0x629:
        case 0x6C0:
        case 0x6D5:
            return 0x647;  // heh
        case 0x6A9:
            return 0x643;  // kaf
        case 0x695:
            return 0x631;  // reh
        case 0x6B5:
            return 0x644;  // lam
        default:
            return code;
    }
}

// Rows of one sound, and of each row the forms that sound alike at its start.
std::int32_t geez_letter(std::int32_t code) {
    constexpr std::pair<std::int32_t, std::int32_t> rows[] = {
        {0x1210, 0x1200}, {0x1280, 0x1200}, {0x1220, 0x1230}, {0x12D0, 0x12A0}, {0x1340, 0x1338}};
    for (const auto& [from, to] : rows) {
        if (code >= from && code < from + 7) {
            code = to + (code - from);
        }
    }
    return code == 0x1203 || code == 0x12A3 ? code - 3 : code;
}

std::optional<std::int32_t> plain_letter(std::int32_t code) {
    const bool is_mark = (code >= 0x64B && code <= 0x65F) || code == 0x670 || code == 0x640;
    const bool is_apostrophe = code == '\'' || code == 0x2BC || code == 0x2B9;
    if (is_mark || is_apostrophe) {
        return std::nullopt;
    }
    if (code == 0x451) {
        return 0x435;  // ё as е
    }
    return code >= 0x1200 ? geez_letter(code) : arabic_letter(code);
}

void append(std::string& out, std::int32_t code) {
    if (code < 0x80) {
        out += static_cast<char>(code);
    } else if (code < 0x800) {
        out += static_cast<char>(0xC0 | (code >> 6));
        out += static_cast<char>(0x80 | (code & 0x3F));
    } else {
        out += static_cast<char>(0xE0 | (code >> 12));
        out += static_cast<char>(0x80 | ((code >> 6) & 0x3F));
        out += static_cast<char>(0x80 | (code & 0x3F));
    }
}

// The next stretch before `end`, taken off the text.
std::string_view take(std::string_view& text, char end) {
    const std::size_t at = std::min(text.find(end), text.size());
    const std::string_view taken = text.substr(0, at);
    text.remove_prefix(std::min(at + 1, text.size()));
    return taken;
}

bool starts_with_any(std::string_view word, std::string_view letters, std::size_t bytes) {
    return word.size() > bytes && letters.find(word.substr(0, bytes)) % bytes == 0;
}

}  // namespace

Script script_of(std::string_view word) {
    const std::int32_t code = word.empty() ? 0 : character_at(word, 0).code;
    if (code >= 0x400 && code < 0x530) {
        return Script::cyrillic;
    }
    if ((code >= 0x620 && code < 0x700) || (code >= 0x750 && code < 0x780)) {
        return Script::arabic;
    }
    return code >= 0x1200 && code < 0x1380 ? Script::geez : Script::other;
}

ScriptLexicon::ScriptLexicon() {
    std::string_view lines(lyhord_script_names);
    while (!lines.empty()) {
        add_line(take(lines, '\n'));
    }
    // A word that is on both lists is also a word.
    for (auto& [word, bits] : words_) {
        const bool is_weak = ScriptKinds(bits).has(ScriptKind::weak);
        bits &= ~(is_weak ? static_cast<unsigned>(ScriptKind::name) : 0U);
    }
}

void ScriptLexicon::add_line(std::string_view line) {
    const std::string_view name = take(line, '\t');
    const auto* const kind = std::ranges::find(kind_names, name, &KindName::name);
    if (kind == kind_names.end()) {
        return;  // a comment
    }
    while (!line.empty()) {
        add(take(line, ' '), kind->kind);
    }
}

void ScriptLexicon::add(std::string_view word, ScriptKind kind) {
    const std::string plain = letters(word);
    const auto put = [&](const std::string& form) { words_[form] |= static_cast<unsigned>(kind); };
    put(plain);
    if (plain.ends_with("ى")) {
        put(plain.substr(0, plain.size() - letter_bytes) + "ي");
    }
    const bool is_given = kind == ScriptKind::name || kind == ScriptKind::weak;
    if (!is_given || script_of(word) != Script::cyrillic) {
        return;
    }
    const auto* const cases = std::ranges::find_if(
        endings, [&](const Endings& some) { return plain.ends_with(some.last); });
    const std::string stem = plain.substr(0, plain.size() - cases->last.size());
    for (std::string_view all = cases->all; !all.empty();) {
        put(stem + std::string(take(all, ' ')));
    }
}

std::string ScriptLexicon::letters(std::string_view lower_word) {
    std::string out;
    for (std::size_t at = 0; at < lower_word.size();) {
        const Character character = character_at(lower_word, at);
        at += character.length;
        const std::optional<std::int32_t> code = plain_letter(character.code);
        if (code && character.length < 4) {
            append(out, *code);
        }
    }
    return out;
}

ScriptKinds ScriptLexicon::exact(std::string_view letters) const {
    const auto found = words_.find(letters);
    return found == words_.end() ? ScriptKinds() : ScriptKinds(found->second);
}

ScriptKinds ScriptLexicon::kinds(std::string_view letters, Script script) const {
    if (letters.size() > script_word_bytes_max) {
        return {};
    }
    const ScriptKinds found = exact(letters);
    if (found.any()) {
        return found;
    }
    switch (script) {
        case Script::arabic:
            return arabic(letters);
        case Script::geez:
            return geez(letters);
        case Script::cyrillic:
            return starts_like(letters, ScriptKind::stem)
                       ? ScriptKinds(static_cast<unsigned>(ScriptKind::stem))
                       : ScriptKinds();
        case Script::other:
            break;
    }
    return {};
}

// "and", "so", "with", "to" and "like" are written together with the word; so is the "is" of
// Sorani.
ScriptKinds ScriptLexicon::arabic(std::string_view letters) const {
    constexpr unsigned seen_through =
        static_cast<unsigned>(ScriptKind::name) | static_cast<unsigned>(ScriptKind::title) |
        static_cast<unsigned>(ScriptKind::person) | static_cast<unsigned>(ScriptKind::called);
    std::string_view rest = letters;
    for (int prefixes = 0; prefixes < 2; ++prefixes) {
        if (!starts_with_any(rest, "وفبلك", letter_bytes) ||
            rest.size() < (rest_letters_min + 1) * letter_bytes) {
            break;
        }
        rest.remove_prefix(letter_bytes);
        const unsigned bits = exact(rest).bits() & seen_through;
        if (bits != 0) {
            return ScriptKinds(bits);
        }
    }
    if (letters.ends_with("ه")) {
        const ScriptKinds without = exact(letters.substr(0, letters.size() - letter_bytes));
        if (without.is_given()) {
            return without;
        }
    }
    const bool is_name =
        (letters.starts_with("عبدال") && letters.size() > 12) || is_double_name(letters);
    return ScriptKinds(is_name ? static_cast<unsigned>(ScriptKind::name) : 0U);
}

// "محمدرضا": two names in one word.
bool ScriptLexicon::is_double_name(std::string_view letters) const {
    constexpr std::size_t least = rest_letters_min * letter_bytes;
    for (std::size_t at = least; at + least <= letters.size(); at += letter_bytes) {
        if (exact(letters.substr(0, at)).is_given() && exact(letters.substr(at)).is_given()) {
            return true;
        }
    }
    return false;
}

// "to", "of" and "for" before the name, "and" after it.
ScriptKinds ScriptLexicon::geez(std::string_view letters) const {
    std::string_view rest = letters;
    if (rest.ends_with("ን") || rest.ends_with("ም")) {
        rest.remove_suffix(geez_bytes);
    }
    for (int prefixes = 0; prefixes < 2; ++prefixes) {
        const ScriptKinds found = exact(rest);
        if (rest.size() >= 2 * geez_bytes && found.has(ScriptKind::name)) {
            return found;
        }
        if (!starts_with_any(rest, "ንብየለከበ", geez_bytes)) {
            break;
        }
        rest.remove_prefix(geez_bytes);
    }
    return ScriptKinds(starts_like(letters, ScriptKind::given_start)
                           ? static_cast<unsigned>(ScriptKind::name)
                           : 0U);
}

bool ScriptLexicon::starts_like(std::string_view letters, ScriptKind kind) const {
    for (std::size_t at = letter_bytes; at + letter_bytes <= letters.size(); ++at) {
        if (exact(letters.substr(0, at)).has(kind)) {
            return true;
        }
    }
    return false;
}

}  // namespace lyhord::anonymize
