#include "http/stored_file.h"

#include <algorithm>
#include <optional>

#include "http/compression.h"

namespace lyhord::http {
namespace {

const std::string& form_of(const StoredFile& file, std::optional<Coding> coding) {
    if (!coding) {
        return file.bytes;
    }
    return *coding == Coding::brotli ? file.brotli : file.gzip;
}

// The best that the client accepts and that there is.
std::optional<Coding> chosen(const StoredFile& file, std::string_view accept_encoding) {
    const std::optional<Coding> coding = accepted_coding(accept_encoding);
    return form_of(file, coding).empty() ? std::nullopt : coding;
}

std::string tag_of(const StoredFile& file, std::optional<Coding> coding) {
    const std::string suffix = coding ? "-" + std::string(coding_name(*coding)) : "";
    return '"' + file.digest + suffix + '"';
}

// "*", or a list of tags. A weak one counts too: what is asked is whether the bytes are known.
bool names(std::string_view if_none_match, std::string_view tag) {
    while (!if_none_match.empty()) {
        const std::size_t end = std::min(if_none_match.find(','), if_none_match.size());
        std::string_view item = if_none_match.substr(0, end);
        if_none_match.remove_prefix(std::min(end + 1, if_none_match.size()));
        item.remove_prefix(std::min(item.find_first_not_of(" \t"), item.size()));
        item = item.substr(0, item.find_last_not_of(" \t") + 1);
        item.remove_prefix(item.starts_with("W/") ? 2 : 0);
        if (item == tag || item == "*") {
            return true;
        }
    }
    return false;
}

}  // namespace

Response stored_response(const StoredFile& file, const Request& request, Freshness freshness) {
    const std::optional<Coding> coding = chosen(file, request.accept_encoding);
    std::string tag = tag_of(file, coding);
    Response response{.content_type = file.content_type};
    if (names(request.if_none_match, tag)) {
        response.status = 304;
    } else {
        response.body = form_of(file, coding);
        if (coding) {
            response.header("Content-Encoding", std::string(coding_name(*coding)));
        }
    }
    response.header("ETag", std::move(tag));
    response.header("Vary", "Accept-Encoding");
    response.header("Cache-Control",
                    freshness == Freshness::immutable ? "public, max-age=31536000, immutable"
                                                      : "public, no-cache");
    return response;
}

}  // namespace lyhord::http
