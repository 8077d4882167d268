// What may stand in any text, and which folders explain themselves.
#include <fmt/format.h>
#include <re2/re2.h>

#include <algorithm>
#include <array>
#include <set>

#include "rules.h"

namespace lyhord::style {
namespace {

bool is_script_or_sheet(std::string_view path) {
    return path.ends_with(".js") || path.ends_with(".mjs") || path.ends_with(".css");
}

// Data, prose and markup have lines of their own lengths.
bool is_code(std::string_view path) {
    return is_cpp(path) || is_script_or_sheet(path) || path.ends_with(".sql") ||
           path.ends_with(".cmake") || path.ends_with("CMakeLists.txt") || path.ends_with(".sh") ||
           path.ends_with(".py");
}

// Characters, not bytes: a continuation byte of UTF-8 begins with the bits 10.
std::size_t columns_of(std::string_view line) {
    return static_cast<std::size_t>(std::ranges::count_if(
        line, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

struct Pattern {
    const char* rule;
    re2::RE2 expression;
    const char* message;
};

// Written in pieces, so that this file does not break its own rules.
const std::array<Pattern, 3>& forbidden() {
    static const std::array<Pattern, 3> patterns{{
        {"marker",
         R"(\b(TO)"
         R"(DO|FIX)"
         R"(ME)\b)",
         "do it, or write an issue"},
        {"machine",
         R"((^|[\s"'=(:,])/(work/|root/|home/\w|Users/\w|tmp/\w+-\w))",
         "a path of one machine"},
        {"registry",
         R"(https?://[^/\s"']*(registry|artifactory|nexus|pypi|goproxy|mirror))",
         "a registry's host name"},
    }};
    return patterns;
}

void judge_line(const SourceFile& file, std::size_t index, Findings& findings) {
    const std::string_view line = file.lines[index];
    const auto found = [&](const char* rule, std::string message) {
        findings.push_back({file.path, index + 1, rule, std::move(message)});
    };
    if (is_code(file.path)) {
        if (const std::size_t columns = columns_of(line); columns > columns_max) {
            found("columns", fmt::format("{} columns, {} allowed", columns, columns_max));
        }
        if (line.find('\t') != std::string_view::npos) {
            found("tab", "indent with spaces");
        }
    }
    for (const Pattern& pattern : forbidden()) {
        if (re2::RE2::PartialMatch(re2::StringPiece(line.data(), line.size()),
                                   pattern.expression)) {
            found(pattern.rule, pattern.message);
        }
    }
}

// The folders that owe an explanation: the first two levels of the tree, where they hold files.
std::set<std::string> folders_of(const SourceTree& tree) {
    constexpr std::array<std::string_view, 5> tops{"service", "db", "static", "tests", "deploy"};
    std::set<std::string> folders;
    for (const SourceFile& file : tree.files()) {
        const std::size_t first = file.path.find('/');
        if (std::ranges::find(tops, file.path.substr(0, first)) == tops.end()) {
            continue;
        }
        folders.insert(file.path.substr(0, first));
        const std::size_t second = file.path.find('/', first + 1);
        if (second != std::string::npos) {
            folders.insert(file.path.substr(0, second));
        }
    }
    return folders;
}

}  // namespace

Findings text_findings(const SourceFile& file) {
    Findings findings;
    if ((is_cpp(file.path) || is_script_or_sheet(file.path)) &&
        file.lines.size() > file_lines_max) {
        findings.push_back(
            {file.path,
             file_lines_max + 1,
             "length",
             fmt::format("{} lines, {} allowed", file.lines.size(), file_lines_max)});
    }
    for (std::size_t index = 0; index < file.lines.size(); ++index) {
        judge_line(file, index, findings);
    }
    return findings;
}

Findings readme_findings(const SourceTree& tree) {
    Findings findings;
    for (const std::string& folder : folders_of(tree)) {
        const std::string readme = folder + "/README.md";
        const SourceFile* file = tree.find(readme);
        if (file == nullptr || file->lines.empty()) {
            findings.push_back({readme, 1, "readme", "say what the folder owns"});
        }
    }
    return findings;
}

}  // namespace lyhord::style
