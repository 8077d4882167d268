#include "tokens.h"

#include <clang-c/Index.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <memory>
#include <stdexcept>

namespace lyhord::style {
namespace {

struct DisposeIndex {
    using pointer = CXIndex;
    void operator()(CXIndex index) const { clang_disposeIndex(index); }
};

struct DisposeUnit {
    using pointer = CXTranslationUnit;
    void operator()(CXTranslationUnit unit) const { clang_disposeTranslationUnit(unit); }
};

using Index = std::unique_ptr<CXIndex, DisposeIndex>;
using Unit = std::unique_ptr<CXTranslationUnit, DisposeUnit>;

constexpr const char* unit_name = "judged.cpp";

Unit parse(CXIndex index, const SourceFile& file) {
    const std::array arguments{"-std=c++23", "-xc++"};
    CXUnsavedFile content{unit_name, file.text.data(), file.text.size()};
    CXTranslationUnit unit = nullptr;
    const CXErrorCode fault = clang_parseTranslationUnit2(
        index,
        unit_name,
        arguments.data(),
        static_cast<int>(arguments.size()),
        &content,
        1,
        CXTranslationUnit_SingleFileParse | CXTranslationUnit_KeepGoing |
            CXTranslationUnit_Incomplete | CXTranslationUnit_SkipFunctionBodies,
        &unit);
    if (fault != CXError_Success) {
        throw std::runtime_error("libclang cannot read " + file.path);
    }
    return Unit(unit);
}

TokenKind kind_of(CXTokenKind kind) {
    switch (kind) {
        case CXToken_Keyword:
            return TokenKind::keyword;
        case CXToken_Identifier:
            return TokenKind::identifier;
        case CXToken_Literal:
            return TokenKind::literal;
        case CXToken_Comment:
            return TokenKind::comment;
        default:
            return TokenKind::punctuation;
    }
}

Token made_from(CXTranslationUnit unit, CXToken raw) {
    Token token;
    token.kind = kind_of(clang_getTokenKind(raw));
    const CXString text = clang_getTokenSpelling(unit, raw);
    token.text = clang_getCString(text);
    clang_disposeString(text);
    clang_getSpellingLocation(
        clang_getTokenLocation(unit, raw), nullptr, &token.line, nullptr, nullptr);
    return token;
}

std::vector<Token> lex(const SourceFile& file) {
    const Index index(clang_createIndex(0, 0));
    const Unit unit = parse(index.get(), file);
    const CXFile main = clang_getFile(unit.get(), unit_name);
    const auto size = static_cast<unsigned>(file.text.size());
    const CXSourceRange all = clang_getRange(clang_getLocationForOffset(unit.get(), main, 0),
                                             clang_getLocationForOffset(unit.get(), main, size));
    CXToken* raw = nullptr;
    unsigned count = 0;
    clang_tokenize(unit.get(), all, &raw, &count);
    std::vector<Token> tokens;
    tokens.reserve(count);
    for (unsigned i = 0; i < count; ++i) {
        tokens.push_back(made_from(unit.get(), raw[i]));
    }
    clang_disposeTokens(unit.get(), raw, count);
    return tokens;
}

// The last line of a directive: a backslash at the end continues it.
unsigned last_line_of_directive(const SourceFile& file, unsigned line) {
    while (line < file.lines.size() && file.lines[line - 1].ends_with('\\')) {
        ++line;
    }
    return line;
}

void mark_directives(const SourceFile& file, std::vector<Token>& tokens) {
    unsigned last_line_seen = 0;
    unsigned directive_until = 0;
    for (Token& token : tokens) {
        if (token.text == "#" && token.line > std::max(last_line_seen, directive_until)) {
            directive_until = last_line_of_directive(file, token.line);
        }
        token.directive = token.line <= directive_until;
        last_line_seen = token.line;
    }
}

// Whether each open #if is past its first branch.
void follow_conditional(std::vector<bool>& past_first, std::string_view name) {
    if (name == "if" || name == "ifdef" || name == "ifndef") {
        past_first.push_back(false);
    } else if (past_first.empty()) {
        return;
    } else if (name == "endif") {
        past_first.pop_back();
    } else if (name.starts_with("el")) {
        past_first.back() = true;
    }
}

void mark_inactive(std::vector<Token>& tokens) {
    std::vector<bool> past_first;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        if (tokens[i].directive && tokens[i].text == "#" && i + 1 < tokens.size()) {
            follow_conditional(past_first, tokens[i + 1].text);
        }
        tokens[i].inactive = std::ranges::find(past_first, true) != past_first.end();
    }
}

}  // namespace

std::vector<Token> tokens_of(const SourceFile& file) {
    std::vector<Token> tokens = lex(file);
    mark_directives(file, tokens);
    mark_inactive(tokens);
    return tokens;
}

std::vector<Include> includes_of(const SourceFile& file, const std::vector<Token>& tokens) {
    std::vector<Include> includes;
    for (std::size_t i = 1; i < tokens.size(); ++i) {
        const Token& token = tokens[i];
        if (!token.directive || token.text != "include" || tokens[i - 1].text != "#") {
            continue;
        }
        const std::string_view line = file.lines[token.line - 1];
        const std::size_t open = line.find_first_of("\"<");
        const std::size_t close = line.find_first_of("\">", open + 1);
        if (open != std::string_view::npos && close != std::string_view::npos) {
            includes.push_back({std::string(line.substr(open + 1, close - open - 1)), token.line});
        }
    }
    return includes;
}

std::vector<Token> code_of(const std::vector<Token>& tokens) {
    std::vector<Token> code;
    std::ranges::copy_if(tokens, std::back_inserter(code), [](const Token& token) {
        return token.kind != TokenKind::comment && !token.directive && !token.inactive;
    });
    return code;
}

bool is_string(const Token& token) {
    const std::size_t quote = token.text.find_first_of("'\"");
    return token.kind == TokenKind::literal && quote != std::string::npos &&
           token.text[quote] == '"';
}

}  // namespace lyhord::style
