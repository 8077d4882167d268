// GET /static/{name}, /favicon.svg, /worker.js and /lyssna/{slug}/{name}: files that are the same
// for everybody.
#include "api/pages/pages.h"
#include "api/pages/public_files.h"
#include "api/public/handlers.h"
#include "intake/receive.h"

namespace lyhord::api {
namespace {

void send(const Services& services,
          const http::Request& request,
          std::string_view name,
          http::Reply reply) {
    if (std::optional<http::Response> file = services.files.answer(request, name)) {
        reply(std::move(*file));
        return;
    }
    // No page: it would be made on the thread that all connections wait for, and nobody reads it.
    reply({.status = 404, .body = "no such file\n"});
}

}  // namespace

void static_file(Services& services,
                 const http::Request& request,
                 const http::Parameters& parameters,
                 http::Reply reply) {
    send(services, request, parameters.front(), std::move(reply));
}

void recording(Services& services,
               const http::Request& request,
               const http::Parameters& parameters,
               http::Reply reply) {
    // What will be asked is nobody's to hear before it is.
    const auto round = services.receiver.round(parameters.front());
    const bool has_begun =
        round != nullptr && services.receiver.phase(round->round) != domain::Phase::unopened;
    auto file = has_begun ? services.pages.recordings().answer(
                                request, round->round.slug, parameters.back())
                          : std::nullopt;
    reply(file ? std::move(*file) : http::Response{.status = 404, .body = "no such recording\n"});
}

// A worker governs the pages below its own address, so it has one above them all; and it may only
// fetch what its own policy allows.
void offline_worker(Services& services,
                    const http::Request& request,
                    const http::Parameters&,
                    http::Reply reply) {
    std::optional<http::Response> file = services.files.answer(request, "worker.js");
    if (!file) {
        reply({.status = 404, .body = "no such file\n"});
        return;
    }
    file->header("Content-Security-Policy",
                 "default-src 'none'; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; "
                 "form-action 'none'");
    reply(std::move(*file));
}

void favicon(Services& services,
             const http::Request& request,
             const http::Parameters&,
             http::Reply reply) {
    send(services, request, "favicon.svg", std::move(reply));
}

}  // namespace lyhord::api
