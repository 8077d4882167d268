// Owns StaticFiles: the files of static/, embedded at build or read from a directory.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "domain/file_reading.h"

namespace lyhord::api {

struct StaticFile {
    std::string path;  // relative to static/, e.g. "templates/front.html"
    std::string bytes;
    std::string brotli = {};  // of embedded files that browsers fetch
    std::string gzip = {};
    std::string read_from = {};  // where it lies; empty: it is embedded

    bool is_embedded() const { return read_from.empty(); }
    // As an error names it: where its owner finds it.
    std::string told() const;
    // "front" of "templates/front.html".
    std::string_view stem() const;
};

// Where they come from.
struct StaticSources {
    // Instead of the embedded ones, with the shape of static/, and read again at each page: for
    // developing.
    std::optional<std::filesystem::path> directory = {};
    // Of a municipality: site.json, logo.svg or .png, languages/. Their paths begin with "own/".
    std::optional<std::filesystem::path> own = {};
};

class StaticFiles {
public:
    // Symbolic links are not followed. io: a directory or a file cannot be read; invalid: the logo
    // is too large. The error names the file.
    static base::Result<StaticFiles> load(const StaticSources& sources);

    // Those whose path begins with `folder` (with its slash) and ends with `extension`, by path.
    std::vector<StaticFile> in(std::string_view folder, std::string_view extension) const;
    // An error about the file at `path`.
    static base::Error error(base::Fault fault,
                             base::Literal message,
                             const std::filesystem::path& path);

    // For reading one of them that is JSON, with texts in this language.
    static domain::FileReading reading(std::string language);

    // Nothing if there is no such file.
    const StaticFile* find(std::string_view path) const;

private:
    std::vector<StaticFile> files_;
};

}  // namespace lyhord::api
