#include "anonymize/name_list.h"

#include <algorithm>
#include <array>

#include "anonymize/characters.h"
#include "anonymize/vocabulary.h"
#include "base/limits.h"
#include "base/utf8.h"

namespace lyhord::anonymize {
namespace {

namespace limits = base::limits;

constexpr std::string_view blanks = " \t\r\"\u00a0\u202f";
constexpr auto headings = std::to_array<std::string_view>(
    {"namn", "förnamn", "tilltalsnamn", "efternamn", "name", "given name", "surname"});
constexpr auto particles = std::to_array<std::string_view>({"von",
                                                            "af",
                                                            "van",
                                                            "der",
                                                            "den",
                                                            "de",
                                                            "el",
                                                            "al",
                                                            "bin",
                                                            "ibn",
                                                            "abu",
                                                            "del",
                                                            "da",
                                                            "la",
                                                            "di",
                                                            "du",
                                                            "dos",
                                                            "och"});
// What Windows-1252 has at 0x80 to 0x9F; empty: nothing.
constexpr auto windows_1252 = std::to_array<std::string_view>(
    {"€", "",  "‚", "ƒ", "„", "…", "†", "‡", "ˆ", "‰", "Š", "‹", "Œ", "", "Ž", "",
     "",  "‘", "’", "“", "”", "•", "–", "—", "˜", "™", "š", "›", "œ", "", "ž", "Ÿ"});

base::ErrorDetails at_line(std::int64_t number) {
    base::ErrorDetails details;
    details.number = number;
    return details;
}

// Windows-1252 is Latin-1 with more letters.
std::string as_utf8(std::string_view bytes) {
    if (base::is_valid_utf8(bytes)) {
        return std::string(bytes);
    }
    std::string out;
    for (const char c : bytes) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x80) {
            out += c;
        } else if (byte < 0xA0) {
            out += windows_1252[byte - 0x80U];
        } else {
            out += static_cast<char>(0xC0U | (byte >> 6U));
            out += static_cast<char>(0x80U | (byte & 0x3FU));
        }
    }
    return out;
}

std::string_view trimmed(std::string_view field) {
    const auto is_blank = [](std::string_view letter) {
        return blanks.find(letter) != std::string_view::npos;
    };
    while (!field.empty() && is_blank(field.substr(0, character_at(field, 0).length))) {
        field.remove_prefix(character_at(field, 0).length);
    }
    while (!field.empty()) {
        const std::size_t last = character_before(field, field.size()).length;
        if (!is_blank(field.substr(field.size() - last))) {
            break;
        }
        field.remove_suffix(last);
    }
    return field;
}

// "12 345".
bool is_count(std::string_view field) {
    const std::string digits = digits_of(field);
    std::size_t others = 0;
    for (std::size_t at = 0; at < field.size(); at += character_at(field, at).length) {
        const std::string_view letter = field.substr(at, character_at(field, at).length);
        others += is_digit(letter[0]) || blanks.find(letter) != std::string_view::npos ? 0U : 1U;
    }
    return !digits.empty() && others == 0;
}

bool starts_with_letter(std::string_view field) {
    return !field.empty() && is_letter(character_at(field, 0).code);
}

// The words of a name in lower case; none if it is no name.
std::vector<std::string> words_of_name(std::string_view name) {
    std::vector<std::string> words(1);
    for (std::size_t at = 0; at < name.size();) {
        const Character character = character_at(name, at);
        const bool parts = character.code == ' ' || character.code == '-' ||
                           character.code == 0xA0 || character.code == '.';
        if (parts && !words.back().empty()) {
            words.emplace_back();
        } else if (!parts && !is_letter(character.code) && character.code != '\'' &&
                   character.code != 0x2019) {
            return {};
        } else if (!parts) {
            words.back() += name.substr(at, character.length);
        }
        at += character.length;
    }
    if (words.back().empty()) {
        words.pop_back();
    }
    const bool too_long = std::ranges::any_of(
        words, [](const std::string& word) { return word.size() > limits::name_word_bytes_max; });
    if (too_long || words.size() > limits::name_words_max) {
        return {};
    }
    for (std::string& word : words) {
        word = base::lower(word);
    }
    return words;
}

// A word of the language, a place or a company stays what it is, unless it is a known name too.
bool is_kept_apart(std::string_view word) {
    const WordClasses known = Vocabulary::exact(word);
    const bool is_other = known.has(WordClass::place) || known.has(WordClass::other_name) ||
                          known.has(WordClass::capital);
    return known.is_common() || (is_other && !known.is_name());
}

class ListReader {
public:
    explicit ListReader(std::string_view text) : text_(text), delimiter_(delimiter_of(text)) {}

    base::Result<NameList> read() {
        for (std::int64_t number = 1; !text_.empty(); ++number) {
            const std::size_t end = std::min(text_.find_first_of("\n\r"), text_.size());
            const std::string_view line = text_.substr(0, end);
            const bool two_bytes = text_.substr(end).starts_with("\r\n");
            text_.remove_prefix(std::min(end + (two_bytes ? 2 : 1), text_.size()));
            if (const base::Result<void> taken = take(line, number); !taken) {
                return base::fail(taken.error());
            }
        }
        std::vector<std::string>& names = list_.names;
        std::ranges::sort(names);
        names.erase(std::unique(names.begin(), names.end()), names.end());
        if (names.empty() && list_.kept_apart == 0) {
            return base::fail(base::Fault::invalid,
                              "there is no name in the file: one name a line, or a column with the "
                              "name and one with how many bear it");
        }
        return list_;
    }

private:
    static char delimiter_of(std::string_view text) {
        char most = '\0';
        std::ptrdiff_t count = 0;
        for (const char one : {'\t', ';', ','}) {
            const auto found = std::ranges::count(text, one);
            if (found > count) {
                most = one;
                count = found;
            }
        }
        return most;
    }

    base::Result<void> take(std::string_view line, std::int64_t number) {
        if (line.size() > limits::name_list_line_bytes_max) {
            return base::fail(
                base::Fault::too_large, "too long to be a name, line", at_line(number));
        }
        const std::string_view name = delimiter_ == '\0' ? plain(line) : of_row(line);
        if (name.empty()) {
            ++list_.lines_skipped;
            return {};
        }
        const std::vector<std::string> words = words_of_name(name);
        if (words.empty() && delimiter_ == '\0') {
            return base::fail(base::Fault::invalid, "not a name, line", at_line(number));
        }
        list_.lines_skipped += words.empty() ? 1 : 0;
        for (const std::string& word : words) {
            add(word);
        }
        if (list_.names.size() > limits::own_names_max) {
            return base::fail(base::Fault::too_large, "too many names, line", at_line(number));
        }
        return {};
    }

    void add(const std::string& word) {
        const bool is_small =
            word.size() < 2 || std::ranges::find(particles, word) != particles.end();
        if (is_small) {
            return;
        }
        if (is_kept_apart(word)) {
            ++list_.kept_apart;
        } else {
            list_.names.push_back(word);
        }
    }

    // The line, if it is neither empty nor a heading nor a comment.
    static std::string_view plain(std::string_view line) {
        const std::string_view name = trimmed(line);
        const bool is_heading = name.starts_with('#') ||
                                std::ranges::find(headings, base::lower(name)) != headings.end();
        return is_heading ? std::string_view() : name;
    }

    std::string_view of_row(std::string_view line) const {
        std::string_view name;
        bool has_count = false;
        for (std::size_t at = 0; at <= line.size();) {
            const std::size_t end = std::min(line.find(delimiter_, at), line.size());
            const std::string_view field = trimmed(line.substr(at, end - at));
            has_count = has_count || is_count(field);
            name = name.empty() && starts_with_letter(field) ? field : name;
            at = end + 1;
        }
        return has_count ? name : std::string_view();
    }

    std::string_view text_;
    char delimiter_;
    NameList list_;
};

}  // namespace

base::Result<NameList> read_name_list(std::string_view bytes) {
    if (bytes.size() > limits::name_list_bytes_max) {
        return base::fail(base::Fault::too_large, "the list of names is too large");
    }
    if (bytes.starts_with("PK\x03\x04") || bytes.starts_with("\xD0\xCF\x11\xE0")) {
        return base::fail(base::Fault::invalid,
                          "this is an Excel workbook: open it and save the sheet with the names as "
                          "CSV UTF-8");
    }
    if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF")) {
        return base::fail(base::Fault::invalid, "the file is UTF-16: save it as CSV UTF-8");
    }
    if (bytes.find('\0') != std::string_view::npos) {
        return base::fail(base::Fault::invalid, "this is no text file: save it as CSV UTF-8");
    }
    if (bytes.starts_with("\xEF\xBB\xBF")) {
        bytes.remove_prefix(3);
    }
    return ListReader(as_utf8(bytes)).read();
}

}  // namespace lyhord::anonymize
