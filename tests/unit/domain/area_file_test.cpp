#include <gmock/gmock.h>

#include "domain/files.h"
#include "unit/domain/edited_json.h"

namespace lyhord::domain {
namespace {

std::string tree(std::string_view areas) {
    return R"({"scheme": "s", "areas": )" + std::string(areas) + "}";
}

TEST(AreaFile, ReadsTheDemonstrationFile) {
    const auto read = AreaFile::read(demo_text("areas"));
    ASSERT_EQ(errors_of(read), "");
    EXPECT_EQ(read->scheme, "lokal-2024");
    EXPECT_EQ(read->areas.size(), 29U);
    EXPECT_TRUE(read->is_within(*read->find("2280-RAM"), *read->find("2280")));
    EXPECT_FALSE(read->is_within(*read->find("2280-RAM"), *read->find("2282")));
}

TEST(AreaFile, PutsParentsBeforeChildrenAndKeepsTheOrderOfSiblings) {
    const auto read = AreaFile::read(tree(R"([
        {"code": "b2", "name": "B2", "parent": "b"}, {"code": "a", "name": "A", "parent": null},
        {"code": "b1", "name": "B1", "parent": "b", "population": 120},
        {"code": "b", "name": "B", "kind": "kommun"}])"));
    ASSERT_EQ(errors_of(read), "");
    std::vector<std::string> codes;
    for (const Area& area : read->areas) {
        codes.push_back(area.code);
    }
    EXPECT_THAT(codes, testing::ElementsAre("a", "b", "b2", "b1"));
    EXPECT_EQ(read->areas[3].parent, 1U);
    EXPECT_EQ(read->areas[3].population, 120);
    EXPECT_EQ(read->areas[0].parent, std::nullopt);
}

TEST(AreaFile, NamesEveryMistakeAtOnce) {
    EXPECT_EQ(errors_of(AreaFile::read(tree(R"([
        {"code": "a", "name": "A", "parent": "zz"}, {"code": "a", "name": "A"},
        {"code": "outside", "name": "O"}, {"code": "_rest", "name": "R"},
        {"code": "p", "name": "P", "population": -1}, {"code": "n"},
        {"code": "u", "name": "U", "color": 1}])"))),
              "/areas/1/code: occurs twice\n"
              "/areas/2/code: is reserved for those who live outside\n"
              "/areas/3/code: must be 1 to 64 of A-Z, a-z, 0-9, _ and -, and not begin with _ or "
              "-\n"
              "/areas/4/population: must not be negative\n"
              "/areas/5/name: is missing\n"
              "/areas/6/color: unknown field\n"
              "/areas/0/parent: no area has this code\n");
}

TEST(AreaFile, RefusesAreasThatContainThemselves) {
    EXPECT_EQ(errors_of(AreaFile::read(tree(R"([
        {"code": "a", "name": "A", "parent": "b"}, {"code": "b", "name": "B", "parent": "a"},
        {"code": "c", "name": "C", "parent": "c"}, {"code": "d", "name": "D"}])"))),
              "/areas/0/parent: leads back to the area itself\n"
              "/areas/1/parent: leads back to the area itself\n"
              "/areas/2/parent: leads back to the area itself\n");
}

TEST(AreaFile, RefusesATreeThatIsTooDeep) {
    std::string areas = R"([{"code": "a0", "name": "A"})";
    for (int i = 1; i < 17; ++i) {
        areas += R"(, {"code": "a)" + std::to_string(i) + R"(", "name": "A", "parent": "a)" +
                 std::to_string(i - 1) + "\"}";
    }
    EXPECT_EQ(errors_of(AreaFile::read(tree(areas + "]"))),
              "/areas/16: stands too deep, most levels allowed (16)\n");
}

TEST(AreaFile, RefusesAFileWithoutAreas) {
    EXPECT_EQ(errors_of(AreaFile::read("{}")), "/scheme: is missing\n/areas: is missing\n");
    EXPECT_EQ(errors_of(AreaFile::read(tree("[]"))),
              "/areas: has too few items, fewest allowed (1)\n");
}

}  // namespace
}  // namespace lyhord::domain
