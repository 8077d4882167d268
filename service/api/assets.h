// Owns the table of files embedded from static/ at build.
#pragma once

#include <span>
#include <string_view>

namespace lyhord::api {

struct Asset {
    std::string_view path;    // relative to static/, e.g. "templates/front.html"
    std::string_view bytes;   // the file, exactly
    std::string_view sha256;  // lower-case hex
    // Of files that browsers fetch: compressed; empty if that is no smaller.
    std::string_view brotli = {};
    std::string_view gzip = {};
};

// Sorted by path.
std::span<const Asset> embedded_assets();

// The bytes of one file, which must be there.
std::string_view embedded_asset(std::string_view path);

}  // namespace lyhord::api
