#include "api/pages/recordings.h"

#include <fstream>
#include <iterator>

#include "base/limits.h"
#include "domain/questionnaire.h"
#include "http/range.h"

namespace lyhord::api {
namespace {

namespace fs = std::filesystem;

fs::path path_of(const fs::path& own, std::string_view name) { return own / "recordings" / name; }

}  // namespace

// Only names without a folder are names of recordings, so that no path leads elsewhere.
bool Recordings::has(std::string_view name) const {
    if (!own_ || !domain::is_recording_name(name)) {
        return false;
    }
    std::error_code error;
    const fs::path path = path_of(*own_, name);
    return fs::is_regular_file(fs::symlink_status(path, error)) && !error &&
           fs::file_size(path, error) <= base::limits::recording_bytes_max && !error;
}

std::optional<http::Response> Recordings::answer(const http::Request& request,
                                                 std::string_view name) const {
    if (!has(name)) {
        return std::nullopt;
    }
    std::ifstream file(path_of(*own_, name), std::ios::binary);
    http::Response response{.content_type = name.ends_with(".mp3") ? "audio/mpeg" : "audio/mp4",
                            .body = std::string(std::istreambuf_iterator<char>(file), {})};
    if (!file) {
        return std::nullopt;
    }
    return http::ranged(std::move(response), request.range);
}

}  // namespace lyhord::api
