#include "http/range.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <utility>

namespace lyhord::http {
namespace {

struct Part {
    std::size_t first = 0;
    std::size_t last = 0;
};

// Nothing if it is no number; one that is too large to be a place in a file is none in this one.
std::optional<std::size_t> number(std::string_view text) {
    std::size_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    const bool is_whole = !text.empty() && end == text.data() + text.size();
    if (error == std::errc::result_out_of_range && is_whole) {
        return std::string_view::npos;
    }
    return error == std::errc() && is_whole ? std::optional(value) : std::nullopt;
}

// "0-1", "5-", and "-3" for the last three; nothing if it is none of these.
std::optional<Part> part_of(std::string_view text, std::size_t size) {
    const std::size_t dash = std::min(text.find('-'), text.size());
    const std::string_view from = text.substr(0, dash);
    const std::string_view to = text.substr(std::min(dash + 1, text.size()));
    if (dash == text.size()) {
        return std::nullopt;
    }
    if (from.empty()) {
        const auto count = number(to);
        return count ? std::optional(Part{.first = size - std::min(*count, size),
                                          .last = *count == 0 ? 0 : size - 1})
                     : std::nullopt;
    }
    const auto first = number(from);
    const auto last = to.empty() ? std::optional(std::string_view::npos) : number(to);
    if (!first || !last || *last < *first) {
        return std::nullopt;
    }
    return Part{.first = *first, .last = std::min(*last, size - 1)};
}

}  // namespace

AskedPart asked_part(std::string_view range, std::size_t size) {
    constexpr std::string_view unit = "bytes=";
    const auto part = range.starts_with(unit) && size > 0 ? part_of(range.substr(unit.size()), size)
                                                          : std::nullopt;
    if (!part) {
        return {.count = size};
    }
    if (part->first >= size) {
        return {.status = 416};
    }
    return {.status = 206, .first = part->first, .count = part->last - part->first + 1};
}

Response part_response(const AskedPart& part, std::size_t size, std::string bytes) {
    Response response{.status = part.status, .body = std::move(bytes)};
    response.header("Accept-Ranges", "bytes");
    if (part.status == 416) {
        response.header("Content-Range", "bytes */" + std::to_string(size));
    } else if (part.status == 206) {
        response.header("Content-Range",
                        "bytes " + std::to_string(part.first) + "-" +
                            std::to_string(part.first + part.count - 1) + "/" +
                            std::to_string(size));
    }
    return response;
}

}  // namespace lyhord::http
