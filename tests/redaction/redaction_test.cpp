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

// What is reached on texts that nothing was tuned on; README.md tells what is wanted.
TEST(Redaction, FindsNamesAsTheyAreWritten) {
    EXPECT_GE(recall("PERSON.normal"), 0.97);
    EXPECT_GE(recall("PERSON.foreign"), 0.97);
    EXPECT_GE(recall("PERSON.lower"), 0.90);
}

TEST(Redaction, LeavesWhatIsNoName) {
    EXPECT_GE(measured().precision.at("PERSON").value(), 0.90);
    EXPECT_LE(measured().over_masked.value(), 0.008);
}

TEST(Redaction, FindsNumbersAndAddresses) {
    for (const char* label : {"PNR", "EMAIL", "URL"}) {
        EXPECT_EQ(recall(label), 1.0) << label;
    }
    EXPECT_GE(recall("PHONE"), 1.0);
    EXPECT_GE(recall("REGNR"), 0.98);
    EXPECT_GE(recall("ADDRESS"), 0.88);
    EXPECT_GE(recall("HANDLE"), 0.95);
}

// By the same writer as the lists: an upper bound of what residents' own texts give.
TEST(Redaction, FindsNamesInOtherScripts) {
    const Scores scripts = score(anonymize::Redactor(), read_part("scripts_measure"));
    for (const char* script : {"PERSON.arabic", "PERSON.cyrillic", "PERSON.geez", "PHONE"}) {
        EXPECT_EQ(scripts.recall.at(script).value(), 1.0) << script;
    }
    EXPECT_GE(scripts.precision.at("PERSON").value(), 0.95);
    EXPECT_EQ(scripts.over_masked.part, 0U);
}

// Weights that were made from other features know nothing of what they were trained on.
TEST(Weights, AreThoseOfTheFeaturesOfToday) {
    const Scores known = score(anonymize::Redactor(), read_part("train_agreed"));
    EXPECT_EQ(known.recall.at("PERSON").value(), 1.0);
    EXPECT_EQ(known.over_masked.part, 0U);
}

}  // namespace
}  // namespace lyhord::redaction
