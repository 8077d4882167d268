// Owns the list of rules. Each takes what it reads and returns what breaks it, in any order.
#pragma once

#include <vector>

#include "finding.h"
#include "functions.h"
#include "source_tree.h"
#include "tokens.h"

namespace lyhord::style {

inline constexpr std::size_t columns_max = 100;
inline constexpr std::size_t file_lines_max = 400;
inline constexpr unsigned function_lines_max = 60;
inline constexpr unsigned nesting_max = 3;
inline constexpr unsigned parameters_max = 5;

// A C++ file with what the rules ask about it.
struct CppFile {
    const SourceFile& source;
    std::vector<Token> tokens;
    std::vector<Include> includes;
};

// Rule "dependency": a folder includes only what the table allows. "home": a third-party header
// is named only where it lives, and has a home at all.
Findings include_findings(const CppFile& file);
// Rule "cycle": no file includes itself through others.
Findings cycle_findings(const std::vector<CppFile>& files);
// Rule "sql": statements live in db/.
Findings sql_findings(const CppFile& file);
// Rules "function", "nesting", "parameters", "brackets".
Findings shape_findings(const CppFile& file);
// Rule "header": a header opens with a comment and guards itself.
Findings header_findings(const CppFile& file);
// Rule "name": no identifier or file is a Manager, Helper or Utils.
Findings name_findings(const CppFile& file);
// Rules "columns", "tab", "length", "marker", "machine", "registry": of any text.
Findings text_findings(const SourceFile& file);
// Rule "readme": every folder says what it owns.
Findings readme_findings(const SourceTree& tree);

// Everything above, sorted.
Findings judge(const SourceTree& tree);

}  // namespace lyhord::style
