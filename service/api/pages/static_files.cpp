#include "api/pages/static_files.h"

#include <algorithm>
#include <fstream>
#include <iterator>

#include "api/assets.h"
#include "api/pages/recordings.h"
#include "base/limits.h"

namespace lyhord::api {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t logo_bytes_max = 10'000;

// What pages are made of, and what is served as it is; the demonstration is imported.
bool is_of_pages(std::string_view path) {
    return path.starts_with("templates/") || path.starts_with("languages/") ||
           path.starts_with("shared/") || path.starts_with("files/") || path.starts_with("site/") ||
           path == "openapi.json";
}

bool is_own(std::string_view path) {
    return path == "site.json" || path == "logo.svg" || path == "logo.png" ||
           (path.starts_with("languages/") && path.ends_with(".json"));
}

base::Result<std::string> read(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    std::string bytes{std::istreambuf_iterator<char>(in), {}};
    if (!in) {
        return base::fail(StaticFiles::error(
            base::Fault::io, "a file of the static directory cannot be read", path));
    }
    return bytes;
}

// What is no file of ours: notes to oneself, and what editors and version control leave.
bool is_beside(const fs::path& path) {
    const std::string name = path.filename().string();
    return name.starts_with('.') || name.ends_with('~') || name.ends_with(".md");
}

base::Error unplayable(const fs::path& path) {
    return StaticFiles::error(
        base::Fault::invalid, "a recording is larger than 2 MB: phones wait for it", path);
}

base::Error of_no_use(const fs::path& path) {
    return StaticFiles::error(base::Fault::invalid,
                              "the site's directory holds site.json, logo.svg or logo.png, "
                              "languages/TAG.json, and recordings/SLUG/NAME.mp3 or .m4a, as files "
                              "and not as links; this is none of them",
                              path);
}

// `path` is relative to the site's directory.
base::Result<void> check_own_entry(const fs::directory_entry& entry, const std::string& path) {
    std::error_code error;
    const fs::file_status status = entry.symlink_status(error);
    if (fs::is_directory(status) &&
        (path == "languages" || path == "recordings" || is_recordings_folder(path))) {
        return {};
    }
    if (!fs::is_regular_file(status) || !(is_recording_path(path) || is_own(path))) {
        return base::fail(of_no_use(entry.path()));
    }
    if (is_recording_path(path) && entry.file_size(error) > base::limits::recording_bytes_max) {
        return base::fail(unplayable(entry.path()));
    }
    return {};
}

// Everything in it must be of use: a file under a wrong name would be missed in silence.
base::Result<void> check_own_directory(const fs::path& directory) {
    std::error_code error;
    for (fs::recursive_directory_iterator at(directory, error), end; !error && at != end;
         at.increment(error)) {
        if (is_beside(at->path())) {
            at.disable_recursion_pending();
            continue;
        }
        const std::string path = at->path().lexically_relative(directory).generic_string();
        if (const base::Result<void> useful = check_own_entry(*at, path); !useful) {
            return useful;
        }
    }
    if (error) {
        return base::fail(
            StaticFiles::error(base::Fault::io, "the site's directory cannot be read", directory));
    }
    return {};
}

base::Result<std::vector<StaticFile>> read_directory(const fs::path& directory,
                                                     bool (*takes)(std::string_view)) {
    std::vector<StaticFile> files;
    std::error_code error;
    for (fs::recursive_directory_iterator at(directory, error), end; !error && at != end;
         at.increment(error)) {
        if (is_beside(at->path())) {
            at.disable_recursion_pending();
            continue;
        }
        const std::string path = fs::relative(at->path(), directory, error).generic_string();
        // A link may lead out of the directory: it is no file of it.
        const bool is_file = fs::is_regular_file(at->symlink_status(error));
        if (error || !is_file || !takes(path)) {
            continue;
        }
        base::Result<std::string> bytes = read(at->path());
        if (!bytes) {
            return std::unexpected(bytes.error());
        }
        files.push_back(
            {.path = path, .bytes = std::move(*bytes), .read_from = at->path().string()});
    }
    if (error) {
        return base::fail(
            StaticFiles::error(base::Fault::io, "the static directory cannot be read", directory));
    }
    std::ranges::sort(files, {}, &StaticFile::path);
    return files;
}

std::vector<StaticFile> embedded_files() {
    std::vector<StaticFile> files;
    for (const Asset& asset : embedded_assets()) {
        if (is_of_pages(asset.path)) {
            files.push_back({.path = std::string(asset.path),
                             .bytes = std::string(asset.bytes),
                             .brotli = std::string(asset.brotli),
                             .gzip = std::string(asset.gzip)});
        }
    }
    return files;
}

}  // namespace

std::string StaticFile::told() const { return read_from.empty() ? path : read_from; }

std::string_view StaticFile::stem() const {
    std::string_view name = path;
    name.remove_prefix(name.rfind('/') + 1);
    return name.substr(0, name.rfind('.'));
}

base::Result<StaticFiles> StaticFiles::load(const StaticSources& sources) {
    StaticFiles out;
    if (sources.directory) {
        auto files = read_directory(*sources.directory, is_of_pages);
        if (!files) {
            return std::unexpected(files.error());
        }
        out.files_ = std::move(*files);
    } else {
        out.files_ = embedded_files();
    }
    if (sources.own) {
        if (const base::Result<void> fits = check_own_directory(*sources.own); !fits) {
            return base::fail(fits.error());
        }
        auto files = read_directory(*sources.own, is_own);
        if (!files) {
            return std::unexpected(files.error());
        }
        for (StaticFile& file : *files) {
            if (!file.path.ends_with(".json") && file.bytes.size() > logo_bytes_max) {
                return base::fail(error(base::Fault::invalid,
                                        "the logo is larger than 10 kB: phones wait for it",
                                        *sources.own / file.path));
            }
            file.path.insert(0, "own/");
            out.files_.push_back(std::move(file));
        }
    }
    return out;
}

base::Error StaticFiles::error(base::Fault fault, base::Literal message, const fs::path& path) {
    return {fault, message, {.subject = base::OperatorText(base::OperatorKey(), path.string())}};
}

domain::FileReading StaticFiles::reading(std::string language) {
    return {base::OperatorKey(), std::move(language)};
}

std::vector<StaticFile> StaticFiles::in(std::string_view folder, std::string_view extension) const {
    std::vector<StaticFile> found;
    std::ranges::copy_if(files_, std::back_inserter(found), [&](const StaticFile& file) {
        return file.path.starts_with(folder) && file.path.ends_with(extension);
    });
    return found;
}

const StaticFile* StaticFiles::find(std::string_view path) const {
    const auto found = std::ranges::find(files_, path, &StaticFile::path);
    return found == files_.end() ? nullptr : &*found;
}

}  // namespace lyhord::api
