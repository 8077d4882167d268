#include "base/json/json.h"

#include <gtest/gtest.h>

#include "base/limits.h"

namespace lyhord::base {
namespace {

TEST(Json, PrintsWhatItRead) {
    const std::string text = R"({"a":[1,2.5,"å\"\\\n",true,null],"b":{"c":{}}})";
    const auto json = Json::parse(text);
    ASSERT_TRUE(json);
    EXPECT_EQ(json->dump(), text);
}

TEST(Json, RefusesAKeyThatOccursTwice) {
    EXPECT_FALSE(Json::parse(R"({"a":1,"a":2})"));
    EXPECT_TRUE(Json::parse(R"({"a":{"a":1}})"));
}

TEST(Json, RefusesNestingBeyondTheLimit) {
    const std::string most(limits::json_depth_max, '[');
    EXPECT_TRUE(Json::parse(most + std::string(limits::json_depth_max, ']')));
    const std::string more(limits::json_depth_max + 1, '[');
    EXPECT_FALSE(Json::parse(more + std::string(limits::json_depth_max + 1, ']')));
    EXPECT_FALSE(Json::parse(std::string(1'000'000, '[')));
}

TEST(Json, RefusesInvalidUtf8AndBrokenText) {
    EXPECT_FALSE(Json::parse("\"\xFF\""));
    EXPECT_FALSE(Json::parse("{"));
    EXPECT_FALSE(Json::parse(""));
    EXPECT_FALSE(Json::parse("1 2"));
    EXPECT_FALSE(Json::parse("1e999"));
}

TEST(Json, TellsTheByteAndNoContent) {
    const auto json = Json::parse(R"({"hemlig": oops})");
    ASSERT_FALSE(json);
    EXPECT_EQ(json.error().line().find("hemlig"), std::string::npos);
    EXPECT_EQ(json.error().details().number, 12);
}

TEST(Json, EscapesControlCharacters) {
    EXPECT_EQ(Json(std::string_view("\x01\t", 2)).dump(), "\"\\u0001\\u0009\"");
}

}  // namespace
}  // namespace lyhord::base
