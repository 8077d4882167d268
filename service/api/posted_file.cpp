#include "api/posted_file.h"

#include "api/problem.h"

namespace lyhord::api {
namespace {

constexpr std::string_view line_end = "\r\n";
constexpr std::size_t boundary_characters_max = 70;

// Nothing if there is none, or one that RFC 2046 does not allow for its length.
std::optional<std::string> boundary_of(std::string_view content_type) {
    constexpr std::string_view parameter = "boundary=";
    const std::size_t at = content_type.find(parameter);
    if (at == std::string_view::npos) {
        return std::nullopt;
    }
    std::string_view value = content_type.substr(at + parameter.size());
    if (value.starts_with('"')) {
        value.remove_prefix(1);
        value = value.substr(0, value.find('"'));
    } else {
        value = value.substr(0, value.find_first_of("; "));
    }
    return value.empty() || value.size() > boundary_characters_max
               ? std::nullopt
               : std::optional(std::string(value));
}

// Whether the headers of a part say that it is the field.
bool is_field(std::string_view headers, std::string_view name) {
    return headers.contains("; name=\"" + std::string(name) + "\"");
}

}  // namespace

std::optional<std::string> posted_file(const http::Request& request, std::string_view name) {
    const auto boundary = boundary_of(request.content_type);
    if (!boundary || !has_media_type(request, "multipart/form-data")) {
        return std::nullopt;
    }
    const std::string delimiter = "--" + *boundary;
    std::string_view rest = request.body;
    if (!rest.starts_with(delimiter)) {
        return std::nullopt;
    }
    rest.remove_prefix(delimiter.size());
    while (rest.starts_with(line_end)) {  // the last delimiter is followed by "--"
        const std::size_t headers_end = rest.find("\r\n\r\n");
        const std::size_t end = rest.find(std::string(line_end) + delimiter, line_end.size());
        if (headers_end == std::string_view::npos || end == std::string_view::npos ||
            end < headers_end + line_end.size()) {
            return std::nullopt;
        }
        if (is_field(rest.substr(0, headers_end), name)) {
            const std::size_t begin = headers_end + 2 * line_end.size();
            return std::string(rest.substr(begin, end < begin ? 0 : end - begin));
        }
        rest.remove_prefix(end + line_end.size() + delimiter.size());
    }
    return std::nullopt;
}

}  // namespace lyhord::api
