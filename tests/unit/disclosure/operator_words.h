// Owns the way in which these tests make OperatorText. Only the readers of an operator's words hold
// its key; here the tests are the command line.
#pragma once

#include <string>
#include <vector>

#include "base/operator_text.h"

namespace lyhord::app {

class CommandLine {
public:
    static base::OperatorText word(std::string text) {
        return {base::OperatorKey(), std::move(text)};
    }

    static std::vector<base::OperatorText> words(const std::vector<std::string>& texts) {
        std::vector<base::OperatorText> result;
        for (const std::string& text : texts) result.push_back(word(text));
        return result;
    }
};

}  // namespace lyhord::app
