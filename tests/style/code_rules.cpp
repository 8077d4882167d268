// What may stand in C++ code: its shape, its names, and no SQL.
#include <fmt/format.h>
#include <re2/re2.h>

#include <algorithm>

#include "rules.h"

namespace lyhord::style {
namespace {

// The beginning of a statement, or its middle in capitals anywhere.
constexpr const char* sql_pattern =
    R"((?s)\b(SELECT|DELETE)\b.*\bFROM\b|\bINSERT\s+(OR\s+\w+\s+)?INTO\b|\bUPDATE\s.*\bSET\b)"
    R"(|\b(CREATE|DROP|ALTER)\s+(TEMP\s+|UNIQUE\s+|VIRTUAL\s+)*(TABLE|INDEX|VIEW|TRIGGER)\b)"
    R"(|^\s*(SELECT|INSERT|UPDATE|DELETE|WITH)\s)"
    R"(|(?i:^\s*(select\s+[\w*.]+(\s*,\s*[\w.]+)*\s+from|insert\s+into|update\s+\w+\s+set)"
    R"(|delete\s+from\s+\w+\s+where|create\s+(table|index|trigger)|drop\s+table)\b))";

// How an engine is spoken to: known only where the engine is.
constexpr const char* engine_pattern =
    R"((?i)^\s*(PRAGMA\s+\w|VACUUM\b|ATTACH\s+DATABASE|SAVEPOINT\s+\w)"
    R"(|BEGIN\s+(IMMEDIATE|EXCLUSIVE)))";

bool speaks_to_an_engine(std::string_view path) {
    return path.starts_with("service/store/sqlite/") || path.starts_with("service/store/postgres/");
}

// Literals that follow each other are one string to the compiler.
std::string joined_strings(const std::vector<Token>& code, std::size_t& at) {
    std::string joined;
    for (; at < code.size() && is_string(code[at]); ++at) {
        const std::string& text = code[at].text;
        const std::size_t open = text.find('"') + 1;
        const bool is_raw = text.find('R') < open;
        const std::size_t start = is_raw ? text.find('(') + 1 : open;
        joined += text.substr(start, text.size() - start - 1);
    }
    return joined;
}

void judge_function(const CppFile& file, const Function& function, Findings& findings) {
    const unsigned lines = function.last_line - function.first_line + 1;
    const auto found = [&](const char* rule, const std::string& message) {
        findings.push_back({file.source.path, function.first_line, rule, message});
    };
    if (lines > function_lines_max) {
        found("function",
              fmt::format("{} has {} lines, {} allowed", function.name, lines, function_lines_max));
    }
    if (function.nesting > nesting_max) {
        found("nesting",
              fmt::format(
                  "{} nests {} deep, {} allowed", function.name, function.nesting, nesting_max));
    }
    if (function.parameters > parameters_max) {
        found("parameters",
              fmt::format("{} takes {} parameters, {} allowed: make an options struct",
                          function.name,
                          function.parameters,
                          parameters_max));
    }
}

bool is_banned(std::string_view name) {
    static const re2::RE2 banned(R"((^|[a-z0-9_])(Managers?|Helpers?|Utils)($|[A-Z_0-9]))"
                                 R"(|(^|_)(managers?|helpers?|utils)(_|$))");
    return re2::RE2::PartialMatch(re2::StringPiece(name.data(), name.size()), banned);
}

std::string_view file_stem(std::string_view path) {
    const std::string_view name = path.substr(path.rfind('/') + 1);
    return name.substr(0, name.find('.'));
}

}  // namespace

Findings sql_findings(const CppFile& file) {
    static const re2::RE2 statement(sql_pattern);
    static const re2::RE2 engine(engine_pattern);
    Findings findings;
    const std::string& path = file.source.path;
    if (service_folder(path).empty()) {
        return findings;
    }
    for (std::size_t at = 0; at < file.tokens.size(); ++at) {
        if (!is_string(file.tokens[at]) || file.tokens[at].directive) {
            continue;
        }
        const std::size_t line = file.tokens[at].line;
        const std::string text = joined_strings(file.tokens, at);
        if (re2::RE2::PartialMatch(text, statement)) {
            findings.push_back({path, line, "sql", "move the statement to db/queries/"});
        } else if (re2::RE2::PartialMatch(text, engine) && !speaks_to_an_engine(path)) {
            findings.push_back({path, line, "sql", "only an engine's folder says this"});
        }
    }
    return findings;
}

Findings shape_findings(const CppFile& file) {
    Findings findings;
    const Shape shape = shape_of(code_of(file.tokens));
    if (shape.unbalanced_line) {
        findings.push_back({file.source.path,
                            *shape.unbalanced_line,
                            "brackets",
                            "a bracket here has no partner, so no function can be judged"});
        return findings;
    }
    for (const Function& function : shape.functions) {
        judge_function(file, function, findings);
    }
    return findings;
}

Findings header_findings(const CppFile& file) {
    Findings findings;
    if (!is_header(file.source.path)) {
        return findings;
    }
    const bool opens_with_comment = !file.tokens.empty() && file.tokens.front().line == 1 &&
                                    file.tokens.front().kind == TokenKind::comment;
    if (!opens_with_comment) {
        findings.push_back({file.source.path, 1, "header", "say first what the file owns"});
    }
    if (std::ranges::find(file.source.lines, "#pragma once") == file.source.lines.end()) {
        findings.push_back({file.source.path, 1, "header", "#pragma once is missing"});
    }
    return findings;
}

Findings name_findings(const CppFile& file) {
    Findings findings;
    if (is_banned(file_stem(file.source.path))) {
        findings.push_back({file.source.path, 1, "name", "say what the file does"});
    }
    for (const Token& token : file.tokens) {
        if (token.kind == TokenKind::identifier && is_banned(token.text)) {
            findings.push_back(
                {file.source.path, token.line, "name", token.text + " does not say what it does"});
        }
    }
    return findings;
}

}  // namespace lyhord::style
