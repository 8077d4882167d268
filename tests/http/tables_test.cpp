// The released tables: the shape of static/openapi.json, and figures that add up in every format.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <memory>
#include <span>

#include "scenario.h"
#include "tables_reading.h"

namespace lyhord::tests {
namespace {

using base::Json;
using testing::ElementsAre;
using testing::UnorderedElementsAre;

constexpr int people = 160;

std::string_view nth(std::span<const std::string_view> items, int i) {
    return items[static_cast<std::size_t>(i) % items.size()];
}

// A person's answers: varied in every dimension, some of them skipped.
std::string answers_of(int person) {
    constexpr std::array<std::string_view, 4> safe{
        "mycket_trygg", "ganska_trygg", "ganska_otrygg", "mycket_otrygg"};
    constexpr std::array<std::string_view, 3> areas{"2280-CEN", "2280-OVT", "outside"};
    constexpr std::array<std::string_view, 3> ages{"a25_44", "a45_64", "a65_84"};
    constexpr std::array<std::string_view, 3> genders{"kvinna", "man", "vill_ej"};
    std::string answers = R"({"q2_trygg_kvall":")" + std::string(nth(safe, person)) + R"(")";
    answers += person % 3 == 0 ? R"(,"q4_orsak":["fort","morkt"])" : R"(,"q4_orsak":["droger"])";
    answers += R"(,"q10_fortroende":{"polis":")";
    answers += person % 2 == 0 ? R"(ja_helt"})" : R"(nej_knappast"})";
    answers += R"(,"q1_area":")" + std::string(nth(areas, person / 3)) + R"(")";
    answers += R"(,"q12_alder":")" + std::string(nth(ages, person / 5)) + R"(")";
    if (person % 8 != 0) {
        answers += R"(,"q13_kon":")" + std::string(nth(genders, person / 7)) + R"(")";
    }
    return answers + "}";
}

class Tables : public testing::Test {
protected:
    static void SetUpTestSuite() {
        site = std::make_unique<Site>();
        rounds::OpenOptions options = site->terms();
        options.expected_answers = 400;
        site->open_demo(options);
        for (int person = 0; person < people; ++person) {
            ASSERT_EQ(site->submit(answers_of(person), site->new_key()).status, 201);
        }
        before = site->tables();
        site->settle_demo();
        json = site->tables();
        csv = read_csv(site->download("tables.csv"));
    }
    static void TearDownTestSuite() { site.reset(); }

    static const Json::Array& questions() { return *at(json, "questions").as_array(); }
    static const Json& question(std::string_view id) {
        return entry(at(json, "questions"), "id", id);
    }

    static inline std::unique_ptr<Site> site;
    static inline Json before;  // as downloaded before settlement
    static inline Json json;
    static inline std::vector<CsvRow> csv;
};

std::int64_t sum_of_bases(const Json& cells) {
    std::int64_t sum = 0;
    for (const Json& cell : *cells.as_array()) {
        sum += number(cell, "base");
    }
    return sum;
}

TEST_F(Tables, HaveTheShapeOfTheInterface) {
    EXPECT_THAT(names(json),
                ElementsAre("dialogue",
                            "round",
                            "state",
                            "batch",
                            "b",
                            "received",
                            "questionnaire_version",
                            "codebooks",
                            "weights",
                            "questions",
                            "representativity"));
    EXPECT_EQ(text(json, "dialogue"), demo);
    EXPECT_EQ(number(json, "round"), 1);
    EXPECT_EQ(text(json, "state"), "settled");
    EXPECT_EQ(number(json, "batch"), 1);
    EXPECT_EQ(number(json, "b"), 5);
    EXPECT_EQ(number(json, "received"), people);
    const Json& safe = question("q2_trygg_kvall");
    EXPECT_THAT(
        names(safe),
        ElementsAre(
            "id", "type", "text", "base", "withheld", "recoded", "options", "by", "subtotals"));
    EXPECT_EQ(text(safe, "type"), "single");
    EXPECT_THAT(names(at(safe, "options").as_array()->front()),
                ElementsAre("id", "text", "count", "share"));
    const Json& cell = at(at(safe, "by"), "q12_alder").as_array()->front();
    EXPECT_THAT(names(cell), ElementsAre("category", "text", "base", "options"));
    EXPECT_THAT(names(at(cell, "options").as_array()->front()),
                ElementsAre("id", "count", "share"));
}

TEST_F(Tables, NameAMatrixRowInEveryFormat) {
    const std::string name = text(question("q10_fortroende.polis"), "text");
    EXPECT_THAT(name, testing::EndsWith(" – Polisen"));
    const auto row = std::ranges::find_if(
        csv, [](const CsvRow& each) { return each.at("question") == "q10_fortroende.polis"; });
    ASSERT_NE(row, csv.end());
    EXPECT_EQ(row->at("question_text"), name);
}

TEST_F(Tables, HaveOneEntryAMatrixRowAndOneForTheParticipants) {
    std::vector<std::string> ids;
    for (const Json& entry : questions()) {
        ids.push_back(text(entry, "id"));
    }
    EXPECT_THAT(ids,
                ElementsAre("q2_trygg_kvall",
                            "q3_trygg_dag",
                            "q4_orsak",
                            "q5_orsak_annat",
                            "q6_plats",
                            "q7_nar",
                            "q8_avstar",
                            "q9_utsatt",
                            "q10_fortroende.polis",
                            "q10_fortroende.kommun",
                            "q11_forslag",
                            "deltagande"));
    EXPECT_EQ(number(question("deltagande"), "base"), people);
    EXPECT_TRUE(at(question("deltagande"), "options").as_array()->empty());
}

TEST_F(Tables, CountEveryAnswerOnce) {
    const Json& safe = question("q2_trygg_kvall");
    EXPECT_EQ(number(safe, "base") + number(safe, "withheld"), people);
    EXPECT_EQ(number(entry(at(safe, "options"), "id", "mycket_trygg"), "count"), people / 4);
    const Json& causes = question("q4_orsak");
    EXPECT_EQ(number(entry(at(causes, "options"), "id", "fort"), "count"), (people + 2) / 3);
    EXPECT_EQ(number(question("q3_trygg_dag"), "base"), 0);
}

TEST_F(Tables, AddUpToTheBaseInEveryDimension) {
    for (const Json& entry : questions()) {
        for (const auto& [dimension, cells] : *at(entry, "by").as_object()) {
            EXPECT_EQ(sum_of_bases(cells), number(entry, "base"))
                << text(entry, "id") << " by " << dimension;
        }
    }
}

std::int64_t sum_of_option(const Json& cells, const std::string& option) {
    std::int64_t sum = 0;
    for (const Json& cell : *cells.as_array()) {
        sum += number(entry(at(cell, "options"), "id", option), "count");
    }
    return sum;
}

void expect_option_adds_up(const Json& question, const Json& option) {
    const std::string id = text(option, "id");
    for (const auto& [dimension, cells] : *at(question, "by").as_object()) {
        EXPECT_EQ(sum_of_option(cells, id), number(option, "count"))
            << text(question, "id") << " " << id << " by " << dimension;
    }
}

TEST_F(Tables, AddUpToEveryOptionInEveryDimension) {
    for (const Json& question : questions()) {
        for (const Json& option : *at(question, "options").as_array()) {
            expect_option_adds_up(question, option);
        }
    }
}

TEST_F(Tables, OptionsOfASingleChoiceAddUpToItsBase) {
    for (const Json& question : questions()) {
        const std::string type = text(question, "type");
        std::int64_t sum = 0;
        for (const Json& option : *at(question, "options").as_array()) {
            sum += number(option, "count");
        }
        if (type == "single" || type == "matrix") {
            EXPECT_EQ(sum, number(question, "base")) << text(question, "id");
        }
    }
}

TEST_F(Tables, PutSkippedAndMissingBackgroundTogether) {
    const Json& by = at(question("deltagande"), "by");
    EXPECT_THAT(names(by), UnorderedElementsAre("q1_area", "q12_alder", "q13_kon"));
    const Json& missing = entry(at(by, "q13_kon"), "category", "_missing");
    EXPECT_EQ(text(missing, "text"), "Uppgift saknas");
    int expected = 0;
    for (int person = 0; person < people; ++person) {
        expected += person % 8 == 0 || (person / 7) % 3 == 2 ? 1 : 0;
    }
    EXPECT_EQ(number(missing, "base"), expected);
    for (const Json& cell : *at(by, "q13_kon").as_array()) {
        EXPECT_NE(text(cell, "category"), "vill_ej");
    }
}

TEST_F(Tables, GiveAParentAreaAsASubtotalOfItsParts) {
    const Json& participants = question("deltagande");
    const Json& area = at(at(participants, "by"), "q1_area");
    const Json& town = entry(at(at(participants, "subtotals"), "q1_area"), "category", "2280-TAT");
    EXPECT_EQ(number(town, "base"),
              number(entry(area, "category", "2280-CEN"), "base") +
                  number(entry(area, "category", "2280-OVT"), "base"));
}

TEST_F(Tables, GiveSharesOfTheBase) {
    const Json& safe = question("q2_trygg_kvall");
    for (const Json& option : *at(safe, "options").as_array()) {
        const double share = static_cast<double>(number(option, "count")) /
                             static_cast<double>(number(safe, "base"));
        EXPECT_NEAR(at(option, "share").as_number().value(), share, 1e-6);
    }
    const Json& unanswered = at(question("q3_trygg_dag"), "options").as_array()->front();
    EXPECT_TRUE(at(unanswered, "share").is_null());
}

TEST_F(Tables, ShowNothingBeforeSettlement) {
    EXPECT_EQ(text(before, "state"), "open");
    EXPECT_EQ(number(before, "batch"), 0);
    for (const Json& question : *at(before, "questions").as_array()) {
        EXPECT_EQ(number(question, "base"), 0) << text(question, "id");
        for (const Json& option : *at(question, "options").as_array()) {
            EXPECT_EQ(number(option, "count"), 0);
        }
        for (const auto& [dimension, cells] : *at(question, "by").as_object()) {
            EXPECT_TRUE(cells.as_array()->empty()) << text(question, "id") << " by " << dimension;
        }
    }
}

// What a row of the CSV is about.
using Place = std::array<std::string, 3>;

TEST_F(Tables, AddUpInTheCsvToo) {
    std::map<Place, std::int64_t> sums;    // question, dimension, option -> count
    std::map<Place, std::int64_t> totals;  // question, "", option -> count
    for (const CsvRow& row : csv) {
        const std::int64_t count = std::stoll(row.at("count"));
        if (row.at("dimension").empty()) {
            totals[{row.at("question"), "", row.at("option")}] += count;
        } else {
            sums[{row.at("question"), row.at("dimension"), row.at("option")}] += count;
        }
    }
    ASSERT_FALSE(sums.empty());
    for (const auto& [place, sum] : sums) {
        EXPECT_EQ(sum, (totals[{place[0], "", place[2]}]))
            << place[0] << " " << place[2] << " by " << place[1];
    }
}

TEST_F(Tables, SayTheSameInCsvAsInJson) {
    std::size_t compared = 0;
    for (const CsvRow& row : csv) {
        const Json& asked = question(row.at("question"));
        const Json& cell =
            row.at("dimension").empty()
                ? asked
                : entry(at(at(asked, "by"), row.at("dimension")), "category", row.at("category"));
        if (row.at("figure") != "indicator") {
            EXPECT_EQ(std::stoll(row.at("base")), number(cell, "base"));
        }
        if (row.at("figure") == "option") {
            const Json& option = entry(at(cell, "options"), "id", row.at("option"));
            EXPECT_EQ(std::stoll(row.at("count")), number(option, "count"));
        }
        ++compared;
    }
    EXPECT_GT(compared, 100U);
}

// The indicator of the demonstration is those who feel unsafe of those who go out.
TEST_F(Tables, GiveAnIndicatorWithNumeratorAndDenominator) {
    const Json& options = at(question("q2_trygg_kvall"), "options");
    const auto count = [&](std::string_view id) {
        return number(entry(options, "id", id), "count");
    };
    const std::int64_t unsafe =
        count("ganska_otrygg") + count("mycket_otrygg") + count("gar_ej_otrygg");
    const std::int64_t all = unsafe + count("mycket_trygg") + count("ganska_trygg");
    const auto row = std::ranges::find_if(csv, [](const CsvRow& each) {
        return each.at("option") == "otrygg_kvall" && each.at("dimension").empty();
    });
    ASSERT_NE(row, csv.end());
    EXPECT_EQ(row->at("figure"), "indicator");
    EXPECT_EQ(std::stoll(row->at("count")), unsafe);
    EXPECT_EQ(std::stoll(row->at("base")), all);
}

TEST_F(Tables, SayTheSameInTheFileForASwedishExcel) {
    const std::vector<CsvRow> swedish = read_csv(site->download("tables-excel.csv"), ';');
    ASSERT_EQ(swedish.size(), csv.size());
    for (std::size_t i = 0; i < csv.size(); ++i) {
        EXPECT_EQ(swedish[i].at("Antal"), csv[i].at("count"));
        EXPECT_EQ(swedish[i].at("Bas"), csv[i].at("base"));
        std::string share = csv[i].at("share");
        std::ranges::replace(share, '.', ',');
        EXPECT_EQ(swedish[i].at("Andel"), share);
        EXPECT_EQ(swedish[i].at("Svar (id)"), csv[i].at("option"));
        EXPECT_EQ(swedish[i].at("Grupp (id)"), csv[i].at("category"));
    }
    EXPECT_EQ(swedish.front().at("Läge"), "Slutligt räknad");
}

// Nobody may take these for more than what those who answered said.
TEST_F(Tables, GiveSelfSelectedAnswersNoInterval) {
    for (const CsvRow& row : csv) {
        EXPECT_EQ(row.at("share_low"), "");
        EXPECT_EQ(row.at("share_high"), "");
    }
}

TEST_F(Tables, AreAWorkbookWithTheSameBytesEachTime) {
    const std::string first = site->download("tables.xlsx");
    EXPECT_TRUE(first.starts_with("PK"));
    EXPECT_EQ(site->download("tables.xlsx"), first);
}

TEST_F(Tables, StateBatchAndSmallestGroupInEveryRowOfTheCsv) {
    for (const CsvRow& row : csv) {
        EXPECT_EQ(row.at("b"), "5");
        EXPECT_EQ(row.at("batch"), "1");
        EXPECT_EQ(row.at("received"), std::to_string(people));
        EXPECT_EQ(row.at("state"), "settled");
    }
}

TEST_F(Tables, StayTheSameAfterARestart) {
    const std::string first = site->download("tables.json");
    site->restart();
    EXPECT_EQ(site->download("tables.json"), first);
}

// A tick commits, and a moment later everybody reads the rounds anew.
TEST(TablesDuringATick, TellTheEditionThatTheirFiguresAreOf) {
    Site site;
    site.open_demo();
    for (int person = 0; person < 12; ++person) {
        ASSERT_EQ(site.submit(answers_of(person), site.new_key()).status, 201);
    }
    store::FrozenRounds earlier(*site.service().store);
    ASSERT_TRUE(earlier.refresh());
    site.settle_demo();
    ASSERT_NE(earlier.current(demo)->round.state, domain::RoundState::settled);
    const auto released = reporting::Reports(*site.service().store, earlier, site.clock())
                              .released(demo, std::nullopt);
    ASSERT_TRUE(released);
    EXPECT_EQ(released->round->round.batch, 1);
    EXPECT_EQ(released->state, domain::RoundState::settled);
    EXPECT_EQ(released->received, 12);
}

}  // namespace
}  // namespace lyhord::tests
