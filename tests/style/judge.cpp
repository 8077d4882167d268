// Puts the rules together.
#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <utility>

#include "rules.h"

namespace lyhord::style {
namespace {

void append(Findings& all, Findings more) { std::ranges::move(more, std::back_inserter(all)); }

std::vector<CppFile> cpp_files_of(const SourceTree& tree) {
    std::vector<CppFile> files;
    for (const SourceFile& file : tree.files()) {
        if (is_cpp(file.path)) {
            std::vector<Token> tokens = tokens_of(file);
            std::vector<Include> includes = includes_of(file, tokens);
            files.push_back({file, std::move(tokens), std::move(includes)});
        }
    }
    return files;
}

}  // namespace

std::string to_line(const Finding& finding) {
    return fmt::format("{}:{}: {}: {}", finding.path, finding.line, finding.rule, finding.message);
}

Findings judge(const SourceTree& tree) {
    Findings all;
    const std::vector<CppFile> files = cpp_files_of(tree);
    for (const CppFile& file : files) {
        append(all, include_findings(file));
        append(all, sql_findings(file));
        append(all, shape_findings(file));
        append(all, header_findings(file));
        append(all, name_findings(file));
    }
    for (const SourceFile& file : tree.files()) {
        append(all, text_findings(file));
    }
    append(all, cycle_findings(files));
    append(all, readme_findings(tree));
    std::ranges::sort(all);
    return all;
}

}  // namespace lyhord::style
