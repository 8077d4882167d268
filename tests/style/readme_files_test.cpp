#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <regex>
#include <sstream>

namespace lyhord::style {
namespace {

// service/README.md leads a reader along the files of one submission and one download, by paths
// from the root or from service/.
TEST(ServiceReadme, NamesFilesThatExist) {
    const std::filesystem::path root = LYHORD_SOURCE;
    std::ifstream file(root / "service" / "README.md");
    std::ostringstream text;
    text << file.rdbuf();
    const std::string readme = text.str();
    const std::regex path("`([A-Za-z0-9_.-]+/[A-Za-z0-9_./-]*)`");
    std::size_t named = 0;
    for (std::sregex_iterator found(readme.begin(), readme.end(), path), end; found != end;
         ++found) {
        const std::string name = (*found)[1];
        EXPECT_TRUE(std::filesystem::exists(root / name) ||
                    std::filesystem::exists(root / "service" / name))
            << name;
        ++named;
    }
    EXPECT_GE(named, 20U);
}

}  // namespace
}  // namespace lyhord::style
