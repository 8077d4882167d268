// Owns PublicFiles: the files that browsers fetch by an address of their own. Each has two: its
// name, and one with a part of its digest in it, which pages refer to and which may be kept for
// ever.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "api/pages/static_files.h"
#include "base/json/json.h"
#include "base/result.h"
#include "http/stored_file.h"

namespace lyhord::api {

class PublicFiles {
public:
    // static/files and static/openapi.json, and a site's own logo. Those of a `directory` are read
    // again at each request. io: a file cannot be read.
    static base::Result<PublicFiles> load(StaticSources sources);
    static PublicFiles of(const StaticFiles& files);

    // By either name, without a folder; nothing if there is no such file.
    std::optional<http::Response> answer(const http::Request& request, std::string_view name) const;

    // {"challenge_js": "/static/challenge.3f9a1c2b4d5e.js"}: what templates see as `files`.
    base::Json addresses() const;

private:
    struct File {
        std::string name;         // "challenge.js"
        std::string hashed_name;  // "challenge.3f9a1c2b4d5e.js"
        http::StoredFile content;
    };
    std::vector<File> files_;
    StaticSources sources_;
};

}  // namespace lyhord::api
