#include "http/gate/head.h"

#include <gtest/gtest.h>

#include "base/limits.h"

namespace lyhord::http {
namespace {

namespace limits = base::limits;

std::string get(const std::string& fields, const std::string& target = "/") {
    return "GET " + target + " HTTP/1.1\r\nHost: a.example\r\n" + fields + "\r\n";
}

std::string post(const std::string& fields) {
    return "POST / HTTP/1.1\r\nHost: a.example\r\n" + fields + "\r\n";
}

// 200 if the head is taken.
int status_of(const std::string& head) {
    const auto parsed = parse_head(head);
    return parsed ? 200 : parsed.error();
}

struct Case {
    std::string name;
    std::string head;
    int status;
};

class HeadCheck : public testing::TestWithParam<Case> {};

TEST_P(HeadCheck, TakesOrRefuses) { EXPECT_EQ(status_of(GetParam().head), GetParam().status); }

const std::vector<Case> cases{
    {"Plain", get(""), 200},
    {"Http10WithoutHost", "GET / HTTP/1.0\r\n\r\n", 200},
    {"Ipv6Host", "GET / HTTP/1.1\r\nHost: [::1]:8443\r\n\r\n", 200},
    {"PostWithLength", post("Content-Length: 0\r\n"), 200},
    {"ZeroLengthOnGet", get("Content-Length: 0\r\n"), 200},
    {"UnknownHeader", get("X-Anything: y\r\n"), 200},
    {"EmptyValue", get("Accept:\r\n"), 200},
    {"ValueWithTab", get("Accept: a\tb\r\n"), 200},
    {"OtherMethod", "PUT / HTTP/1.1\r\nHost: a\r\n\r\n", 200},
    // Framing that two readers could read in two ways.
    {"BodyOnGet", get("Content-Length: 5\r\n"), 400},
    {"BodyOnHead", "HEAD / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\n", 400},
    {"BodyOnOther", "PUT / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\n", 400},
    {"TwoLengths", post("Content-Length: 5\r\nContent-Length: 5\r\n"), 400},
    {"TwoDifferentLengths", post("Content-Length: 5\r\nContent-Length: 6\r\n"), 400},
    {"LengthList", post("Content-Length: 5, 5\r\n"), 400},
    {"LengthWithSign", post("Content-Length: +5\r\n"), 400},
    {"NegativeLength", post("Content-Length: -5\r\n"), 400},
    {"LengthInWords", post("Content-Length: abc\r\n"), 400},
    {"LengthInHex", post("Content-Length: 0x5\r\n"), 400},
    {"EmptyLength", post("Content-Length: \r\n"), 400},
    {"LengthWithSpaceInside", post("Content-Length: 1 2\r\n"), 400},
    {"LengthOverflows", post("Content-Length: 99999999999999999999\r\n"), 413},
    {"NoLength", post(""), 411},
    {"Chunked", post("Transfer-Encoding: chunked\r\n"), 501},
    {"ChunkedAndLength", post("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n"), 501},
    {"ChunkedList", post("Transfer-Encoding: gzip, chunked\r\n"), 501},
    {"ChunkedIdentity", post("Transfer-Encoding: identity\r\n"), 501},
    {"ChunkedOnGet", get("Transfer-Encoding: chunked\r\n"), 501},
    {"ChunkedTab", post("Transfer-Encoding:\tchunked\r\n"), 501},
    {"SpaceBeforeColon", post("Content-Length : 5\r\n"), 400},
    {"TabBeforeColon", post("Content-Length\t: 5\r\n"), 400},
    {"PercentInName", post("Content%2DLength: 5\r\nContent-Length: 0\r\n"), 400},
    {"FoldedLine", get("Accept: a\r\n b\r\n"), 400},
    {"FoldedFirstLine", "GET / HTTP/1.1\r\n Host: a\r\n\r\n", 400},
    {"BareLf", "GET / HTTP/1.1\nHost: a\r\n\r\n", 400},
    {"BareLfInField", get("Accept: a\nContent-Length: 5\r\n"), 400},
    {"BareCrInField", get("Accept: a\rb\r\n"), 400},
    {"NulInField", get(std::string("Accept: a\0b\r\n", 13)), 400},
    {"DeleteInField", get("Accept: a\x7F\r\n"), 400},
    {"NoColon", get("Accept\r\n"), 400},
    {"EmptyName", get(": a\r\n"), 400},
    {"NonAsciiName", get("Acc\xC3\xA9pt: a\r\n"), 400},
    {"CompressedBody", post("Content-Length: 5\r\nContent-Encoding: gzip\r\n"), 415},
    {"IdentityBody", post("Content-Length: 5\r\nContent-Encoding: identity\r\n"), 200},
    {"OtherExpectation", post("Content-Length: 5\r\nExpect: cookies\r\n"), 417},
    // Host, and what must be there once.
    {"NoHost", "GET / HTTP/1.1\r\n\r\n", 400},
    {"TwoHosts", "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400},
    {"EmptyHost", "GET / HTTP/1.1\r\nHost:\r\n\r\n", 400},
    {"HostWithPath", "GET / HTTP/1.1\r\nHost: a/b\r\n\r\n", 400},
    {"HostWithUser", "GET / HTTP/1.1\r\nHost: a@b\r\n\r\n", 400},
    {"TwoCookies", get("Cookie: a=1\r\nCookie: b=2\r\n"), 400},
    {"TwoKeys", post("Idempotency-Key: a\r\nIdempotency-Key: b\r\nContent-Length: 0\r\n"), 400},
    // The first line.
    {"NoVersion", "GET /\r\nHost: a\r\n\r\n", 400},
    {"LowerCaseVersion", "GET / http/1.1\r\nHost: a\r\n\r\n", 400},
    {"Http09", "GET / HTTP/0.9\r\nHost: a\r\n\r\n", 505},
    {"Http2", "PRI * HTTP/2.0\r\n\r\n", 505},
    {"LongVersion", "GET / HTTP/1.10\r\nHost: a\r\n\r\n", 400},
    {"TwoSpaces", "GET  / HTTP/1.1\r\nHost: a\r\n\r\n", 400},
    {"SpaceInTarget", get("", "/a b"), 400},
    {"TabAfterMethod", "GET\t/ HTTP/1.1\r\nHost: a\r\n\r\n", 400},
    {"EmptyMethod", " / HTTP/1.1\r\nHost: a\r\n\r\n", 400},
    {"MethodWithDigit", "G3T / HTTP/1.1\r\nHost: a\r\n\r\n", 400},
    {"LeadingEmptyLine", "\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n", 400},
    {"AbsoluteTarget", get("", "http://b.example/"), 400},
    {"Asterisk", "OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n", 400},
    {"Connect", "CONNECT a:443 HTTP/1.1\r\nHost: a\r\n\r\n", 400},
    {"Fragment", get("", "/a#b"), 400},
    {"Backslash", get("", "/a\\b"), 400},
    {"NonAsciiTarget", get("", "/\xC3\xA5"), 400},
    {"EncodedLetters", get("", "/%C3%A5"), 200},
    {"EncodedNul", get("", "/a%00b"), 400},
    {"EncodedLineEnd", get("", "/a%0D%0Ab"), 400},
    {"EncodedSlash", get("", "/a%2Fb"), 400},
    {"EncodedSlashLower", get("", "/a%2fb"), 400},
    {"BrokenEscape", get("", "/a%2"), 400},
    {"BrokenEscapeInQuery", get("", "/a?b=%zz"), 400},
    {"InvalidUtf8", get("", "/%C3%28"), 400},
    {"OverlongSlash", get("", "/%C0%AF"), 400},
    // Limits.
    {"LongestTarget", get("", "/" + std::string(limits::target_bytes_max - 1, 'a')), 200},
    {"TargetTooLong", get("", "/" + std::string(limits::target_bytes_max, 'a')), 414},
    {"HeadTooLong", get("X: " + std::string(limits::head_bytes_max, 'a') + "\r\n"), 431},
};

INSTANTIATE_TEST_SUITE_P(All, HeadCheck, testing::ValuesIn(cases), [](const auto& each) {
    return each.param.name;
});

TEST(Head, TakesAsManyFieldsAsTheLimitAndNoMore) {
    std::string fields;
    for (std::size_t i = 1; i < limits::head_fields_max; ++i) {  // and Host
        fields += "X: y\r\n";
    }
    EXPECT_EQ(status_of(get(fields)), 200);
    EXPECT_EQ(status_of(get(fields + "X: y\r\n")), 431);
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
    const std::string head = get("X-Forwarded-For: 198.51.100.9, 192.0.2.1 \r\n");
    EXPECT_EQ(parse_head(head)->forwarded_for, "");
    EXPECT_EQ(parse_head(head, "x-forwarded-for")->forwarded_for, "192.0.2.1");
}

TEST(Head, KeepsTheConnectionUnlessOneSideWantsToClose) {
    EXPECT_TRUE(parse_head(get(""))->keep_alive);
    EXPECT_FALSE(parse_head(get("Connection: keep-alive, Close\r\n"))->keep_alive);
    EXPECT_FALSE(parse_head("GET / HTTP/1.0\r\n\r\n")->keep_alive);
    EXPECT_TRUE(parse_head("GET / HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\n")->keep_alive);
}

TEST(Head, IsFoundHoweverItIsCutInPieces) {
    const std::string head = get("Accept: a\r\n");
    const std::string bytes = head + "GET /next";
    for (std::size_t cut = 0; cut < head.size(); ++cut) {
        EXPECT_EQ(head_length(bytes.substr(0, cut), 0), std::string::npos) << cut;
        EXPECT_EQ(head_length(bytes, cut), head.size()) << cut;
    }
}

TEST(Head, IsHopelessAsSoonAsALimitIsPassed) {
    EXPECT_EQ(hopeless_head("GET /" + std::string(500, 'a')), 0);
    EXPECT_EQ(hopeless_head("GET /" + std::string(limits::target_bytes_max + 40, 'a')), 414);
    EXPECT_EQ(hopeless_head(get(std::string(limits::head_bytes_max, 'a'))), 431);
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
