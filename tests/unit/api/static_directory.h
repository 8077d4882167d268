// Owns StaticDirectory: a directory with the shape of static/, with one page.
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "api/pages/pages.h"

namespace lyhord::api {

class StaticDirectory : public ::testing::Test {
protected:
    void SetUp() override {
        directory_ = std::filesystem::path(::testing::TempDir()) /
                     ::testing::UnitTest::GetInstance()->current_test_info()->name();
        std::filesystem::remove_all(directory_);
        write("templates/layout.html", "<html lang=\"{{lang}}\" dir=\"{{dir}}\">{{{content}}}");
        write("templates/one.html", "{{t.hello}} {{name}}");
        write("shared/style.css", "p {}");
        write("shared/figures.css", "q {}");
        write("languages/sv.json", R"({"hello": "Hej", "bye": "Hej då", "language_name": "Svenska",
            "language_dir": "ltr", "language_review": "approved"})");
        write("languages/ar.json", R"({"hello": "مرحبا", "language_dir": "rtl"})");
        std::filesystem::create_directories(directory_ / "site");
        std::filesystem::copy_file(LYHORD_SOURCE "/static/site/site.json",
                                   directory_ / "site/site.json");
    }
    void TearDown() override { std::filesystem::remove_all(directory_); }

    void write(const std::string& path, std::string_view text) {
        std::filesystem::create_directories((directory_ / path).parent_path());
        std::ofstream(directory_ / path) << text;
    }
    base::Fault fault() const { return Pages::load({.directory = directory_}).error().fault(); }
    std::string said() const { return Pages::load({.directory = directory_}).error().line(); }

    std::filesystem::path directory_;
};

}  // namespace lyhord::api
