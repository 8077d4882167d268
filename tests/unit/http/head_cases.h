// Owns head_cases: heads of requests, right and wrong, each with the status it must be answered
// with; 200 for those that are taken.
#pragma once

#include <string>
#include <vector>

#include "base/limits.h"

namespace lyhord::tests {

namespace limits = base::limits;

inline std::string get_with(const std::string& fields, const std::string& target = "/") {
    return "GET " + target + " HTTP/1.1\r\nHost: a.example\r\n" + fields + "\r\n";
}

inline std::string post_with(const std::string& fields) {
    return "POST / HTTP/1.1\r\nHost: a.example\r\n" + fields + "\r\n";
}

struct HeadCase {
    std::string name;
    std::string head;
    int status;
};

inline const std::vector<HeadCase> head_cases{
    {"Plain", get_with(""), 200},
    {"Http10WithoutHost", "GET / HTTP/1.0\r\n\r\n", 200},
    {"Ipv6Host", "GET / HTTP/1.1\r\nHost: [::1]:8443\r\n\r\n", 200},
    {"PostWithLength", post_with("Content-Length: 0\r\n"), 200},
    {"ZeroLengthOnGet", get_with("Content-Length: 0\r\n"), 200},
    {"UnknownHeader", get_with("X-Anything: y\r\n"), 200},
    {"EmptyValue", get_with("Accept:\r\n"), 200},
    {"ValueWithTab", get_with("Accept: a\tb\r\n"), 200},
    {"OtherMethod", "PUT / HTTP/1.1\r\nHost: a\r\n\r\n", 200},
    // Framing that two readers could read in two ways.
    {"BodyOnGet", get_with("Content-Length: 5\r\n"), 400},
    {"BodyOnHead", "HEAD / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\n", 400},
    {"BodyOnOther", "PUT / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\n", 400},
    {"TwoLengths", post_with("Content-Length: 5\r\nContent-Length: 5\r\n"), 400},
    {"TwoDifferentLengths", post_with("Content-Length: 5\r\nContent-Length: 6\r\n"), 400},
    {"LengthList", post_with("Content-Length: 5, 5\r\n"), 400},
    {"LengthWithSign", post_with("Content-Length: +5\r\n"), 400},
    {"NegativeLength", post_with("Content-Length: -5\r\n"), 400},
    {"LengthInWords", post_with("Content-Length: abc\r\n"), 400},
    {"LengthInHex", post_with("Content-Length: 0x5\r\n"), 400},
    {"EmptyLength", post_with("Content-Length: \r\n"), 400},
    {"LengthWithSpaceInside", post_with("Content-Length: 1 2\r\n"), 400},
    {"LengthOverflows", post_with("Content-Length: 99999999999999999999\r\n"), 413},
    {"NoLength", post_with(""), 411},
    {"Chunked", post_with("Transfer-Encoding: chunked\r\n"), 501},
    {"ChunkedAndLength", post_with("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n"), 501},
    {"ChunkedList", post_with("Transfer-Encoding: gzip, chunked\r\n"), 501},
    {"ChunkedIdentity", post_with("Transfer-Encoding: identity\r\n"), 501},
    {"ChunkedOnGet", get_with("Transfer-Encoding: chunked\r\n"), 501},
    {"ChunkedTab", post_with("Transfer-Encoding:\tchunked\r\n"), 501},
    {"SpaceBeforeColon", post_with("Content-Length : 5\r\n"), 400},
    {"TabBeforeColon", post_with("Content-Length\t: 5\r\n"), 400},
    {"PercentInName", post_with("Content%2DLength: 5\r\nContent-Length: 0\r\n"), 400},
    {"FoldedLine", get_with("Accept: a\r\n b\r\n"), 400},
    {"FoldedFirstLine", "GET / HTTP/1.1\r\n Host: a\r\n\r\n", 400},
    {"BareLf", "GET / HTTP/1.1\nHost: a\r\n\r\n", 400},
    {"BareLfInField", get_with("Accept: a\nContent-Length: 5\r\n"), 400},
    {"BareCrInField", get_with("Accept: a\rb\r\n"), 400},
    {"NulInField", get_with(std::string("Accept: a\0b\r\n", 13)), 400},
    {"DeleteInField", get_with("Accept: a\x7F\r\n"), 400},
    {"NoColon", get_with("Accept\r\n"), 400},
    {"EmptyName", get_with(": a\r\n"), 400},
    {"NonAsciiName", get_with("Acc\xC3\xA9pt: a\r\n"), 400},
    {"CompressedBody", post_with("Content-Length: 5\r\nContent-Encoding: gzip\r\n"), 415},
    {"IdentityBody", post_with("Content-Length: 0\r\nContent-Encoding: identity\r\n"), 200},
    {"OtherExpectation", post_with("Content-Length: 5\r\nExpect: cookies\r\n"), 417},
    // Host, and what must be there once.
    {"NoHost", "GET / HTTP/1.1\r\n\r\n", 400},
    {"TwoHosts", "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400},
    {"TwoHostsOneEmpty", "GET / HTTP/1.1\r\nHost:\r\nHost: b\r\n\r\n", 400},
    {"TwoCookiesOneEmpty", get_with("Cookie:\r\nCookie: b=2\r\n"), 400},
    {"EmptyHost", "GET / HTTP/1.1\r\nHost:\r\n\r\n", 400},
    {"HostWithPath", "GET / HTTP/1.1\r\nHost: a/b\r\n\r\n", 400},
    {"HostWithUser", "GET / HTTP/1.1\r\nHost: a@b\r\n\r\n", 400},
    {"TwoCookies", get_with("Cookie: a=1\r\nCookie: b=2\r\n"), 400},
    {"TwoKeys",
     post_with("Idempotency-Key: a\r\nIdempotency-Key: b\r\nContent-Length: 0\r\n"),
     400},
    // The first line.
    {"NoVersion", "GET /\r\nHost: a\r\n\r\n", 400},
    {"LowerCaseVersion", "GET / http/1.1\r\nHost: a\r\n\r\n", 400},
    {"Http09", "GET / HTTP/0.9\r\nHost: a\r\n\r\n", 505},
    {"Http2", "PRI * HTTP/2.0\r\n\r\n", 505},
    {"LongVersion", "GET / HTTP/1.10\r\nHost: a\r\n\r\n", 400},
    {"TwoSpaces", "GET  / HTTP/1.1\r\nHost: a\r\n\r\n", 400},
    {"SpaceInTarget", get_with("", "/a b"), 400},
    {"TabAfterMethod", "GET\t/ HTTP/1.1\r\nHost: a\r\n\r\n", 400},
    {"EmptyMethod", " / HTTP/1.1\r\nHost: a\r\n\r\n", 400},
    {"MethodWithDigit", "G3T / HTTP/1.1\r\nHost: a\r\n\r\n", 400},
    {"LeadingEmptyLine", "\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n", 400},
    {"AbsoluteTarget", get_with("", "http://b.example/"), 400},
    {"Asterisk", "OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n", 400},
    {"Connect", "CONNECT a:443 HTTP/1.1\r\nHost: a\r\n\r\n", 400},
    {"Fragment", get_with("", "/a#b"), 400},
    {"Backslash", get_with("", "/a\\b"), 400},
    {"NonAsciiTarget", get_with("", "/\xC3\xA5"), 400},
    {"EncodedLetters", get_with("", "/%C3%A5"), 200},
    {"EncodedNul", get_with("", "/a%00b"), 400},
    {"EncodedLineEnd", get_with("", "/a%0D%0Ab"), 400},
    {"EncodedSlash", get_with("", "/a%2Fb"), 400},
    {"EncodedSlashLower", get_with("", "/a%2fb"), 400},
    {"BrokenEscape", get_with("", "/a%2"), 400},
    {"BrokenEscapeInQuery", get_with("", "/a?b=%zz"), 400},
    {"InvalidUtf8", get_with("", "/%C3%28"), 400},
    {"OverlongSlash", get_with("", "/%C0%AF"), 400},
    // Limits.
    {"LongestTarget", get_with("", "/" + std::string(limits::target_bytes_max - 1, 'a')), 200},
    {"TargetTooLong", get_with("", "/" + std::string(limits::target_bytes_max, 'a')), 414},
    {"HeadTooLong", get_with("X: " + std::string(limits::head_bytes_max, 'a') + "\r\n"), 431},
};

}  // namespace lyhord::tests
