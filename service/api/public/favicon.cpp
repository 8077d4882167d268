// GET /favicon.svg: so that no page begins with a request that fails.
#include "api/assets.h"
#include "api/public/handlers.h"

namespace lyhord::api {

void favicon(Services&, const http::Request&, const http::Parameters&, http::Reply reply) {
    http::Response response{.status = 200,
                            .content_type = "image/svg+xml",
                            .body = std::string(embedded_asset("shared/favicon.svg"))};
    response.header("Cache-Control", "public, max-age=86400");
    reply(std::move(response));
}

}  // namespace lyhord::api
