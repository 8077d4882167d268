#include "http/gate/response_bytes.h"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <ctime>

#include "base/limits.h"

namespace lyhord::http {
namespace {

struct Standard {
    std::string_view name;
    std::string_view value;
};

constexpr std::array standard{
    Standard{"Content-Security-Policy",
             "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"},
    Standard{"Strict-Transport-Security", "max-age=31536000"},
    Standard{"X-Content-Type-Options", "nosniff"},
    Standard{"X-Frame-Options", "DENY"},
    Standard{"Referrer-Policy", "no-referrer"},
    Standard{"Permissions-Policy", "camera=(), microphone=(), geolocation=(), interest-cohort=()"},
    Standard{"Cross-Origin-Opener-Policy", "same-origin"},
    Standard{"Cross-Origin-Resource-Policy", "same-origin"},
    Standard{"Cache-Control", "no-store"}};

constexpr std::array<std::pair<int, std::string_view>, 27> reasons{{
    {200, "OK"},
    {201, "Created"},
    {204, "No Content"},
    {303, "See Other"},
    {304, "Not Modified"},
    {308, "Permanent Redirect"},
    {400, "Bad Request"},
    {401, "Unauthorized"},
    {403, "Forbidden"},
    {404, "Not Found"},
    {405, "Method Not Allowed"},
    {406, "Not Acceptable"},
    {408, "Request Timeout"},
    {409, "Conflict"},
    {410, "Gone"},
    {411, "Length Required"},
    {413, "Content Too Large"},
    {414, "URI Too Long"},
    {415, "Unsupported Media Type"},
    {417, "Expectation Failed"},
    {422, "Unprocessable Content"},
    {429, "Too Many Requests"},
    {431, "Request Header Fields Too Large"},
    {500, "Internal Server Error"},
    {501, "Not Implemented"},
    {503, "Service Unavailable"},
    {505, "HTTP Version Not Supported"},
}};

// Neither has a body, nor a length that tells of one.
bool has_no_body(int status) { return status == 204 || status == 304; }

// A value that would end its line is not sent at all.
void put(std::string& out, std::string_view name, std::string_view value) {
    if (value.find_first_of("\r\n") != std::string_view::npos) {
        return;
    }
    out.append(name).append(": ").append(value).append("\r\n");
}

void put_length(std::string& out, const Response& response, const ResponseFraming& framing) {
    if (response.more == nullptr) {
        put(out, "Content-Length", std::to_string(response.body.size()));
    } else if (framing.takes_chunks) {
        put(out, "Transfer-Encoding", "chunked");
    }
}

}  // namespace

std::string_view reason_of(int status) {
    const auto* found =
        std::ranges::find(reasons, status, &std::pair<int, std::string_view>::first);
    return found == reasons.end() ? std::string_view() : found->second;
}

std::string response_bytes(const Response& response, const ResponseFraming& framing) {
    constexpr std::size_t usual_head_bytes = 1024;
    const bool with_body = !framing.is_head && !has_no_body(response.status);
    std::string out;
    out.reserve(usual_head_bytes + (with_body ? response.body.size() : 0));
    fmt::format_to(
        std::back_inserter(out), "HTTP/1.1 {} {}\r\n", response.status, reason_of(response.status));
    put(out, "Date", framing.date);
    if (!has_no_body(response.status)) {
        put_length(out, response, framing);
        if (!response.body.empty() || response.more != nullptr) {
            put(out, "Content-Type", response.content_type);
        }
    }
    if (framing.closes) {
        put(out, "Connection", "close");
    }
    for (const auto& [name, value] : response.headers) {
        put(out, name, value);
    }
    for (const Standard& header : standard) {
        if (!response.has_header(header.name)) {
            put(out, header.name, header.value);
        }
    }
    out.append("\r\n");
    if (with_body && response.more != nullptr && framing.takes_chunks && !response.body.empty()) {
        out.append(chunk_bytes(response.body));
    } else if (with_body) {
        out.append(response.body);
    }
    return out;
}

std::string chunk_bytes(std::string_view piece) {
    return fmt::format("{:x}\r\n{}\r\n", piece.size(), piece);
}

std::string http_date(base::Instant instant) {
    const std::time_t seconds = instant.seconds;
    std::tm parts{};
    ::gmtime_r(&seconds, &parts);
    return fmt::format("{:%a, %d %b %Y %H:%M:%S} GMT", parts);
}

Response plain_refusal(int status) {
    Response response{
        .status = status, .body = fmt::format("{} {}\n", status, reason_of(status)), .headers = {}};
    if (status == 503) {
        response.header("Retry-After", std::to_string(base::limits::retry_after_seconds));
    }
    return response;
}

}  // namespace lyhord::http
