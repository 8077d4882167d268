#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <regex>
#include <sstream>

namespace lyhord::style {
namespace {

// service/README.md leads a reader along the files of one submission and one download.
TEST(ServiceReadme, NamesFilesThatExist) {
    const std::filesystem::path service = std::filesystem::path(LYHORD_SOURCE) / "service";
    std::ifstream file(service / "README.md");
    std::ostringstream text;
    text << file.rdbuf();
    const std::string readme = text.str();
    const std::regex path("`([a-z_]+/[a-z_/]+\\.cpp)`");
    std::size_t named = 0;
    for (std::sregex_iterator found(readme.begin(), readme.end(), path), end; found != end;
         ++found) {
        const std::string name = (*found)[1];
        EXPECT_TRUE(std::filesystem::exists(service / name)) << name;
        ++named;
    }
    EXPECT_GE(named, 14U);
}

}  // namespace
}  // namespace lyhord::style
