// Owns Recordings: questions read aloud, as files that a municipality has put into the folder
// "recordings" of its own directory. They are read from the disk when somebody listens.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "http/message.h"

namespace lyhord::api {

class Recordings {
public:
    Recordings() = default;  // there are none
    // `own`: the municipality's directory (StaticSources::own).
    explicit Recordings(std::optional<std::filesystem::path> own) : own_(std::move(own)) {}

    // A file of this name is there, no link, and small enough.
    bool has(std::string_view name) const;
    // The part of it that was asked for; nothing if it is not there.
    std::optional<http::Response> answer(const http::Request& request, std::string_view name) const;

private:
    std::optional<std::filesystem::path> own_;
};

}  // namespace lyhord::api
