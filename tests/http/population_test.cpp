// Who answered beside who lives there, in the files that programs and spreadsheets read.
#include <gtest/gtest.h>

#include "site.h"
#include "tables_reading.h"

namespace lyhord::tests {
namespace {

using base::Json;

constexpr int women = 45;
constexpr int men = 15;

// The demonstration, with how many women and men there are.
std::string questionnaire_with_people() {
    std::string text = demo_questionnaire();
    for (const auto& [id, people] : {std::pair{"kvinna", "12000"}, std::pair{"man", "12500"}}) {
        const std::string option = "\"id\": \"" + std::string(id) + "\",";
        const std::size_t at = text.find(option);
        EXPECT_NE(at, std::string::npos);
        text.insert(at + option.size(), "\"population\": " + std::string(people) + ",");
    }
    return text;
}

class Population : public testing::Test {
protected:
    Population() {
        rounds::Lifecycle& lifecycle = site_.service().lifecycle;
        EXPECT_TRUE(lifecycle.import_dialogue(questionnaire_with_people()));
        EXPECT_TRUE(lifecycle.open(demo, site_.terms()));
        for (int person = 0; person < women + men; ++person) {
            const std::string gender = person < women ? "kvinna" : "man";
            const std::string safe = person % 2 == 0 ? "mycket_trygg" : "mycket_otrygg";
            EXPECT_EQ(
                site_
                    .submit(R"({"q2_trygg_kvall":")" + safe + R"(","q13_kon":")" + gender + R"("})",
                            site_.new_key())
                    .status,
                201);
        }
    }

    Site site_;
};

TEST_F(Population, StandsBesideTheAnswersInTables) {
    site_.settle_demo();
    const Json tables = site_.tables();
    const Json::Array& compared = *tables.find("representativity")->as_array();
    ASSERT_EQ(compared.size(), 1U);
    EXPECT_EQ(*compared[0].find("dimension")->as_string(), "q13_kon");
    const Json::Array& groups = *compared[0].find("groups")->as_array();
    ASSERT_EQ(groups.size(), 2U);
    EXPECT_EQ(*groups[0].find("category")->as_string(), "kvinna");
    EXPECT_EQ(*groups[0].find("answers")->as_integer(), women);
    EXPECT_EQ(*groups[0].find("people")->as_integer(), 12'000);
    EXPECT_DOUBLE_EQ(*groups[0].find("share_of_answers")->as_number(), 0.75);
    EXPECT_DOUBLE_EQ(*groups[0].find("share_of_people")->as_number(), 0.489796);

    int rows = 0;
    for (const auto& row : read_csv(site_.download("tables.csv"))) {
        if (row.at("figure") == "population" && row.at("category") == "kvinna") {
            ++rows;
            EXPECT_EQ(row.at("question"), "deltagande");
            EXPECT_EQ(row.at("dimension"), "q13_kon");
            EXPECT_EQ(row.at("count"), "12000");
            EXPECT_EQ(row.at("base"), "24500");
            EXPECT_EQ(row.at("share"), "0.489796");
        }
    }
    EXPECT_EQ(rows, 1);
    EXPECT_TRUE(site_.download("tables-excel.csv").contains(";befolkning;"));
}

TEST_F(Population, ComparesNothingBeforeAnythingIsCounted) {
    const Json tables = site_.tables();
    for (const Json& compared : *tables.find("representativity")->as_array()) {
        EXPECT_TRUE(compared.find("groups")->as_array()->empty());
    }
    EXPECT_FALSE(site_.download("tables.csv").contains("population"));
}

}  // namespace
}  // namespace lyhord::tests
