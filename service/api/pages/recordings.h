// Owns Recordings: questions read aloud, as files that a municipality has put into the folder
// "recordings/SLUG" of its own directory. They are read from the disk when somebody listens.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "http/message.h"

namespace lyhord::api {

// Of the municipality's directory: "recordings/dialogue-1", and "recordings/dialogue-1/q1-sv.mp3".
bool is_recordings_folder(std::string_view path);
bool is_recording_path(std::string_view path);

class Recordings {
public:
    Recordings() = default;  // there are none
    // `own`: the municipality's directory (StaticSources::own).
    explicit Recordings(std::optional<std::filesystem::path> own) : own_(std::move(own)) {}

    // The dialogue has a file of this name, no link, and small enough.
    bool has(std::string_view slug, std::string_view name) const;
    // The part of it that was asked for, and no more is read; nothing if it is not there.
    std::optional<http::Response> answer(const http::Request& request,
                                         std::string_view slug,
                                         std::string_view name) const;

private:
    std::optional<std::filesystem::path> path_of(std::string_view slug,
                                                 std::string_view name) const;

    std::optional<std::filesystem::path> own_;
};

}  // namespace lyhord::api
