#include "api/pages/recordings.h"

#include <algorithm>
#include <fstream>

#include "base/limits.h"
#include "domain/questionnaire.h"
#include "http/range.h"

namespace lyhord::api {
namespace {

namespace fs = std::filesystem;

bool is_folder_name(std::string_view name) {
    return !name.empty() && std::ranges::all_of(name, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
    });
}

}  // namespace

bool is_recordings_folder(std::string_view path) {
    constexpr std::string_view all = "recordings/";
    return path.starts_with(all) && is_folder_name(path.substr(all.size()));
}

bool is_recording_path(std::string_view path) {
    const std::size_t name = path.rfind('/') + 1;
    return name > 1 && is_recordings_folder(path.substr(0, name - 1)) &&
           domain::is_recording_name(path.substr(name));
}

// No path of any other shape is looked for, and no link followed, so that none leads elsewhere.
std::optional<fs::path> Recordings::path_of(std::string_view slug, std::string_view name) const {
    const std::string path = "recordings/" + std::string(slug) + "/" + std::string(name);
    if (!own_ || !is_recording_path(path)) {
        return std::nullopt;
    }
    std::error_code error;
    fs::path file = *own_ / path;
    const bool is_there = fs::is_directory(fs::symlink_status(file.parent_path(), error)) &&
                          fs::is_regular_file(fs::symlink_status(file, error));
    return is_there ? std::optional(std::move(file)) : std::nullopt;
}

bool Recordings::has(std::string_view slug, std::string_view name) const {
    std::error_code error;
    const auto path = path_of(slug, name);
    return path && fs::file_size(*path, error) <= base::limits::recording_bytes_max && !error;
}

std::optional<http::Response> Recordings::answer(const http::Request& request,
                                                 std::string_view slug,
                                                 std::string_view name) const {
    std::error_code error;
    const auto path = path_of(slug, name);
    const std::uintmax_t size = path ? fs::file_size(*path, error) : 0;
    if (!path || error || size > base::limits::recording_bytes_max) {
        return std::nullopt;
    }
    const http::AskedPart part = http::asked_part(request.range, size);
    std::ifstream file(*path, std::ios::binary);
    file.seekg(static_cast<std::streamoff>(part.first));
    std::string bytes(part.count, '\0');
    file.read(bytes.data(), static_cast<std::streamsize>(part.count));
    if (!file) {
        return std::nullopt;
    }
    http::Response response = http::part_response(part, size, std::move(bytes));
    response.content_type = name.ends_with(".mp3") ? "audio/mpeg" : "audio/mp4";
    return response;
}

}  // namespace lyhord::api
