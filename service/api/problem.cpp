#include "api/problem.h"

#include <algorithm>

#include "api/pages/languages.h"
#include "base/limits.h"

namespace lyhord::api {

Problem problem_of(base::Fault fault) {
    using base::Fault;
    constexpr std::int64_t retry = base::limits::retry_after_seconds;
    switch (fault) {
        case Fault::invalid:
            return {.status = 422, .type = "invalid"};
        case Fault::unauthorized:
            return {.status = 401, .type = "unauthorized"};
        case Fault::forbidden:
            return {.status = 403, .type = "forbidden"};
        case Fault::not_found:
            return {.status = 404, .type = "not-found"};
        case Fault::conflict:
            return {.status = 409, .type = "conflict"};
        case Fault::gone:
            return {.status = 410, .type = "closed"};
        case Fault::too_large:
            return {.status = 413, .type = "too-large"};
        case Fault::too_many:
            return {.status = 429, .type = "too-many", .retry_after_seconds = retry};
        case Fault::unavailable:
        case Fault::busy:
            return {.status = 503, .type = "unavailable", .retry_after_seconds = retry};
        case Fault::corrupt:
        case Fault::newer:
        case Fault::io:
        case Fault::internal:
            break;
    }
    return {};
}

http::Response problem_response(const Pages& pages,
                                const http::Request& request,
                                const Problem& problem) {
    const std::string language = preferred_language(request.accept_language, pages.languages());
    std::string key = "problem_" + std::string(problem.type.view());
    std::ranges::replace(key, '-', '_');
    base::Json json = base::Json::object();
    json.set("type", "urn:lyhord:problem:" + std::string(problem.type.view()));
    json.set("title", pages.bare_text(language, key)).set("status", problem.status);
    if (!problem.errors.is_null()) {
        json.set("errors", problem.errors);
    }
    if (!problem.challenge.is_null()) {
        json.set("challenge", problem.challenge);
    }
    http::Response response = json_response(problem.status, json);
    response.content_type = "application/problem+json";
    response.header("Content-Language", language);
    if (problem.retry_after_seconds) {
        response.header("Retry-After", std::to_string(*problem.retry_after_seconds));
    }
    if (problem.status == 401) {
        response.header("WWW-Authenticate", "Bearer");
    }
    return response;
}

http::Response json_response(int status, const base::Json& json) {
    return {.status = status, .content_type = "application/json", .body = json.dump()};
}

bool has_media_type(const http::Request& request, std::string_view expected) {
    std::string_view type = request.content_type;
    type = type.substr(0, type.find(';'));
    while (type.ends_with(' ')) {
        type.remove_suffix(1);
    }
    return std::ranges::equal(
        type, expected, [](char a, char b) { return a == b || (a | 0x20) == (b | 0x20); });
}

}  // namespace lyhord::api
