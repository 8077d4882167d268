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

// Texts where what must be masked stands between < and >: "Ring <070-174 06 05>!". A second
// redaction must change nothing.
inline void expect_marked(std::string_view token, const std::vector<std::string>& texts) {
    for (const std::string& marked : texts) {
        std::string in;
        std::string out;
        bool hidden = false;
        for (const char c : marked) {
            if (c == '<' || c == '>') {
                hidden = c == '<';
                out += hidden ? token : std::string_view();
                continue;
            }
            in += c;
            out += hidden ? std::string() : std::string(1, c);
        }
        EXPECT_EQ(masked(in), out) << "from: " << in;
        EXPECT_EQ(masked(out), out) << "from: " << in;
    }
}

}  // namespace lyhord::anonymize
