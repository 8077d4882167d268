// Owns StaticFiles: the files of static/, embedded at build or read from a directory.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace lyhord::api {

struct StaticFile {
    std::string path;  // relative to static/, e.g. "templates/front.html"
    std::string bytes;
    std::string brotli = {};  // of embedded files that browsers fetch
    std::string gzip = {};

    // "front" of "templates/front.html".
    std::string_view stem() const;
};

class StaticFiles {
public:
    // Symbolic links are not followed. io: the directory or a file of it cannot be read; the error
    // names it.
    static base::Result<StaticFiles> load(const std::optional<std::filesystem::path>& directory);

    // Those whose path begins with `folder` (with its slash) and ends with `extension`, by path.
    std::vector<StaticFile> in(std::string_view folder, std::string_view extension) const;
    // An error about the file at `path`.
    static base::Error error(base::Fault fault,
                             base::Literal message,
                             const std::filesystem::path& path);

    // Nothing if there is no such file.
    const StaticFile* find(std::string_view path) const;

private:
    std::vector<StaticFile> files_;
};

}  // namespace lyhord::api
