#include "http/compression.h"

#include <brotli/encode.h>
#include <zlib.h>

#include <algorithm>
#include <array>
#include <string>
#include <thread>

namespace lyhord::http {
namespace {

constexpr std::size_t worthwhile_bytes = 1400;  // less fits into one packet anyway
constexpr int brotli_quality = 4;
constexpr int gzip_level = 5;
constexpr int gzip_window = 15 + 16;  // zlib's way to say gzip
constexpr int gzip_memory = 8;

constexpr std::array<std::string_view, 5> text_types{"text/",
                                                     "application/json",
                                                     "application/problem+json",
                                                     "image/svg+xml",
                                                     "application/geo+json"};

// "br;q=0" is a refusal.
bool accepts(std::string_view header, std::string_view coding) {
    while (!header.empty()) {
        const std::size_t end = std::min(header.find(','), header.size());
        std::string_view item = header.substr(0, end);
        item.remove_prefix(std::min(item.find_first_not_of(' '), item.size()));
        header.remove_prefix(std::min(end + 1, header.size()));
        const std::string_view name = item.substr(0, item.find_first_of("; "));
        const std::size_t weight = item.find("q=0");
        const bool is_refused = weight != std::string_view::npos &&
                                item.find_first_not_of("0.", weight + 2) == std::string_view::npos;
        if (name == coding) {
            return !is_refused;
        }
    }
    return false;
}

std::string brotli(std::string_view text) {
    std::size_t size = BrotliEncoderMaxCompressedSize(text.size());
    std::string out(size, '\0');
    const bool done = BrotliEncoderCompress(brotli_quality,
                                            BROTLI_DEFAULT_WINDOW,
                                            BROTLI_MODE_TEXT,
                                            text.size(),
                                            reinterpret_cast<const std::uint8_t*>(text.data()),
                                            &size,
                                            reinterpret_cast<std::uint8_t*>(out.data())) != 0;
    out.resize(done ? size : 0);
    return out;
}

std::string gzip(std::string_view text) {
    z_stream stream{};
    if (deflateInit2(
            &stream, gzip_level, Z_DEFLATED, gzip_window, gzip_memory, Z_DEFAULT_STRATEGY) !=
        Z_OK) {
        return {};
    }
    std::string out(deflateBound(&stream, text.size()), '\0');
    // zlib does not write to what it reads, whatever its type says.
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
    stream.avail_in = static_cast<uInt>(text.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    const bool done = deflate(&stream, Z_FINISH) == Z_STREAM_END;
    out.resize(done ? stream.total_out : 0);
    deflateEnd(&stream);
    return out;
}

bool gains(const Response& response) {
    return response.body.size() >= worthwhile_bytes && !response.has_header("Content-Encoding") &&
           std::ranges::any_of(text_types, [&response](std::string_view type) {
               return response.content_type.starts_with(type);
           });
}

}  // namespace

Response compressed(Response response, std::string_view accept_encoding) {
    if (!gains(response)) {
        return response;
    }
    response.header("Vary", "Accept-Encoding");
    const bool by_brotli = accepts(accept_encoding, "br");
    if (!by_brotli && !accepts(accept_encoding, "gzip")) {
        return response;
    }
    std::string smaller = by_brotli ? brotli(response.body) : gzip(response.body);
    if (!smaller.empty() && smaller.size() < response.body.size()) {
        response.body = std::move(smaller);
        response.header("Content-Encoding", by_brotli ? "br" : "gzip");
    }
    return response;
}

Reply compressing(const Request& request, Reply reply) {
    return Reply([encodings = request.accept_encoding,
                  thread = std::this_thread::get_id(),
                  reply = std::move(reply)](base::Result<Response> response) mutable {
        if (!response) {
            return;  // dropped, and so is the reply within
        }
        const bool is_here = std::this_thread::get_id() == thread;
        reply(is_here ? compressed(std::move(*response), encodings) : std::move(*response));
    });
}

}  // namespace lyhord::http
