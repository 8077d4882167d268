#include <gtest/gtest.h>

#include "redaction/scores.h"

namespace lyhord::redaction {
namespace {

const Scores& measured() {
    static const Scores scores = score(anonymize::Redactor(), read_part("measure_"));
    return scores;
}

double recall(const std::string& name) { return measured().recall.at(name).value(); }

TEST(Measure, IsOfManyTexts) {
    const std::vector<MarkedText> texts = read_part("");
    EXPECT_GE(texts.size(), 1500U);
    EXPECT_GE(read_part("measure_").size(), 800U);
}

TEST(Redaction, FindsNamesAsTheyAreWritten) {
    EXPECT_GE(recall("PERSON.normal"), 0.97);
    EXPECT_GE(recall("PERSON.lower"), 0.85);
}

TEST(Redaction, LeavesWhatIsNoName) {
    EXPECT_GE(measured().precision.at("PERSON").value(), 0.90);
    EXPECT_LE(measured().over_masked.value(), 0.015);
}

TEST(Redaction, FindsNumbersAndAddresses) {
    for (const char* label : {"PNR", "PHONE", "EMAIL", "URL", "HANDLE"}) {
        EXPECT_EQ(recall(label), 1.0) << label;
    }
    EXPECT_GE(recall("REGNR"), 0.98);
    EXPECT_GE(recall("ADDRESS"), 0.95);
}

}  // namespace
}  // namespace lyhord::redaction
