#include "api/routes.h"

#include "api/documents.h"
#include "api/public/handlers.h"
#include "api/resident/handlers.h"
#include "api/staff/handlers.h"

namespace lyhord::api {
namespace {

using Everyone = void (*)(Services&, const http::Request&, const http::Parameters&, http::Reply);

}  // namespace

std::vector<http::Route> routes(Services& services) {
    constexpr auto get = http::Method::get;
    constexpr auto post = http::Method::post;
    constexpr std::size_t form = base::limits::body_bytes_max;
    constexpr std::size_t none = 0;
    // Every step of the form carries all answers so far, percent-encoded.
    constexpr std::size_t whole_form = base::limits::form_bytes_max;
    const auto open = [&services](Everyone handler) -> http::Handler {
        return [&services, handler](const http::Request& request,
                                    const http::Parameters& parameters,
                                    http::Reply reply) {
            handler(services, request, parameters, std::move(reply));
        };
    };
    return {
        {get, "/", "public", none, open(&front_page)},
        {get, "/d/{slug}", "public", none, open(&dialogue_page)},
        {post, "/d/{slug}", "public", whole_form, open(&dialogue_form)},
        {get, "/r/{slug}", "public", none, open(&results_page)},
        {get, "/aterkalla", "public", none, open(&withdrawal_page)},
        {post, "/aterkalla", "public", form, open(&withdrawal_form)},
        {get, "/integritet", "public", none, open(&integrity_page)},
        {get, "/favicon.svg", "public", none, open(&favicon)},
        {get, "/healthz", "public", none, open(&health)},
        {get, "/readyz", "public", none, open(&readiness)},

        {get, "/api/v1/openapi.json", "public", none, open(&openapi_document)},
        {get, "/api/v1/dialogues/{slug}", "public", none, open(&dialogue_document)},
        {post, "/api/v1/dialogues/{slug}/submissions", "public", form, open(&submit_answer)},
        {post, "/api/v1/receipts/withdrawals", "public", form, open(&withdraw_by_receipt)},

        {get, "/staff", "staff", none, staff::overview(services)},
        {get, "/staff/login", "public", none, staff::login_page(services)},
        {post, "/staff/login", "public", form, staff::log_in(services)},
        {post, "/staff/logout", "public", form, staff::log_out(services)},
        {get, "/staff/setup/{token}", "public", none, staff::setup_page(services)},
        {post, "/staff/setup/{token}", "public", form, staff::set_up(services)},
        {get, "/staff/konton", "staff", none, staff::accounts_page(services)},
        {post, "/staff/konton", "staff", form, staff::change_account(services)},
        {get, "/staff/audit", "staff", none, staff::audit_page(services)},
        {get,
         "/api/v1/staff/dialogues/{slug}/tables.json",
         "staff",
         none,
         staff::tables_json(services)},
        {get,
         "/api/v1/staff/dialogues/{slug}/tables.csv",
         "staff",
         none,
         staff::tables_csv(services)},
        {get,
         "/api/v1/staff/dialogues/{slug}/themes.json",
         "staff",
         none,
         staff::themes_json(services)},
    };
}

}  // namespace lyhord::api
