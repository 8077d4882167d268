#include "api/pages/public_files.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>

#include "api/assets.h"
#include "api/pages/pages.h"
#include "http/compression.h"

namespace lyhord::api {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using ::testing::MatchesRegex;

std::string header(const http::Response& response, std::string_view name) {
    const auto found = std::ranges::find(response.headers, name, &http::Fields::value_type::first);
    return found == response.headers.end() ? "" : found->second;
}

std::string address(const PublicFiles& files, std::string_view key) {
    const base::Json all = files.addresses();
    const base::Json* found = all.find(key);
    return found == nullptr ? "" : *found->as_string();
}

std::string name_in(std::string_view address) {
    return std::string(address.substr(address.rfind('/') + 1));
}

TEST(PublicFiles, HaveAnAddressThatChangesWithTheirContent) {
    const PublicFiles files = PublicFiles::load({}).value();
    const std::string script = address(files, "challenge_js");
    EXPECT_THAT(script, MatchesRegex("/static/challenge\\.[0-9a-f]{12}\\.js"));
    const auto hashed = files.answer({}, name_in(script));
    const auto plain = files.answer({}, "challenge.js");
    ASSERT_TRUE(hashed && plain);
    EXPECT_EQ(hashed->body, plain->body);
    EXPECT_EQ(hashed->content_type, "text/javascript; charset=utf-8");
    EXPECT_THAT(header(*hashed, "Cache-Control"), HasSubstr("immutable"));
    EXPECT_EQ(header(*plain, "Cache-Control"), "public, no-cache");
    EXPECT_EQ(files.answer({}, "favicon.svg")->content_type, "image/svg+xml");
}

TEST(PublicFiles, AreCompressedAtBuildAsSmallAsTheyGet) {
    int compressed = 0;
    for (const Asset& asset : embedded_assets()) {
        const bool is_public = asset.path.starts_with("files/") || asset.path == "openapi.json";
        EXPECT_EQ(asset.brotli.empty(), !is_public) << asset.path;
        EXPECT_EQ(asset.gzip.empty(), !is_public) << asset.path;
        if (is_public) {
            ++compressed;
            EXPECT_EQ(asset.brotli,
                      http::encoded(asset.bytes, http::Coding::brotli, http::Effort::utmost));
            EXPECT_EQ(asset.gzip,
                      http::encoded(asset.bytes, http::Coding::gzip, http::Effort::utmost));
            EXPECT_LT(asset.brotli.size(), asset.gzip.size());
            EXPECT_LT(asset.gzip.size(), asset.bytes.size());
        }
    }
    EXPECT_GE(compressed, 3);
}

// The build's list of what goes with every form (embed_assets.cmake), and ours.
TEST(PublicFiles, AreBundledAlikeAtBuildAndFromADirectory) {
    const PublicFiles read =
        PublicFiles::load({.directory = std::string(LYHORD_SOURCE) + "/static"}).value();
    const std::string embedded = PublicFiles::load({}).value().answer({}, "form.js")->body;
    EXPECT_EQ(read.answer({}, "form.js")->body, embedded);
    EXPECT_GT(embedded.size(), fs::file_size(LYHORD_SOURCE "/static/files/form.js"));
}

TEST(PublicFiles, AreNothingElse) {
    const PublicFiles files = PublicFiles::load({}).value();
    for (const char* name : {"",
                             ".",
                             "..",
                             "style.css",
                             "files/challenge.js",
                             "../languages/sv.json",
                             "challenge.000000000000.js",
                             "challenge.js/",
                             "README.md",
                             "CHALLENGE.JS"}) {
        EXPECT_FALSE(files.answer({}, name)) << name;
    }
}

class PublicDirectory : public ::testing::Test {
protected:
    void SetUp() override {
        root_ = fs::path(::testing::TempDir()) /
                ::testing::UnitTest::GetInstance()->current_test_info()->name();
        fs::remove_all(root_);
        write("outside/secret.js", "secret");
        write("static/files/a.js", "first");
        files_ = PublicFiles::load({.directory = root_ / "static"}).value();
    }
    void TearDown() override { fs::remove_all(root_); }

    void write(const std::string& path, std::string_view text) {
        fs::create_directories((root_ / path).parent_path());
        std::ofstream(root_ / path) << text;
    }

    fs::path root_;
    PublicFiles files_;
};

TEST_F(PublicDirectory, IsReadAgainAtEveryRequest) {
    EXPECT_EQ(files_.answer({}, "a.js")->body, "first");
    write("static/files/a.js", "second");
    EXPECT_EQ(files_.answer({}, "a.js")->body, "second");
    write("static/files/b.js", "new");
    EXPECT_EQ(files_.answer({}, "b.js")->body, "new");
    fs::remove(root_ / "static/files/a.js");
    EXPECT_FALSE(files_.answer({}, "a.js"));
}

TEST_F(PublicDirectory, FollowsNoLink) {
    fs::create_symlink(root_ / "outside/secret.js", root_ / "static/files/link.js");
    fs::create_directory_symlink(root_ / "outside", root_ / "static/files/folder");
    for (const char* name :
         {"link.js", "secret.js", "folder/secret.js", "../../outside/secret.js", "%2e%2e"}) {
        EXPECT_FALSE(files_.answer({}, name)) << name;
    }
    EXPECT_TRUE(files_.answer({}, "a.js"));
}

TEST_F(PublicDirectory, LeavesOutLinkedPagesToo) {
    write("outside/sv.json", "{}");
    write("static/templates/layout.html", "{{{content}}}");
    write("static/shared/style.css", "");
    write("static/shared/figures.css", "");
    fs::create_directories(root_ / "static/languages");
    fs::create_symlink(root_ / "outside/sv.json", root_ / "static/languages/sv.json");
    EXPECT_FALSE(Pages::load({.directory = root_ / "static"}));
}

}  // namespace
}  // namespace lyhord::api
