// Owns the files that are judged: what is read, and from which folders.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace lyhord::style {

struct SourceFile {
    std::string path;  // from the root, with slashes: "service/base/day.h"
    std::string text;
    std::vector<std::string_view> lines;  // of `text`, without line ends
};

// The texts below `root`, sorted by path. Left out: version control, what builds and package
// tools write, and the fixtures of these tests, which are wrong on purpose.
class SourceTree {
public:
    explicit SourceTree(const std::filesystem::path& root);

    const std::vector<SourceFile>& files() const { return files_; }
    // Null if there is no such file.
    const SourceFile* find(std::string_view path) const;

private:
    std::vector<SourceFile> files_;
};

bool is_header(std::string_view path);
bool is_cpp(std::string_view path);  // a header or a source file

// The folder of service/ that a file belongs to; empty for a file that is in none.
std::string_view service_folder(std::string_view path);

}  // namespace lyhord::style
