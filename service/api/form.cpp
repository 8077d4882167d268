#include "api/form.h"

#include <algorithm>

#include "api/problem.h"

namespace lyhord::api {

std::optional<http::Fields> posted_form(const http::Request& request) {
    if (!has_media_type(request, form_media_type)) {
        return std::nullopt;
    }
    return http::parse_form(request.body);
}

std::string_view field(const http::Fields& form, std::string_view name) {
    const auto found =
        std::ranges::find_if(form, [name](const auto& pair) { return pair.first == name; });
    return found == form.end() ? std::string_view{} : std::string_view(found->second);
}

}  // namespace lyhord::api
