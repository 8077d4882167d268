// GET and POST /staff/dialoger/{slug}/visa: the next round's form as residents will meet it, from
// the start to the thanks. Nothing of it is sealed, stored or counted.
#include "api/form.h"
#include "api/problem.h"
#include "api/resident/form_screens.h"
#include "api/staff/handlers.h"
#include "api/staff/staff_page.h"
#include "rounds/lifecycle.h"

namespace lyhord::api::staff {
namespace {

using base::Fault;

// The screens of the next round; its problem if there can be none.
std::expected<FormScreens, Fault> preview_screens(Services& services,
                                                  const http::Request& request,
                                                  std::string_view slug) {
    const auto draft = services.lifecycle.drafted(slug, {});
    if (!draft) {
        return std::unexpected(draft.error().front().fault());
    }
    return FormScreens(
        {.pages = services.pages,
         .round = *draft,
         .language = page_language(services.pages, request, &(*draft)->questionnaire),
         .is_preview = true});
}

void begin_preview(Services& services, const FormScreens& screens, FormEcho& echo) {
    echo.state.version = screens.setting().round->questionnaire.version;
    if (echo.state.seed.empty()) {
        base::Bytes seed(9);
        services.random.fill(seed);
        echo.state.seed = base::base64url(seed);
    }
}

}  // namespace

void show_preview(Services& services,
                  const domain::StaffSession&,
                  const http::Request& request,
                  const http::Parameters& parameters,
                  http::Reply reply) {
    const auto screens = preview_screens(services, request, parameters.front());
    if (!screens) {
        reply(refusal_page(services, screens.error()));
        return;
    }
    if (request.query_value("papper") == "1") {
        reply(screens->paper());
        return;
    }
    FormEcho echo(*screens->setting().round);
    begin_preview(services, *screens, echo);
    reply(screens->show(echo, {}));
}

void take_preview(Services& services,
                  const domain::StaffSession&,
                  const http::Request& request,
                  const http::Parameters& parameters,
                  http::Reply reply) {
    const auto screens = preview_screens(services, request, parameters.front());
    if (!screens) {
        reply(refusal_page(services, screens.error()));
        return;
    }
    const domain::FrozenRound& round = *screens->setting().round;
    std::optional<FormEcho> echo = has_media_type(request, form_media_type)
                                       ? FormEcho::parse(round, request.body)
                                       : std::nullopt;
    if (!echo) {
        reply(screens->refused(400, "failed"));
        return;
    }
    begin_preview(services, *screens, *echo);
    const FormTurn turn = next_turn(round, *echo);
    if (turn.submits) {
        reply(screens->thanks({}));
        return;
    }
    if (turn.place.kind == FormPlace::Kind::review && !echo->state.key) {
        services.random.fill(echo->state.key.emplace());
    }
    reply(screens->show(*echo, turn));
}

}  // namespace lyhord::api::staff
