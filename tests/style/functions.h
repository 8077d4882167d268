// Owns the shape of C++ code: where functions begin and end, how deep their blocks nest, how many
// parameters they take. Works on tokens, so that it needs no headers and never misses a function
// because of an unknown type.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "tokens.h"

namespace lyhord::style {

struct Function {
    std::string name;         // as written before the parameters; "lambda" for a lambda
    unsigned first_line = 0;  // where its declaration begins
    unsigned last_line = 0;   // its last closing brace, catch blocks included
    unsigned parameters = 0;
    // The deepest block inside the body, which is itself 0. A lambda's body is a block of the
    // function around it, as clang-tidy counts; so is a statement under `if` without braces.
    unsigned nesting = 0;
};

struct Shape {
    std::vector<Function> functions;          // in the order in which they end
    std::optional<unsigned> unbalanced_line;  // where brackets stop matching, if they do
};

// `code` is what code_of() returns.
Shape shape_of(const std::vector<Token>& code);

}  // namespace lyhord::style
