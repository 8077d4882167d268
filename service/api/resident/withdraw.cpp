// GET and POST /aterkalla, POST /api/v1/receipts/withdrawals: who holds a receipt takes back what
// they wrote. The answer never tells whether anything was found.
#include "access/try_limit.h"
#include "api/form.h"
#include "api/pages/message_page.h"
#include "api/problem.h"
#include "api/resident/handlers.h"
#include "base/limits.h"
#include "intake/withdrawal.h"

namespace lyhord::api {
namespace {

using base::Json;

struct Trouble {
    int status = 200;
    base::Literal key = "withdraw_invalid";
    std::optional<std::int64_t> retry_after_seconds = {};
};

constexpr Trouble not_a_receipt{.status = 422, .key = "withdraw_invalid"};
constexpr Trouble too_many{.status = 429,
                           .key = "withdraw_too_many",
                           .retry_after_seconds = base::limits::withdrawals_window_seconds};
constexpr Trouble not_stored{.status = 503,
                             .key = "withdraw_retry",
                             .retry_after_seconds = base::limits::retry_after_seconds};

// The form, with what was typed if it could not be used. A receipt is evidence on a shared phone,
// so nothing of this page is kept by the browser.
http::Response form_page(const Pages& pages,
                         const PageLanguage& language,
                         const std::optional<Trouble>& trouble,
                         std::string_view typed) {
    const std::string_view problem =
        trouble ? pages.text(language.page, trouble->key.view()) : std::string_view();
    Json errors = Json::array();
    if (trouble) {
        Json error = Json::object();
        errors.push(error.set("field", "receipt").set("text", problem));
    }
    Json data = Json::object();
    data.set("title", pages.text(language.page, "withdraw_title"));
    data.set("action", "/aterkalla?lang=" + language.page);
    data.set("error_title", trouble.has_value()).set("has_errors", trouble.has_value());
    data.set("errors", std::move(errors)).set("problem", problem).set("typed", typed);
    put_exit(data);
    if (!trouble) {
        put_languages(data, pages, language);
    }
    http::Response response = pages.render("withdraw",
                                           {.language = language.page,
                                            .status = trouble ? trouble->status : 200,
                                            .no_store = true,
                                            .runs_script = true},
                                           data);
    if (trouble && trouble->retry_after_seconds) {
        response.header("Retry-After", std::to_string(*trouble->retry_after_seconds));
    }
    return response;
}

// False if this client has used up its tries: whatever it sends takes room for good.
bool may_try(Services& services, const http::Request& request) {
    return services.withdrawal_tries.take(static_cast<std::uint64_t>(request.client));
}

}  // namespace

void withdrawal_page(Services& services,
                     const http::Request& request,
                     const http::Parameters&,
                     http::Reply reply) {
    const PageLanguage language = page_language(services.pages, request);
    reply(form_page(services.pages, language, std::nullopt, {}));
}

void withdrawal_form(Services& services,
                     const http::Request& request,
                     const http::Parameters&,
                     http::Reply reply) {
    const PageLanguage language = page_language(services.pages, request);
    const auto fields = posted_form(request);
    if (!fields) {
        reply(message_page(
            services.pages,
            language,
            {.status = has_media_type(request, form_media_type) ? 400 : 415, .key = "failed"}));
        return;
    }
    const std::string_view typed = field(*fields, "receipt");
    if (!intake::normalized_receipt(typed)) {
        reply(form_page(services.pages, language, not_a_receipt, typed));
        return;
    }
    if (!may_try(services, request)) {
        reply(form_page(services.pages, language, too_many, typed));
        return;
    }
    if (!services.withdrawal.withdraw(typed)) {
        reply(form_page(services.pages, language, not_stored, typed));
        return;
    }
    reply(
        message_page(services.pages,
                     language,
                     {.status = 200, .key = "withdraw_done", .no_store = true, .has_exit = true}));
}

void withdraw_by_receipt(Services& services,
                         const http::Request& request,
                         const http::Parameters&,
                         http::Reply reply) {
    const auto refuse = [&](const Problem& problem) {
        reply(problem_response(services.pages, request, problem));
    };
    if (!has_media_type(request, "application/json")) {
        refuse({.status = 415, .type = "media-type"});
        return;
    }
    const base::Result<Json> body = Json::parse(request.body);
    const Json* receipt = body ? body->find("receipt") : nullptr;
    if (receipt == nullptr || receipt->as_string() == nullptr || body->as_object()->size() != 1) {
        refuse({.status = 400, .type = "malformed"});
        return;
    }
    if (!may_try(services, request)) {
        Problem problem = problem_of(base::Fault::too_many);
        problem.retry_after_seconds = base::limits::withdrawals_window_seconds;
        refuse(problem);
        return;
    }
    if (const auto withdrawn = services.withdrawal.withdraw(*receipt->as_string()); !withdrawn) {
        refuse(problem_of(base::Fault::unavailable));
        return;
    }
    reply({.status = 204, .content_type = {}});
}

}  // namespace lyhord::api
