// Owns the reading of one file's shape: a recursive descent over scopes, declarations, statements
// and expressions that understands just enough of C++ to tell whose brace a brace is.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "functions.h"
#include "token_cursor.h"

namespace lyhord::style {

class ShapeReader {
public:
    explicit ShapeReader(const std::vector<Token>& code) : here_(code) {}

    Shape read();

private:
    // What is known of a declaration before its brace.
    struct Header {
        enum class Kind { unknown, scope, type, enumeration };
        Kind kind = Kind::unknown;
        std::size_t start = 0;
        std::string name;  // of a function
        unsigned parameters = 0;
        bool has_parameters = false;
        bool in_initializers = false;  // after the colon of a constructor
    };

    // read_declarations.cpp
    void declarations();
    void declaration();
    void header_token(Header& header);
    void classify(Header& header, std::string_view text);
    void parameters(Header& header);
    void operator_name(Header& header);
    void requirement();
    void initializer();
    bool brace(Header& header);
    void function(const Header& header);
    bool follows_a_name() const;
    std::string name_before(std::size_t end) const;

    // read_statements.cpp
    void body();
    void statement();
    void block();
    void branch();
    void condition();
    void otherwise();
    void label();
    void expression();
    void item();
    void group();
    void lambda();
    void lambda_specifiers();
    bool may_start_lambda() const;

    void close(std::string_view bracket);
    void unbalanced();
    void deeper();
    std::string_view text() const;  // of the token here; empty at the end

    TokenCursor here_;
    Shape shape_;
    unsigned depth_ = 0;
    unsigned deepest_ = 0;
    bool inside_function_ = false;
};

}  // namespace lyhord::style
