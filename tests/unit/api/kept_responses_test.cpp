#include "api/kept_responses.h"

#include <gtest/gtest.h>

namespace lyhord::api {
namespace {

http::Response page(std::size_t bytes, char letter) {
    return {.status = 200, .content_type = "text/html", .body = std::string(bytes, letter)};
}

TEST(KeptResponses, GivesWhatWasKeptUnderItsKeyOnly) {
    KeptResponses kept;
    EXPECT_FALSE(kept.find("a"));
    kept.keep("a", page(10, 'a'));
    kept.keep("a", page(10, 'x'));
    EXPECT_EQ(kept.find("a")->body, std::string(10, 'a'));
    EXPECT_EQ(kept.find("a")->content_type, "text/html");
    EXPECT_FALSE(kept.find("b"));
    EXPECT_EQ(kept.found(), 2U);
}

TEST(KeptResponses, ForgetsWhatWasAskedForLongestAgo) {
    KeptResponses kept(3 * 101);  // with a key of one byte
    for (const char key : {'a', 'b', 'c'}) {
        kept.keep(std::string(1, key), page(100, key));
    }
    ASSERT_TRUE(kept.find("a"));
    kept.keep("d", page(100, 'd'));
    EXPECT_FALSE(kept.find("b"));
    for (const std::string key : {"a", "c", "d"}) {
        EXPECT_TRUE(kept.find(key)) << key;
    }
    kept.keep("e", page(250, 'e'));
    EXPECT_TRUE(kept.find("e"));
    EXPECT_FALSE(kept.find("c"));
    EXPECT_FALSE(kept.find("d"));
}

TEST(KeptResponses, KeepsNothingLargerThanItself) {
    KeptResponses kept(100);
    kept.keep("small", page(20, 's'));
    kept.keep("large", page(100, 'l'));
    EXPECT_FALSE(kept.find("large"));
    EXPECT_TRUE(kept.find("small"));
}

}  // namespace
}  // namespace lyhord::api
