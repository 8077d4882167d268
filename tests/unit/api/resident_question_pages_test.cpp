#include "api/resident/question_pages.h"
#include "base/limits.h"
#include "form_fixture.h"

namespace lyhord::api {
namespace {

using testing::asking;

std::vector<std::vector<std::string>> ids(const domain::FrozenRound& round,
                                          PageLayout layout = PageLayout::apart) {
    std::vector<std::vector<std::string>> out;
    for (const QuestionPage& page : question_pages(round.questionnaire, layout)) {
        out.emplace_back();
        for (const std::size_t index : page) {
            out.back().push_back(round.questionnaire.questions[index].id);
        }
    }
    return out;
}

using Ids = std::vector<std::vector<std::string>>;

constexpr const char* yes_no = R"("options": [{"id": "ja", "text": "Ja"}, {"id": "nej",
    "text": "Nej"}])";

std::string single(const std::string& id, const std::string& more = "") {
    return R"({"id": ")" + id + R"(", "type": "single", "text": "?", )" + more + yes_no + "}";
}

TEST(QuestionPages, BreakBeforeAQuestionThatWaitsForOneOnTheSamePage) {
    const auto round = asking(single("a") + "," + single("b") + "," +
                              single("c", R"("show_if": {"b": ["ja"]}, )") + "," + single("d"));
    EXPECT_EQ(ids(*round), (Ids{{"a", "b"}, {"c", "d"}}));
}

TEST(QuestionPages, KeepAQuestionThatWaitsForAnEarlierPage) {
    const auto round = asking(single("a") + "," + single("b", R"("show_if": {"a": ["ja"]}, )") +
                              "," + single("c", R"("show_if": {"a": ["nej"]}, )"));
    EXPECT_EQ(ids(*round), (Ids{{"a"}, {"b", "c"}}));
}

TEST(QuestionPages, KeepAQuestionBesideWhatItWaitsForWhereAScriptRuns) {
    const auto round = asking(single("a") + "," + single("b", R"("show_if": {"a": ["ja"]}, )") +
                              "," + single("c", R"("show_if": {"b": ["ja"]}, )") + "," +
                              single("alder", R"("background": true, )"));
    EXPECT_EQ(ids(*round, PageLayout::together), (Ids{{"a", "b", "c"}, {"alder"}}));
    EXPECT_EQ(ids(*round), (Ids{{"a"}, {"b"}, {"c"}, {"alder"}}));
}

TEST(QuestionPages, AreOneWhereTheDialogueWantsSo) {
    std::string questions = single("alder", R"("background": true, )") + "," + single("q0");
    Ids all{{"q0"}};
    for (int i = 1; i < 20; ++i) {
        const std::string id = "q" + std::to_string(i);
        questions += "," + single(id, R"("show_if": {"q0": ["ja"]}, )");
        all[0].push_back(id);
    }
    all[0].emplace_back("alder");
    const auto round = asking(questions, R"("layout": "one_page", )");
    EXPECT_EQ(ids(*round), all);
    EXPECT_EQ(ids(*round, PageLayout::together), all);
}

TEST(QuestionPages, PutBackgroundQuestionsLast) {
    const auto round =
        asking(single("alder", R"("background": true, )") + "," + single("a") + "," + single("b"));
    EXPECT_EQ(ids(*round), (Ids{{"a", "b"}, {"alder"}}));
}

TEST(QuestionPages, LeaveABackgroundQuestionBeforeTheQuestionItDecidesAbout) {
    const auto round = asking(single("bor", R"("background": true, )") + "," +
                              single("kon", R"("background": true, )") + "," +
                              single("vag", R"("background": true, "show_if": {"bor": ["ja"]}, )") +
                              "," + single("a", R"("show_if": {"vag": ["ja"]}, )"));
    EXPECT_EQ(ids(*round), (Ids{{"bor"}, {"vag"}, {"a"}, {"kon"}}));
}

TEST(QuestionPages, HoldNoMoreThanAPhoneCanShow) {
    std::string questions = single("q0");
    for (int i = 1; i < 20; ++i) {
        questions += "," + single("q" + std::to_string(i));
    }
    const auto round = asking(questions);
    std::size_t asked = 0;
    for (const QuestionPage& page : question_pages(round->questionnaire)) {
        EXPECT_LE(page.size(), base::limits::page_weight_max);
        asked += page.size();
    }
    EXPECT_EQ(asked, 20U);
}

TEST(QuestionPages, GiveALargeMatrixAPageOfItsOwn) {
    std::string rows = R"({"id": "r0", "text": "0"})";
    for (int i = 1; i < 9; ++i) {
        rows += R"(, {"id": "r)" + std::to_string(i) + R"(", "text": "x"})";
    }
    const auto round =
        asking(single("a") + R"(, {"id": "m", "type": "matrix", "text": "?", "rows": [)" + rows +
               "], " + yes_no + "}," + single("b"));
    EXPECT_EQ(ids(*round), (Ids{{"a"}, {"m"}, {"b"}}));
}

TEST(QuestionPages, AskTheDemonstrationDialogueInFivePages) {
    const auto pages = ids(*testing::demonstration());
    ASSERT_FALSE(pages.empty());
    EXPECT_EQ(pages.front().front(), "q2_trygg_kvall");
    EXPECT_EQ(pages.back(), (std::vector<std::string>{"q1_area", "q12_alder", "q13_kon"}));
}

}  // namespace
}  // namespace lyhord::api
