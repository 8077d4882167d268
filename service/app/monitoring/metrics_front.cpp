#include "app/monitoring/metrics_front.h"

#include "base/limits.h"

namespace lyhord::app {
namespace {

http::Response answer_readiness(Monitor& monitor) {
    Readiness readiness = monitor.readiness();
    http::Response response;
    response.content_type = "application/json";
    response.body = std::move(readiness.json);
    if (!readiness.is_ready) {
        response.status = 503;
        response.header("Retry-After", std::to_string(base::limits::retry_after_seconds));
    }
    return response;
}

http::Response answer(Monitor& monitor, const http::Request& request) {
    if (request.method != http::Method::get && request.method != http::Method::head) {
        http::Response response{.status = 405};
        response.header("Allow", "GET, HEAD");
        return response;
    }
    if (request.path == "/metrics") {
        http::Response response;
        response.content_type = "text/plain; version=0.0.4; charset=utf-8";
        response.body = monitor.metrics();
        return response;
    }
    if (request.path == "/readyz") {
        return answer_readiness(monitor);
    }
    return {.status = request.path == "/healthz" ? 200 : 404};
}

}  // namespace

http::Handlers metrics_front(Monitor& monitor) {
    return {.plan =
                [](const http::Request&) {
                    return http::Plan{.body_bytes_max = 0,
                                      .pace = http::Pace::normal,
                                      .traffic = http::Traffic::own};
                },
            .dispatch = [&monitor](const http::Request& request,
                                   http::Reply reply) { reply(answer(monitor, request)); },
            .refuse = [](const http::Request&,
                         int status) { return http::Response{.status = status}; }};
}

}  // namespace lyhord::app
