#include "http/stored_file.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "http/compression.h"

namespace lyhord::http {
namespace {

const StoredFile file{.content_type = "text/css",
                      .digest = "0123abcd",
                      .bytes = "identity",
                      .brotli = "as brotli",
                      .gzip = "as gzip"};

Response ask(std::string accept_encoding,
             std::string if_none_match = {},
             Freshness freshness = Freshness::immutable) {
    Request request;
    request.accept_encoding = std::move(accept_encoding);
    request.if_none_match = std::move(if_none_match);
    return stored_response(file, request, freshness);
}

std::string header(const Response& response, std::string_view name) {
    const auto found = std::ranges::find(response.headers, name, &Fields::value_type::first);
    return found == response.headers.end() ? "" : found->second;
}

TEST(StoredFile, ComesInTheFormThatIsAccepted) {
    struct Case {
        const char* accepts;
        const char* body;
        const char* coding;
        const char* tag;
    };
    for (const Case& each : {Case{"", "identity", "", "\"0123abcd\""},
                             Case{"gzip, deflate, br", "as brotli", "br", "\"0123abcd-br\""},
                             Case{"gzip", "as gzip", "gzip", "\"0123abcd-gzip\""},
                             Case{"br;q=0, gzip;q=0.2", "as gzip", "gzip", "\"0123abcd-gzip\""},
                             Case{"br ; q=0 ,gzip ; q=0.000 ", "identity", "", "\"0123abcd\""},
                             Case{"zstd", "identity", "", "\"0123abcd\""}}) {
        const Response response = ask(each.accepts);
        EXPECT_EQ(response.status, 200) << each.accepts;
        EXPECT_EQ(response.body, each.body) << each.accepts;
        EXPECT_EQ(response.content_type, "text/css");
        EXPECT_EQ(header(response, "Content-Encoding"), each.coding) << each.accepts;
        EXPECT_EQ(header(response, "ETag"), each.tag) << each.accepts;
        EXPECT_EQ(header(response, "Vary"), "Accept-Encoding");
    }
}

TEST(StoredFile, IsNotSentToWhoHasIt) {
    for (const char* tags :
         {"\"0123abcd-br\"", "W/\"0123abcd-br\"", "\"x\", \"0123abcd-br\" ", "*"}) {
        const Response response = ask("br", tags);
        EXPECT_EQ(response.status, 304) << tags;
        EXPECT_EQ(response.body, "") << tags;
        EXPECT_EQ(header(response, "ETag"), "\"0123abcd-br\"");
        EXPECT_EQ(header(response, "Vary"), "Accept-Encoding");
        EXPECT_EQ(header(response, "Cache-Control"), "public, max-age=31536000, immutable");
        EXPECT_EQ(header(response, "Content-Encoding"), "");
    }
    for (const char* tags : {"\"0123abcd\"", "\"0123abcd-gzip\"", "0123abcd-br", "\"\"", ","}) {
        EXPECT_EQ(ask("br", tags).status, 200) << tags;
    }
}

TEST(StoredFile, IsKeptForEverOnlyUnderAnAddressThatChangesWithIt) {
    EXPECT_EQ(header(ask(""), "Cache-Control"), "public, max-age=31536000, immutable");
    EXPECT_EQ(header(ask("", "", Freshness::checked), "Cache-Control"), "public, no-cache");
}

TEST(StoredFile, IsSentAsItIsIfThatIsSmaller) {
    const StoredFile small{.content_type = "text/css", .digest = "a", .bytes = "p{}"};
    Request request;
    request.accept_encoding = "br, gzip";
    const Response response = stored_response(small, request, Freshness::checked);
    EXPECT_EQ(response.body, "p{}");
    EXPECT_EQ(header(response, "ETag"), "\"a\"");
}

// Its tag says which bytes these are.
TEST(StoredFile, IsNotCompressedAgain) {
    Response response = ask("");
    response.content_type = "text/css";
    response.body = std::string(5000, 'a');
    const Response after = compressed(response, "br");
    EXPECT_EQ(after.body, response.body);
    EXPECT_EQ(after.headers, response.headers);
}

}  // namespace
}  // namespace lyhord::http
