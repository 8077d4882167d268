#include "http/range.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace lyhord::http {
namespace {

Response asked(std::string_view range) {
    const std::string whole = "0123456789";
    const AskedPart part = asked_part(range, whole.size());
    return part_response(part, whole.size(), whole.substr(part.first, part.count));
}

std::string content_range(const Response& response) {
    const auto found =
        std::ranges::find(response.headers, "Content-Range", &Fields::value_type::first);
    return found == response.headers.end() ? "" : found->second;
}

TEST(Range, OfOnePartIsThatPart) {
    struct Case {
        std::string_view range;
        std::string_view body;
        std::string_view content_range;
    };
    for (const Case& wanted : {Case{"bytes=0-1", "01", "bytes 0-1/10"},
                               Case{"bytes=0-0", "0", "bytes 0-0/10"},
                               Case{"bytes=7-", "789", "bytes 7-9/10"},
                               Case{"bytes=-3", "789", "bytes 7-9/10"},
                               Case{"bytes=-30", "0123456789", "bytes 0-9/10"},
                               Case{"bytes=2-99999999999999999999999", "23456789", "bytes 2-9/10"},
                               Case{"bytes=9-9", "9", "bytes 9-9/10"}}) {
        const Response response = asked(wanted.range);
        EXPECT_EQ(response.status, 206) << wanted.range;
        EXPECT_EQ(response.body, wanted.body) << wanted.range;
        EXPECT_EQ(content_range(response), wanted.content_range) << wanted.range;
    }
}

TEST(Range, BeyondTheEndIsRefused) {
    for (const std::string_view range :
         {"bytes=10-", "bytes=10-20", "bytes=-0", "bytes=99999999999999999999999-"}) {
        const Response response = asked(range);
        EXPECT_EQ(response.status, 416) << range;
        EXPECT_EQ(response.body, "") << range;
        EXPECT_EQ(content_range(response), "bytes */10") << range;
    }
}

TEST(Range, ThatIsNoneOrSeveralIsTheWhole) {
    for (const std::string_view range : {"",
                                         "bytes=",
                                         "bytes=-",
                                         "bytes=1",
                                         "bytes=2-1",
                                         "bytes=a-b",
                                         "bytes=1-2,4-5",
                                         "rows=1-2",
                                         "bytes=1-2x",
                                         "bytes= 1-2"}) {
        const Response response = asked(range);
        EXPECT_EQ(response.status, 200) << range;
        EXPECT_EQ(response.body, "0123456789") << range;
        EXPECT_TRUE(response.has_header("Accept-Ranges")) << range;
    }
    EXPECT_EQ(asked_part("bytes=0-", 0).status, 200);
}

}  // namespace
}  // namespace lyhord::http
