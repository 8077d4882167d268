#include "api/documents.h"

#include "api/assets.h"
#include "base/limits.h"
#include "intake/receive.h"
#include "reporting/reports.h"

namespace lyhord::api {
namespace {

http::Response json(std::string body) {
    http::Response response;
    response.content_type = "application/json";
    response.body = std::move(body);
    return response;
}

}  // namespace

void openapi_document(Services&, const http::Request&, const http::Parameters&, http::Reply reply) {
    http::Response response = json(std::string(embedded_asset("openapi.json")));
    response.header("Cache-Control", "public, max-age=300");
    reply(std::move(response));
}

void health(Services&, const http::Request&, const http::Parameters&, http::Reply reply) {
    reply(json("{\"status\":\"ok\"}\n"));
}

void readiness(Services& services,
               const http::Request&,
               const http::Parameters&,
               http::Reply reply) {
    // Why not is the operator's to know: it stands in the log, and at the socket of the metrics.
    if (services.receiver.takes_any() && services.reports.readable()) {
        reply(json("{\"status\":\"ready\"}\n"));
        return;
    }
    http::Response response = json("{\"status\":\"not ready\"}\n");
    response.status = 503;
    response.header("Retry-After", std::to_string(base::limits::retry_after_seconds));
    reply(std::move(response));
}

}  // namespace lyhord::api
