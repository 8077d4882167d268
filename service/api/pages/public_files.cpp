#include "api/pages/public_files.h"

#include <algorithm>
#include <array>

#include "base/crypto/crypto.h"

namespace lyhord::api {
namespace {

constexpr std::size_t name_digits = 12;  // of the digest, in an address: enough to tell versions
constexpr std::size_t tag_digits = 32;

struct Kind {
    std::string_view extension;
    std::string_view content_type;
};
constexpr std::array kinds{Kind{".svg", "image/svg+xml"},
                           Kind{".png", "image/png"},
                           Kind{".js", "text/javascript; charset=utf-8"},
                           Kind{".css", "text/css; charset=utf-8"},
                           Kind{".json", "application/json"}};

std::string content_type_of(std::string_view name) {
    const auto* const found = std::ranges::find_if(
        kinds, [name](const Kind& kind) { return name.ends_with(kind.extension); });
    return std::string(found == kinds.end() ? "application/octet-stream" : found->content_type);
}

std::string hashed(std::string_view name, std::string_view digest) {
    const std::size_t dot = std::min(name.rfind('.'), name.size());
    return std::string(name.substr(0, dot)) + "." + std::string(digest.substr(0, name_digits)) +
           std::string(name.substr(dot));
}

// As the build bundles it (embed_assets.cmake): what goes with every form goes in one file.
std::string bundled(const StaticFiles& files, const StaticFile& file) {
    std::string bytes = file.bytes;
    if (file.path == "files/form.js" && !file.is_embedded()) {
        for (const char* part : {"files/listen.js", "files/exit.js"}) {
            const StaticFile* more = files.find(part);
            bytes += more == nullptr ? std::string() : more->bytes;
        }
    }
    return bytes;
}

}  // namespace

PublicFiles PublicFiles::of(const StaticFiles& files) {
    PublicFiles out;
    const auto take = [&](const StaticFile& file) {
        const std::string name = file.path.substr(file.path.rfind('/') + 1);
        std::string bytes = bundled(files, file);
        const std::string digest = base::hex(base::crypto::sha256(base::as_bytes(bytes)));
        out.files_.push_back({.name = name,
                              .hashed_name = hashed(name, digest),
                              .content = {.content_type = content_type_of(name),
                                          .digest = digest.substr(0, tag_digits),
                                          .bytes = std::move(bytes),
                                          .brotli = file.brotli,
                                          .gzip = file.gzip}});
    };
    std::ranges::for_each(files.in("files/", ""), take);
    std::ranges::for_each(files.in("own/logo.", ""), take);
    if (const StaticFile* description = files.find("openapi.json")) {
        take(*description);
    }
    return out;
}

base::Result<PublicFiles> PublicFiles::load(StaticSources sources) {
    const base::Result<StaticFiles> files = StaticFiles::load(sources);
    if (!files) {
        return base::fail(files.error());
    }
    PublicFiles out = of(*files);
    out.sources_ = std::move(sources);
    return out;
}

std::optional<http::Response> PublicFiles::answer(const http::Request& request,
                                                  std::string_view name) const {
    if (sources_.directory) {
        // No path is ever made of what was asked for: it is compared with what is there.
        const base::Result<StaticFiles> fresh = StaticFiles::load(sources_);
        return fresh ? of(*fresh).answer(request, name) : std::nullopt;
    }
    for (const File& file : files_) {
        if (name == file.name) {
            return http::stored_response(file.content, request, http::Freshness::checked);
        }
        if (name == file.hashed_name) {
            return http::stored_response(file.content, request, http::Freshness::immutable);
        }
    }
    return std::nullopt;
}

base::Json PublicFiles::addresses() const {
    base::Json addresses = base::Json::object();
    for (const File& file : files_) {
        std::string key = file.name;
        std::ranges::replace_if(key, [](char c) { return c == '.' || c == '-'; }, '_');
        addresses.set(key, "/static/" + file.hashed_name);
    }
    return addresses;
}

}  // namespace lyhord::api
