// What must hold of every text, whatever is found in it: a second redaction finds no more, and how
// letters with marks are encoded makes no difference.
#include <gtest/gtest.h>

#include <array>
#include <random>

#include "anonymize/characters.h"
#include "anonymize/redactor.h"
#include "base/utf8.h"
#include "redaction/marked_texts.h"

namespace lyhord::redaction {
namespace {

constexpr std::size_t mutated_texts = 4000;
constexpr std::uint32_t seed = 20261122;

const anonymize::Redactor& redactor() {
    static const anonymize::Redactor shared;
    return shared;
}

// Not those that are measured on.
const std::vector<std::string>& texts() {
    static const std::vector<std::string> all = [] {
        std::vector<std::string> read;
        for (const char* part : {"tune_", "train_", "scripts_tune"}) {
            for (MarkedText& text : read_part(part)) {
                read.push_back(std::move(text.text));
            }
        }
        return read;
    }();
    return all;
}

std::string masked(const std::string& text) {
    return std::string(redactor().redact(domain::RawText(text)).text.view());
}

void expect_stable(const std::string& text) {
    const std::string once = masked(text);
    ASSERT_EQ(masked(once), once) << "from: " << text;
    ASSERT_EQ(masked(base::nfd(text)), once) << "from: " << text;
    ASSERT_EQ(masked(base::nfc(text)), once) << "from: " << text;
}

// Invisible, marking, directing, mistaken for others, no UTF-8 at all, or of what is masked.
const auto disturbances = std::to_array<std::string>({"\u200b", "\u00ad",
                                                      "\u2060", "\u200d",
                                                      "\ufe0f", "\u3164",
                                                      "\u0301", "\u0308",
                                                      "\u0323", "\u0336",
                                                      "\u202e", "\u2067",
                                                      "😀",     "👩‍👩‍👧",
                                                      "а",      "О",
                                                      "ο",      "і",
                                                      "٣",      "۷",
                                                      "７",     "𝟕",
                                                      "\xff",   "\xc3",
                                                      "\n",     " ",
                                                      "[NAMN]", "[",
                                                      "]",      "/",
                                                      "@",      "ß",
                                                      "ﬁ",      "K",
                                                      "Å",      "م",
                                                      "ሰ",      "Kalle",
                                                      "070",    std::string(1, '\0')});

std::string mutated(const std::string& text, std::mt19937& random) {
    std::string out;
    const std::size_t one_of = 4 + random() % 24;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t length = anonymize::character_at(text, at).length;
        const auto what = random() % one_of;
        if (what == 0) {
            out += disturbances[random() % disturbances.size()];
        }
        out += what == 1 ? std::string_view() : std::string_view(text).substr(at, length);
        at += length;
    }
    return out;
}

TEST(Stability, HoldsForEveryTextThatIsTunedOn) {
    ASSERT_GT(texts().size(), 1700U);
    for (const std::string& text : texts()) {
        expect_stable(text);
    }
}

TEST(Stability, HoldsForTextsWithDisturbances) {
    std::mt19937 random(seed);
    for (std::size_t i = 0; i < mutated_texts; ++i) {
        expect_stable(mutated(texts()[random() % texts().size()], random));
    }
}

// The words of a name are found whatever nobody sees inside them.
TEST(Stability, HoldsForNamesWithSoftHyphens) {
    for (const std::string& text : texts()) {
        std::string hyphenated;
        for (std::size_t at = 0; at < text.size();) {
            const anonymize::Character letter = anonymize::character_at(text, at);
            hyphenated += std::string_view(text).substr(at, letter.length);
            at += letter.length;
            const bool inside = anonymize::is_letter(letter.code) && at < text.size() &&
                                anonymize::is_letter(anonymize::character_at(text, at).code);
            hyphenated += inside ? "\u00ad" : "";
        }
        std::string shown;
        for (const std::string plain = masked(hyphenated); const char c : plain) {
            shown += c;
        }
        for (std::size_t at = shown.find("\u00ad"); at != std::string::npos;
             at = shown.find("\u00ad", at)) {
            shown.erase(at, 2);
        }
        ASSERT_EQ(shown, masked(text));
    }
}

}  // namespace
}  // namespace lyhord::redaction
