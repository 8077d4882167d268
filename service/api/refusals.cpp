// What is said where no handler answers: in the router, and in the front for what never becomes a
// request, or is not answered in time.
#include <algorithm>

#include "api/pages/message_page.h"
#include "api/problem.h"
#include "api/resident/handlers.h"
#include "api/routes.h"
#include "base/limits.h"

namespace lyhord::api {
namespace {

struct Saying {
    int status;
    base::Literal problem;  // of problem.h
    base::Literal message;  // of message_page.h
};

constexpr Saying sayings[] = {
    {400, "malformed", "missing"},
    {404, "address", "missing"},
    {405, "method", "failed"},
    {408, "slow", "failed"},
    {413, "too-large", "too_large"},
    {414, "address", "missing"},
    {415, "media-type", "failed"},
    {429, "too-many", "busy"},
    {431, "head", "failed"},
    {501, "encoding", "failed"},
    {503, "unavailable", "busy"},
};

Saying saying_of(int status) {
    const auto* const found = std::ranges::find(sayings, status, &Saying::status);
    if (found != std::end(sayings)) {
        return *found;
    }
    return status < 500 ? Saying{status, "malformed", "failed"}
                        : Saying{status, "internal", "failed"};
}

http::Response page(const Services& services, const http::Request& request, const Saying& saying) {
    auto of_dialogue =
        refused_dialogue(services, request, {.status = saying.status, .key = saying.message});
    if (of_dialogue) {
        return std::move(*of_dialogue);
    }
    return message_page(services.pages,
                        page_language(services.pages, request),
                        {.status = saying.status,
                         .key = saying.message,
                         .no_store = request.path.starts_with("/staff")});
}

}  // namespace

http::Refuse refusals(Services& services) {
    return [&services](const http::Request& request, int status) {
        const Saying saying = saying_of(status);
        http::Response response =
            request.path.starts_with("/api/")
                ? problem_response(
                      services.pages, request, {.status = status, .type = saying.problem})
                : page(services, request, saying);
        const bool is_temporary = status == 429 || status == 503;
        if (is_temporary && !response.has_header("Retry-After")) {
            response.header("Retry-After", std::to_string(base::limits::retry_after_seconds));
        }
        return response;
    };
}

}  // namespace lyhord::api
