// Owns what the tests of anonymize/ share: one redactor, and tables of texts.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "anonymize/redactor.h"

namespace lyhord::anonymize {

inline const Redactor& shared_redactor() {
    static const Redactor redactor;
    return redactor;
}

inline std::string masked(std::string_view text, const Redactor& redactor = shared_redactor()) {
    return std::string(redactor.redact(domain::RawText(std::string(text))).text.view());
}

struct Masking {
    std::string in;
    std::string out;
};

inline void expect_masked(const std::vector<Masking>& cases) {
    for (const auto& [in, out] : cases) {
        EXPECT_EQ(masked(in), out) << "from: " << in;
    }
}

inline void expect_kept(const std::vector<std::string>& texts) {
    for (const std::string& text : texts) {
        EXPECT_EQ(masked(text), text);
    }
}

}  // namespace lyhord::anonymize
