#include "api/pages/drawings.h"

#include <gtest/gtest.h>

#include <array>

namespace lyhord::api {
namespace {

const std::array<std::string, 2> two{"<svg>A</svg>", "<svg>B</svg>"};

TEST(Drawings, TakeThePlacesThatTheTemplateNames) {
    EXPECT_EQ(with_drawings("x<svg data-drawing=\"1\"></svg>y<svg data-drawing=\"0\"></svg>z", two),
              "x<svg>B</svg>y<svg>A</svg>z");
    EXPECT_EQ(with_drawings("nothing", two), "nothing");
}

TEST(Drawings, AreNotWhereThereIsNoneOfTheNumber) {
    EXPECT_EQ(with_drawings("x<svg data-drawing=\"2\"></svg>y", two), "xy");
    EXPECT_EQ(with_drawings("x<svg data-drawing=\"\"></svg>y", two), "xy");
    EXPECT_EQ(with_drawings("x<svg data-drawing=\"1", two), "x1");
}

// What a questionnaire or a person wrote is escaped before.
TEST(Drawings, AreNotNamedByEscapedText) {
    const std::string text = "&lt;svg data-drawing=&quot;0&quot;&gt;&lt;/svg&gt;";
    EXPECT_EQ(with_drawings(text, two), text);
}

}  // namespace
}  // namespace lyhord::api
