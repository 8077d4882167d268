// What a round with few answers shows, and what it withholds.
#include <gtest/gtest.h>

#include "scenario.h"
#include "tables_reading.h"

namespace lyhord::tests {
namespace {

using base::Json;

TEST(SmallRound, WithholdsWhatWouldPointSomeoneOutAndSaysHowMuch) {
    Site site;
    site.open_demo();
    for (int i = 0; i < 4; ++i) {
        ASSERT_EQ(site.submit(R"({"q2_trygg_kvall":"mycket_trygg"})", site.new_key()).status, 201);
    }
    site.settle_demo();
    const Json tables = site.tables();
    const Json& safe = entry(at(tables, "questions"), "id", "q2_trygg_kvall");
    EXPECT_EQ(number(safe, "base"), 0);
    EXPECT_EQ(number(safe, "withheld"), 4);
}

TEST(SmallRound, PutsASmallGroupUnderNotReported) {
    Site site;
    site.open_demo();
    for (int i = 0; i < 24; ++i) {
        const std::string age = i < 12 ? "a25_44" : i < 22 ? "a45_64" : "u16";
        const std::string safe = i % 2 == 0 ? "mycket_trygg" : "mycket_otrygg";
        ASSERT_EQ(
            site.submit(R"({"q2_trygg_kvall":")" + safe + R"(","q12_alder":")" + age + R"("})",
                        site.new_key())
                .status,
            201);
    }
    site.settle_demo();
    const Json tables = site.tables();
    const Json& safe = entry(at(tables, "questions"), "id", "q2_trygg_kvall");
    const Json& ages = at(at(safe, "by"), "q12_alder");
    EXPECT_EQ(text(entry(ages, "category", "_not_reported"), "text"), "Ej redovisat");
    for (const Json& cell : *ages.as_array()) {
        EXPECT_NE(text(cell, "category"), "u16");
        EXPECT_GE(number(cell, "base"), 5);
    }
    EXPECT_GT(number(at(safe, "recoded"), "q12_alder"), 0);
    std::int64_t sum = 0;
    for (const Json& cell : *ages.as_array()) {
        sum += number(cell, "base");
    }
    EXPECT_EQ(sum, number(safe, "base"));
}

}  // namespace
}  // namespace lyhord::tests
