#include "http/compression.h"

#include <brotli/encode.h>
#include <zlib.h>

#include <algorithm>
#include <array>
#include <string>

namespace lyhord::http {
namespace {

constexpr std::size_t worthwhile_bytes = 1400;  // less fits into one packet anyway
struct Levels {
    int brotli_quality;
    int gzip_level;
};
constexpr Levels quick{.brotli_quality = 4, .gzip_level = 5};
constexpr Levels utmost{.brotli_quality = BROTLI_MAX_QUALITY, .gzip_level = Z_BEST_COMPRESSION};
constexpr int gzip_window = 15 + 16;  // zlib's way to say gzip
constexpr int gzip_memory = 8;

constexpr std::array<std::string_view, 5> text_types{"text/",
                                                     "application/json",
                                                     "application/problem+json",
                                                     "image/svg+xml",
                                                     "application/geo+json"};

std::string_view without_blanks(std::string_view text) {
    constexpr std::string_view blank = " \t";
    text.remove_prefix(std::min(text.find_first_not_of(blank), text.size()));
    return text.substr(0, text.find_last_not_of(blank) + 1);
}

bool accepts(std::string_view header, std::string_view coding) {
    while (!header.empty()) {
        const std::size_t end = std::min(header.find(','), header.size());
        const std::string_view item = without_blanks(header.substr(0, end));
        header.remove_prefix(std::min(end + 1, header.size()));
        const std::size_t weight = item.find("q=0");
        const bool is_refused = weight != std::string_view::npos &&
                                item.find_first_not_of("0.", weight + 2) == std::string_view::npos;
        if (without_blanks(item.substr(0, item.find(';'))) == coding) {
            return !is_refused;
        }
    }
    return false;
}

std::string brotli(std::string_view text, const Levels& levels) {
    std::size_t size = BrotliEncoderMaxCompressedSize(text.size());
    std::string out(size, '\0');
    const bool done = BrotliEncoderCompress(levels.brotli_quality,
                                            BROTLI_DEFAULT_WINDOW,
                                            BROTLI_MODE_TEXT,
                                            text.size(),
                                            reinterpret_cast<const std::uint8_t*>(text.data()),
                                            &size,
                                            reinterpret_cast<std::uint8_t*>(out.data())) != 0;
    out.resize(done ? size : 0);
    return out;
}

std::string gzip(std::string_view text, const Levels& levels) {
    z_stream stream{};
    if (deflateInit2(
            &stream, levels.gzip_level, Z_DEFLATED, gzip_window, gzip_memory, Z_DEFAULT_STRATEGY) !=
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
    return response.body.size() >= worthwhile_bytes && response.more == nullptr &&
           !response.has_header("Content-Encoding") && !response.has_header("ETag") &&
           std::ranges::any_of(text_types, [&response](std::string_view type) {
               return response.content_type.starts_with(type);
           });
}

}  // namespace

std::string_view coding_name(Coding coding) { return coding == Coding::brotli ? "br" : "gzip"; }

std::optional<Coding> accepted_coding(std::string_view accept_encoding) {
    for (const Coding coding : {Coding::brotli, Coding::gzip}) {
        if (accepts(accept_encoding, coding_name(coding))) {
            return coding;
        }
    }
    return std::nullopt;
}

std::string encoded(std::string_view text, Coding coding, Effort effort) {
    const Levels& levels = effort == Effort::quick ? quick : utmost;
    return coding == Coding::brotli ? brotli(text, levels) : gzip(text, levels);
}

Response compressed(Response response, std::string_view accept_encoding) {
    if (!gains(response)) {
        return response;
    }
    response.header("Vary", "Accept-Encoding");
    const std::optional<Coding> coding = accepted_coding(accept_encoding);
    if (!coding) {
        return response;
    }
    std::string smaller = encoded(response.body, *coding, Effort::quick);
    if (!smaller.empty() && smaller.size() < response.body.size()) {
        response.body = std::move(smaller);
        response.header("Content-Encoding", std::string(coding_name(*coding)));
    }
    return response;
}

Reply compressing(const Request& request, Reply reply) {
    std::weak_ptr<Elsewhere> elsewhere = reply.elsewhere();
    return Reply(
        [encodings = request.accept_encoding,
         reply = std::move(reply)](base::Result<Response> response) mutable {
            if (response) {  // else it was dropped, and so is the reply within
                reply(compressed(std::move(*response), encodings));
            }
        },
        std::move(elsewhere));
}

}  // namespace lyhord::http
