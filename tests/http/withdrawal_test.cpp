// Taking back one's words: always 204, and the text is really gone.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "base/limits.h"
#include "operations/disposal.h"
#include "scenario.h"
#include "tables_reading.h"

namespace lyhord::tests {
namespace {

// Answers with a text from `people`; their receipts. It is the question without a codebook: five
// texts of it are enough, whatever they are about.
std::vector<std::string> write_texts(Site& site, int people) {
    std::vector<std::string> receipts;
    for (int i = 0; i < people; ++i) {
        const std::string text = "Vid bryggan, plats " + std::to_string(i);
        const http::Response response = site.submit(
            R"({"q2_trygg_kvall":"ganska_trygg","q6_plats":")" + text + R"("})", site.new_key());
        EXPECT_EQ(response.status, 201);
        receipts.push_back(receipt_in(response));
    }
    return receipts;
}

std::int64_t base_of(const base::Json& tables, std::string_view question) {
    for (const base::Json& entry : *tables.find("questions")->as_array()) {
        if (*entry.find("id")->as_string() == question) {
            return *entry.find("base")->as_integer();
        }
    }
    return -1;
}

// What the rows of a text question say together, in tables.csv.
TEST(Withdrawal, LeavesADownloadThatAddsUp) {
    Site site;
    site.open_demo();
    const std::vector<std::string> receipts = write_texts(site, 9);
    for (int i = 0; i < 3; ++i) {
        EXPECT_EQ(site.withdraw(receipts[static_cast<std::size_t>(i)]), 204);
    }
    site.settle_demo();
    const std::vector<CsvRow> rows = read_csv(site.download("tables.csv"));
    const auto row = std::ranges::find_if(rows, [](const CsvRow& found) {
        return found.at("question") == "q6_plats" && found.at("option").empty();
    });
    ASSERT_NE(row, rows.end());
    EXPECT_EQ(row->at("withdrawn"), "3");
    EXPECT_EQ(std::stoi(row->at("base")) + std::stoi(row->at("withheld")), 6);
}

TEST(Withdrawal, TellsNothingOfWhatWasFound) {
    Site site;
    site.open_demo();
    const std::string receipt = write_texts(site, 1).front();
    const auto post = [](std::string name, std::string body) {
        return Scenario{.name = std::move(name),
                        .method = http::Method::post,
                        .path = "/api/v1/receipts/withdrawals",
                        .body = std::move(body),
                        .headers = {as_json},
                        .status = 204};
    };
    run(site,
        {post("a receipt", R"({"receipt":")" + receipt + R"("})"),
         post("again", R"({"receipt":")" + receipt + R"("})"),
         post("nobody's", R"({"receipt":"AAAAAAAAAAAAAAAA"})"),
         post("no receipt at all", R"({"receipt":"<script>"})"),
         post("empty", R"({"receipt":""})")});
}

TEST(Withdrawal, RefusesWhatIsNoRequest) {
    Site site;
    const auto post = [](std::string name, std::string body, int status) {
        return Scenario{.name = std::move(name),
                        .method = http::Method::post,
                        .path = "/api/v1/receipts/withdrawals",
                        .body = std::move(body),
                        .headers = {as_json},
                        .status = status};
    };
    Scenario form = post("a form", "receipt=AAAAAAAAAAAAAAAA", 415);
    form.headers = {as_form};
    run(site,
        {post("no JSON", "AAAAAAAAAAAAAAAA", 400),
         post("a list", "[]", 400),
         post("a number", R"({"receipt":1})", 400),
         post("another field", R"({"receipt":"AAAAAAAAAAAAAAAA","why":"x"})", 400),
         form});
}

TEST(Withdrawal, BeforeSettlementKeepsTheTextOutOfTheComments) {
    Site site;
    site.open_demo();
    const std::vector<std::string> receipts = write_texts(site, 8);
    EXPECT_EQ(site.withdraw(receipts[2]), 204);
    site.settle_demo();
    EXPECT_EQ(site.comments().size(), 7U);
}

TEST(Withdrawal, AfterSettlementRemovesTheCommentAndNoOther) {
    Site site;
    site.open_demo();
    const std::vector<std::string> receipts = write_texts(site, 8);
    site.settle_demo();
    ASSERT_EQ(site.comments().size(), 8U);
    const std::int64_t counted = base_of(site.tables(), "q6_plats");
    EXPECT_EQ(site.withdraw(receipts[2]), 204);
    EXPECT_EQ(site.comments().size(), 7U);
    EXPECT_EQ(base_of(site.tables(), "q6_plats"), counted);
}

TEST(Withdrawal, LeavesTheOtherAnswersOfTheSamePerson) {
    Site site;
    site.open_demo();
    const std::vector<std::string> receipts = write_texts(site, 6);
    EXPECT_EQ(site.withdraw(receipts[0]), 204);
    site.settle_demo();
    EXPECT_EQ(base_of(site.tables(), "deltagande"), 6);
}

TEST(Withdrawal, TakesAReceiptAsPeopleTypeIt) {
    Site site;
    site.open_demo();
    std::string receipt = write_texts(site, 6)[1];
    site.settle_demo();
    std::string typed;
    for (std::size_t i = 0; i < receipt.size(); ++i) {
        typed += i % 4 == 0 ? " " : "";
        typed += static_cast<char>(std::tolower(receipt[i]));
    }
    EXPECT_EQ(site.withdraw(typed), 204);
    EXPECT_EQ(site.comments().size(), 5U);
}

TEST(Withdrawal, OvertakingItsAnswerIsAppliedWhenTheAnswerIsCounted) {
    Site site;
    site.open_demo();
    const std::string key = site.new_key();
    const std::string answers = R"({"q6_plats":"Vid bryggan"})";
    const std::string receipt = receipt_in(site.submit(answers, key));
    write_texts(site, 6);
    EXPECT_EQ(site.withdraw(receipt), 204);
    const http::Response replay = site.submit(answers, key);
    EXPECT_EQ(replay.status, 201);
    EXPECT_EQ(receipt_in(replay), receipt);
    site.settle_demo();
    EXPECT_EQ(site.comments().size(), 6U);
}

TEST(Withdrawal, IsLimitedForEachClient) {
    Site site;
    site.open_demo();
    const auto send = [&site](int client, std::string_view path, std::string body) {
        http::Request request = request_to(path);
        request.method = http::Method::post;
        request.client = http::ClientToken(client);
        request.content_type =
            body.starts_with('{') ? "application/json" : "application/x-www-form-urlencoded";
        request.body = std::move(body);
        return site.send(request);
    };
    const auto by_script = [&send](int client) {
        return send(client, "/api/v1/receipts/withdrawals", R"({"receipt":"AAAAAAAAAAAAAAAA"})");
    };
    for (int i = 0; i < base::limits::withdrawals_max; ++i) {
        EXPECT_EQ(by_script(1).status, 204);
    }
    const http::Response refused = by_script(1);
    EXPECT_EQ(refused.status, 429);
    EXPECT_EQ(header_of(refused, "Retry-After"), "600");
    const http::Response page = send(1, "/aterkalla", "receipt=AAAAAAAAAAAAAAAA");
    EXPECT_EQ(page.status, 429);
    EXPECT_EQ(header_of(page, "Retry-After"), "600");
    EXPECT_THAT(page.body, testing::HasSubstr("Vänta tio minuter"));
    EXPECT_EQ(by_script(2).status, 204);
    site.clock().advance_seconds(base::limits::withdrawals_window_seconds);
    EXPECT_EQ(by_script(1).status, 204);
}

TEST(Withdrawal, LeavesNoTraceOnceTheTextsAreDestroyed) {
    Site site;
    site.open_demo();
    const std::vector<std::string> receipts = write_texts(site, 6);
    site.settle_demo();
    EXPECT_EQ(site.withdraw(receipts[0]), 204);
    const auto listed = site.service().withdrawn.read();
    ASSERT_TRUE(listed);
    EXPECT_FALSE(listed->empty());
    site.clock().advance_days(200);
    operations::Disposal disposal(*site.service().store, site.service().directory);
    ASSERT_EQ(disposal.run("KS 2030/17", site.clock().today()).value().receipts.size(), 1U);
    EXPECT_EQ(site.withdraw(receipts[1]), 204);
    EXPECT_EQ(site.service().withdrawn.read().value(), *listed);
}

TEST(Withdrawal, WorksFromThePageWithoutJavaScript) {
    Site site;
    site.open_demo();
    const std::string receipt = write_texts(site, 6).front();
    site.settle_demo();
    const http::Response page = site.get("/aterkalla");
    EXPECT_EQ(page.status, 200);
    EXPECT_THAT(page.body, testing::HasSubstr("name=\"receipt\""));
    const http::Response done = site.post_form("/aterkalla", {{"receipt", receipt}});
    EXPECT_EQ(done.status, 200);
    EXPECT_EQ(header_of(done, "Cache-Control"), "no-store");
    EXPECT_EQ(site.comments().size(), 5U);
    const http::Response nobodys = site.post_form("/aterkalla", {{"receipt", "AAAAAAAAAAAAAAAA"}});
    EXPECT_EQ(nobodys.status, 200);
    EXPECT_EQ(nobodys.body, done.body);
}

TEST(Withdrawal, PageKeepsWhatWasTypedWrong) {
    Site site;
    const http::Response page = site.post_form("/aterkalla", {{"receipt", "\"><b>ABC"}});
    EXPECT_EQ(page.status, 422);
    EXPECT_THAT(page.body, testing::HasSubstr("&quot;&gt;&lt;b&gt;ABC"));
    EXPECT_THAT(page.body, testing::Not(testing::HasSubstr("<b>ABC")));
    EXPECT_THAT(page.body, testing::HasSubstr("<title>Fel:"));
}

}  // namespace
}  // namespace lyhord::tests
