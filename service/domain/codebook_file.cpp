#include <algorithm>

#include "base/limits.h"
#include "base/utf8.h"
#include "domain/file_reading.h"
#include "domain/files.h"

namespace lyhord::domain {
namespace {

namespace limits = base::limits;

std::size_t count_words(std::string_view pattern) {
    std::size_t words = 0;
    bool inside = false;
    for (const char c : pattern) {
        words += c != ' ' && !inside ? 1 : 0;
        inside = c != ' ';
    }
    return words;
}

std::string read_pattern(FileReading& in, const Node& node) {
    std::string pattern = in.plain(node);
    if (pattern.find_first_not_of(" *") == std::string::npos) {
        if (!pattern.empty()) {
            in.refuse(node.at, "has no letter: it would match every word");
        }
    } else if (base::count_characters(pattern) > limits::pattern_characters_max) {
        in.refuse(node.at,
                  "is too long, most characters allowed",
                  static_cast<std::int64_t>(limits::pattern_characters_max));
    } else if (count_words(pattern) > limits::pattern_words_max) {
        in.refuse(node.at,
                  "has too many words, most allowed",
                  static_cast<std::int64_t>(limits::pattern_words_max));
    }
    return pattern;
}

template <auto member>
void read_patterns(FileReading& in, const Node& node, Theme& theme) {
    for (const Node& item : in.items(node, {.min = 0, .max = limits::patterns_max})) {
        (theme.*member).push_back(read_pattern(in, item));
    }
}

void read_polarity(FileReading& in, const Node& node, Theme& theme) {
    theme.polarity = in.plain(node);
    if (theme.polarity != "protective" && theme.polarity != "positive") {
        in.refuse(node.at, "must be protective or positive");
    }
}

constexpr Field<Theme> theme_fields[] = {
    {"id", set<&Theme::id, &FileReading::id>, required},
    {"label", set<&Theme::label, &FileReading::plain>, required},
    {"seed", known<Theme>},
    {"note", known<Theme>},
    {"source", known<Theme>},
    {"sensitive", set<&Theme::sensitive, &FileReading::flag>},
    {"polarity", read_polarity},
    {"patterns", read_patterns<&Theme::patterns>, required},
    {"not", read_patterns<&Theme::exclusions>},
};

void read_themes(FileReading& in, const Node& node, Codebook& codebook) {
    std::set<std::string> seen;
    for (const Node& item : in.items(node, {.min = 1, .max = limits::themes_max})) {
        codebook.themes.push_back(read_object<Theme>(in, item, theme_fields));
        in.distinct(item, "id", codebook.themes.back().id, seen);
    }
}

constexpr Field<Codebook> codebook_fields[] = {
    {"id", set<&Codebook::id, &FileReading::id>, required},
    {"language", set<&Codebook::language, &FileReading::language_tag>},
    {"version",
     [](FileReading& in, const Node& node, Codebook& out) {
         out.version = in.integer(node, {.min = 1, .max = limits::version_max});
     }},
    {"matching", known<Codebook>},  // tells people how patterns match
    {"note", known<Codebook>},
    {"source", known<Codebook>},
    {"themes", read_themes, required},
};

}  // namespace

Imported<Codebook> CodebookFile::read(std::string_view json) {
    const base::Result<base::Json> root = parse_file(json);
    if (!root) {
        return std::unexpected(std::vector{root.error()});
    }
    FileReading in({}, std::string(default_language));
    Codebook codebook = read_object<Codebook>(in, {&*root, {}}, codebook_fields);
    if (codebook.language.empty()) {
        codebook.language = default_language;
    }
    if (!in.clean()) {
        return std::unexpected(in.take_errors());
    }
    return codebook;
}

}  // namespace lyhord::domain
