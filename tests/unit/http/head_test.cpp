#include "http/gate/head.h"

#include <gtest/gtest.h>

#include "base/limits.h"
#include "unit/http/head_cases.h"

namespace lyhord::http {
namespace {

namespace limits = base::limits;
using tests::get_with;

// 200 if the head is taken.
int status_of(const std::string& head) {
    const auto parsed = parse_head(head);
    return parsed ? 200 : parsed.error();
}

class HeadCheck : public testing::TestWithParam<tests::HeadCase> {};

TEST_P(HeadCheck, TakesOrRefuses) { EXPECT_EQ(status_of(GetParam().head), GetParam().status); }

INSTANTIATE_TEST_SUITE_P(All,
                         HeadCheck,
                         testing::ValuesIn(tests::head_cases),
                         [](const auto& each) { return each.param.name; });

TEST(Head, TakesAsManyFieldsAsTheLimitAndNoMore) {
    std::string fields;
    for (std::size_t i = 1; i < limits::head_fields_max; ++i) {  // and Host
        fields += "X: y\r\n";
    }
    EXPECT_EQ(status_of(get_with(fields)), 200);
    EXPECT_EQ(status_of(get_with(fields + "X: y\r\n")), 431);
}

TEST(Head, GivesOnWhatAHandlerMaySee) {
    const auto head = parse_head(
        "POST /d/%C3%A5?lang=sv&x=1+2 HTTP/1.1\r\nHost: a.example\r\nContent-Length: 12\r\n"
        "COOKIE:  k=v \r\nUser-Agent: spy\r\nReferer: https://b/\r\nRange: bytes=0-1\r\n"
        "X-Forwarded-For: 192.0.2.1\r\nExpect: 100-Continue\r\nSec-Fetch-Site: "
        "same-origin\r\n\r\n");
    ASSERT_TRUE(head);
    EXPECT_EQ(head->request.method, Method::post);
    EXPECT_EQ(head->request.path, "/d/å");
    EXPECT_EQ(head->request.query_value("x"), "1 2");
    EXPECT_EQ(head->request.cookie, "k=v");
    EXPECT_EQ(head->request.fetch_site, "same-origin");
    EXPECT_EQ(head->content_length, 12U);
    EXPECT_TRUE(head->expects_continue);
    EXPECT_TRUE(head->keep_alive);
    EXPECT_EQ(head->forwarded_for, "");
}

TEST(Head, BelievesTheForwardingHeaderOnlyWhereItIsAskedFor) {
    const std::string head = get_with("X-Forwarded-For: 198.51.100.9, 192.0.2.1 \r\n");
    EXPECT_EQ(parse_head(head)->forwarded_for, "");
    EXPECT_EQ(parse_head(head, "x-forwarded-for")->forwarded_for, "192.0.2.1");
}

TEST(Head, KeepsTheConnectionUnlessOneSideWantsToClose) {
    EXPECT_TRUE(parse_head(get_with(""))->keep_alive);
    EXPECT_FALSE(parse_head(get_with("Connection: keep-alive, Close\r\n"))->keep_alive);
    EXPECT_FALSE(parse_head("GET / HTTP/1.0\r\n\r\n")->keep_alive);
    EXPECT_TRUE(parse_head("GET / HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\n")->keep_alive);
}

TEST(Head, IsFoundHoweverItIsCutInPieces) {
    const std::string head = get_with("Accept: a\r\n");
    const std::string bytes = head + "GET /next";
    for (std::size_t cut = 0; cut < head.size(); ++cut) {
        EXPECT_EQ(head_length(bytes.substr(0, cut), 0), std::string::npos) << cut;
        EXPECT_EQ(head_length(bytes, cut), head.size()) << cut;
    }
}

TEST(Head, IsHopelessAsSoonAsALimitIsPassed) {
    EXPECT_EQ(hopeless_head("GET /" + std::string(500, 'a')), 0);
    EXPECT_EQ(hopeless_head("GET /" + std::string(limits::target_bytes_max + 40, 'a')), 414);
    EXPECT_EQ(hopeless_head(get_with(std::string(limits::head_bytes_max, 'a'))), 431);
}

TEST(Head, TellsThePathOfARefusedHeadIfItIsOne) {
    EXPECT_EQ(as_far_as_read("GET /api/v1/%zz?a HTTP/1.1\r\nHost: a\r\n\r\n").path, "/api/v1/%zz");
    EXPECT_EQ(as_far_as_read("GET /api/aaa").path, "/api/aaa");
    for (const std::string_view none : {"", "GET", "GET ", " ", "GET http://a/ HTTP/1.1", "\r\n"}) {
        EXPECT_EQ(as_far_as_read(none).path, "/") << none;
    }
}

}  // namespace
}  // namespace lyhord::http
