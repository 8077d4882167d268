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

constexpr std::string_view blanks = " \t\r\"\u00a0\u202f\u2009";
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

// "12345", "12 345", "12.345".
bool is_count(std::string_view field) {
    std::size_t group = 0;  // digits since the last separator
    bool is_parted = false;
    for (std::size_t at = 0; at < field.size();) {
        const std::string_view letter = field.substr(at, character_at(field, at).length);
        at += letter.size();
        if (is_digit(letter[0])) {
            ++group;
            continue;
        }
        const bool parts = letter == "." || blanks.find(letter) != std::string_view::npos;
        if (!parts || group == 0 || group > 3 || (is_parted && group != 3)) {
            return false;
        }
        is_parted = true;
        group = 0;
    }
    return is_parted ? group == 3 : group > 0;
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

bool is_heading(std::string_view field) {
    return std::ranges::find(headings, base::lower(field)) != headings.end();
}

// The next line of a text, which is taken from it.
std::string_view next_line(std::string_view& text) {
    const std::size_t end = std::min(text.find_first_of("\n\r"), text.size());
    const std::string_view line = text.substr(0, end);
    const bool two_bytes = text.substr(end).starts_with("\r\n");
    text.remove_prefix(std::min(end + (two_bytes ? 2 : 1), text.size()));
    return line;
}

// What parts the columns on most lines, comments and empty lines aside; 0 if nothing does.
char delimiter_of(std::string_view text) {
    constexpr std::string_view delimiters = "\t;,";
    std::array<std::size_t, delimiters.size()> lines_with = {};
    std::size_t lines = 0;
    while (!text.empty()) {
        const std::string_view line = next_line(text);
        const std::string_view content = trimmed(line);
        if (content.empty() || content.starts_with('#')) {
            continue;
        }
        ++lines;
        for (std::size_t i = 0; i < delimiters.size(); ++i) {
            lines_with[i] += line.find(delimiters[i]) != std::string_view::npos ? 1U : 0U;
        }
    }
    const auto* const most = std::ranges::max_element(lines_with);
    return *most * 2 > lines ? delimiters[static_cast<std::size_t>(most - lines_with.begin())]
                             : '\0';
}

struct Row {
    std::vector<std::string_view> names;  // with a count
    bool leaves_word = false;             // without one
};

Row read_row(std::string_view line, char delimiter) {
    Row row;
    std::string_view first;
    std::string_view last;  // a word that waits for its count
    bool has_count = false;
    for (std::size_t at = 0; at <= line.size();) {
        const std::size_t end = std::min(line.find(delimiter, at), line.size());
        const std::string_view field = trimmed(line.substr(at, end - at));
        at = end + 1;
        if (is_heading(field)) {
            return {};
        }
        if (is_count(field)) {
            has_count = true;
            if (!last.empty()) {
                row.names.push_back(last);
            }
            last = {};
        } else if (starts_with_letter(field)) {
            first = first.empty() ? field : first;
            last = last.empty() ? field : last;
        }
    }
    row.leaves_word = !last.empty();
    if (has_count && row.names.empty() && !first.empty()) {
        row = {.names = {first}, .leaves_word = false};  // "345;Anna"
    }
    return row;
}

struct RowsLeftOut {
    void add(std::int64_t number) {
        ++count;
        if (first.size() < limits::name_rows_told_max) {
            first.push_back(number);
        }
    }
    std::size_t count = 0;
    std::vector<std::int64_t> first;
};

class ListReader {
public:
    explicit ListReader(std::string_view text) : text_(text), delimiter_(delimiter_of(text)) {}

    base::Result<NameList> read() {
        for (std::int64_t number = 1; !text_.empty(); ++number) {
            const base::Result<void> taken = take(next_line(text_), number);
            if (!taken) {
                return base::fail(taken.error());
            }
        }
        std::vector<std::string>& names = list_.names;
        std::ranges::sort(names);
        names.erase(std::unique(names.begin(), names.end()), names.end());
        tell_rows();
        if (names.empty() && list_.kept_apart > 0) {
            return base::fail(base::Fault::invalid,
                              "there are only words and places in the file, which are kept apart: "
                              "is the column with the names in it?");
        }
        if (names.empty()) {
            return base::fail(base::Fault::invalid,
                              "there is no name in the file: one name a line, or a column with the "
                              "name and one with how many bear it");
        }
        return list_;
    }

private:
    base::Result<void> take(std::string_view line, std::int64_t number) {
        if (line.size() > limits::name_list_line_bytes_max) {
            return base::fail(
                base::Fault::too_large, "too long to be a name, line", at_line(number));
        }
        const std::string_view content = trimmed(line);
        if (content.starts_with('#')) {
            ++list_.lines_skipped;
            return {};
        }
        const base::Result<void> taken =
            delimiter_ == '\0' ? take_plain(content, number) : take_row(line, number);
        if (taken && list_.names.size() > limits::own_names_max) {
            return base::fail(base::Fault::too_large, "too many names, line", at_line(number));
        }
        return taken;
    }

    base::Result<void> take_plain(std::string_view name, std::int64_t number) {
        if (name.empty() || is_heading(name)) {
            ++list_.lines_skipped;
            return {};
        }
        if (!add_name(name)) {
            return base::fail(base::Fault::invalid, "not a name, line", at_line(number));
        }
        return {};
    }

    base::Result<void> take_row(std::string_view line, std::int64_t number) {
        const Row row = read_row(line, delimiter_);
        side_by_side_ = side_by_side_ || row.names.size() > 1;
        std::size_t names = 0;
        for (const std::string_view name : row.names) {
            names += add_name(name) ? 1 : 0;
        }
        list_.lines_skipped += names == 0 ? 1 : 0;
        if (row.leaves_word && row.names.size() < 2) {
            (row.names.empty() ? no_count_ : half_).add(number);
        }
        return {};
    }

    // A word after a name may tell of it, but not where names stand side by side.
    void tell_rows() {
        std::vector<std::int64_t>& lines = list_.lines_without_count;
        for (const RowsLeftOut* rows : {&no_count_, &half_}) {
            if (rows == &no_count_ || side_by_side_) {
                list_.rows_without_count += rows->count;
                lines.insert(lines.end(), rows->first.begin(), rows->first.end());
            }
        }
        std::ranges::sort(lines);
        lines.resize(std::min(lines.size(), limits::name_rows_told_max));
    }

    // False if it is no name.
    bool add_name(std::string_view name) {
        const std::vector<std::string> words = words_of_name(name);
        for (const std::string& word : words) {
            add(word);
        }
        return !words.empty();
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

    std::string_view text_;
    char delimiter_;
    bool side_by_side_ = false;
    RowsLeftOut no_count_;
    RowsLeftOut half_;  // one name has a count, and a word after it has none
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
