// Owns the reading of C++: the only place that names libclang. Clang's own lexer finds comments,
// raw strings and directives; a syntax tree is not used, because without the included headers
// clang drops every function whose types it does not know.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "source_tree.h"

namespace lyhord::style {

enum class TokenKind { punctuation, keyword, identifier, literal, comment };

struct Token {
    TokenKind kind = TokenKind::punctuation;
    std::string text;
    unsigned line = 0;
    bool directive = false;  // part of a preprocessor directive
    bool inactive = false;   // after #else or #elif: the first branch stands for all
};

struct Include {
    std::string header;  // without quotes or angle brackets
    unsigned line = 0;
};

std::vector<Token> tokens_of(const SourceFile& file);

std::vector<Include> includes_of(const SourceFile& file, const std::vector<Token>& tokens);

// What the compiler proper would see of one configuration: no comments, directives or #else.
std::vector<Token> code_of(const std::vector<Token>& tokens);

bool is_string(const Token& token);

}  // namespace lyhord::style
