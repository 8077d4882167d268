// GET and POST /d/{slug}: a questionnaire as a form of several pages. Nothing is kept between two
// requests; every form carries what was answered so far.
#include <algorithm>

#include "api/form.h"
#include "api/problem.h"
#include "api/resident/admission.h"
#include "api/resident/answering.h"
#include "api/resident/form_screens.h"
#include "api/resident/handlers.h"
#include "intake/receive.h"

namespace lyhord::api {
namespace {

// Never what the request calls this host. Without a configured one, addresses begin with "/".
std::string site_address(const Services& services) {
    std::string_view url = services.public_url;
    constexpr std::string_view scheme = "https://";
    url.remove_prefix(url.starts_with(scheme) ? scheme.size() : 0);
    return std::string(url.substr(0, url.find('/')));
}

FormScreens screens_of(const Services& services,
                       const http::Request& request,
                       std::shared_ptr<const domain::FrozenRound> round) {
    PageLanguage language = page_language(services.pages, request, &round->questionnaire);
    const bool by_qr = request.query_value("channel") == "qr";
    std::string queue_key = services.receiver.takes_answers(round->round)
                                ? queue_key_text(services, *round)
                                : std::string();
    return FormScreens({.pages = services.pages,
                        .round = std::move(round),
                        .language = std::move(language),
                        .channel = by_qr ? domain::Channel::qr : domain::Channel::link,
                        .site_address = site_address(services),
                        .queue_key = std::move(queue_key)});
}

http::Response missing(const Services& services, const http::Request& request) {
    return message_page(
        services.pages, page_language(services.pages, request), {.status = 404, .key = "missing"});
}

// A form that was handed out while the round was open may still be filled in and sent; whether its
// token holds is for intake to say.
bool may_answer(const Services& services, const FormScreens& screens, const FormEcho& echo) {
    const domain::Round& round = screens.setting().round->round;
    return services.receiver.takes_answers(round) ||
           (round.state != domain::RoundState::settled && !echo.state.form_token.empty());
}

http::Response not_answerable(const Services& services,
                              const FormScreens& screens,
                              DraftFate draft) {
    return services.receiver.phase(screens.setting().round->round) == domain::Phase::unopened
               ? screens.not_open()
               : screens.closed(draft);
}

// Of a draft whose form was not posted but asked for.
DraftFate fate_of_draft(const Services& services, const domain::Round& round) {
    return services.receiver.takes_late_answers(round) ? DraftFate::offered : DraftFate::ended;
}

std::string new_seed(Services& services) {
    base::Bytes bytes(9);
    services.random.fill(bytes);
    return base::base64url(bytes);
}

// What the next form carries beside answers.
void complete_state(Services& services, const FormScreens& screens, FormEcho& echo) {
    const domain::FrozenRound& round = *screens.setting().round;
    echo.state.version = round.questionnaire.version;
    if (echo.state.form_token.empty() && services.receiver.takes_answers(round.round)) {
        echo.state.form_token = services.receiver.form_token(round.round);
    }
}

void issue_seed(Services& services, const FormScreens& screens, FormEcho& echo) {
    const auto& questions = screens.setting().round->questionnaire.questions;
    if (echo.state.seed.empty() && std::ranges::any_of(questions, &domain::Question::randomize)) {
        echo.state.seed = new_seed(services);
    }
}

// The key exists from the first review on, so that every form sent from there, however often and by
// whichever way, is the same answer.
void issue_key(Services& services, FormEcho& echo) {
    if (!echo.state.key) {
        services.random.fill(echo.state.key.emplace());
    }
}

http::Response answer_of(const FormScreens& screens,
                         FormEcho& echo,
                         const intake::Received& received) {
    if (!received) {
        return screens.retry(echo);
    }
    const std::expected<intake::Receipt, intake::Refusal>& result = *received;
    if (result) {
        return screens.thanks(result->code);
    }
    switch (result.error().error.fault()) {
        case base::Fault::conflict:
            return screens.already();
        case base::Fault::gone:
            return screens.closed();
        case base::Fault::not_found:
            return screens.refused(404, "missing");
        case base::Fault::invalid:
            return screens.show(
                echo,
                turn_for_problems(
                    *screens.setting().round, echo.state.layout, result.error().problems));
        default:
            return screens.retry(echo);
    }
}

// A form as it is answered: what it was sent with, and where the answer goes.
struct FormPost {
    FormScreens screens;
    FormEcho echo;
    http::Sender sender;
    http::Reply reply;
};

void submit(Services& services, FormPost post) {
    const FormSetting& setting = post.screens.setting();
    const FormState& state = post.echo.state;
    Admission admission(services.submissions, post.sender, *state.key, state.proof);
    intake::ReceiveRequest request{
        .slug = setting.round->round.slug,
        .key = *state.key,
        .draft = post.echo.draft(setting.language.content, setting.channel),
        .form_token = state.form_token,
        .takes_new = admission.takes_new()};
    services.receiver.receive(std::move(request),
                              intake::Receiving([screens = std::move(post.screens),
                                                 echo = std::move(post.echo),
                                                 admission = std::move(admission),
                                                 reply = std::move(post.reply)](
                                                    const intake::Received& received) mutable {
                                  admission.conclude(received);
                                  reply.make_elsewhere([screens = std::move(screens),
                                                        echo = std::move(echo),
                                                        admission = std::move(admission),
                                                        received]() mutable {
                                      return admission.asks_for_proof(received)
                                                 ? screens.challenged(echo, admission.challenge())
                                                 : answer_of(screens, echo, received);
                                  });
                              }));
}

void take_turn(Services& services, FormPost post) {
    auto& [screens, echo, sender, reply] = post;
    const domain::FrozenRound& round = *screens.setting().round;
    const bool is_changed =
        echo.state.version && *echo.state.version != round.questionnaire.version;
    complete_state(services, screens, echo);
    issue_seed(services, screens, echo);
    FormTurn turn = next_turn(round, echo);
    if (is_changed) {
        turn = {.place = {.kind = FormPlace::Kind::page, .page = 0},
                .problems = {{std::nullopt, "wrong_version"}}};
    }
    if (turn.submits) {
        submit(services, std::move(post));
        return;
    }
    if (turn.place.kind == FormPlace::Kind::review) {
        issue_key(services, echo);
    }
    reply(screens.show(echo, turn));
}

// What `make` shows of a dialogue that takes answers, or why it does not.
template <typename Make>
http::Response while_open(const Services& services,
                          const http::Request& request,
                          std::string_view slug,
                          Make make) {
    const auto round = services.receiver.round(slug);
    if (round == nullptr) {
        return missing(services, request);
    }
    const FormScreens screens = screens_of(services, request, round);
    return services.receiver.takes_answers(round->round)
               ? make(screens)
               : not_answerable(services, screens, fate_of_draft(services, round->round));
}

}  // namespace

std::optional<http::Response> refused_dialogue(const Services& services,
                                               const http::Request& request,
                                               const DialogueRefusal& refusal) {
    constexpr std::string_view folder = "/d/";
    const bool is_below = request.path.starts_with(folder);
    const auto round = services.receiver.round(is_below ? request.path.substr(folder.size()) : "");
    if (round == nullptr) {
        return std::nullopt;
    }
    const FormScreens screens = screens_of(services, request, round);
    if (refusal.status == 503 && !request.body.empty()) {
        if (std::optional<FormEcho> echo = FormEcho::parse(*round, request.body)) {
            return screens.retry(*echo);
        }
    }
    return screens.refused(refusal.status, refusal.key);
}

void dialogue_page(Services& services,
                   const http::Request& request,
                   const http::Parameters& parameters,
                   http::Reply reply) {
    reply(while_open(services, request, parameters.front(), [&](const FormScreens& screens) {
        FormEcho echo(*screens.setting().round);
        complete_state(services, screens, echo);
        return screens.show(echo, {});
    }));
}

void dialogue_offline(Services& services,
                      const http::Request& request,
                      const http::Parameters& parameters,
                      http::Reply reply) {
    reply(while_open(services, request, parameters.front(), [&](const FormScreens& screens) {
        if (screens.setting().queue_key.empty()) {
            return missing(services, request);
        }
        FormEcho echo(*screens.setting().round);
        complete_state(services, screens, echo);
        issue_seed(services, screens, echo);
        return screens.offline(echo);
    }));
}

void dialogue_paper(Services& services,
                    const http::Request& request,
                    const http::Parameters& parameters,
                    http::Reply reply) {
    reply(while_open(services, request, parameters.front(), [](const FormScreens& screens) {
        return screens.paper();
    }));
}

void dialogue_form(Services& services,
                   const http::Request& request,
                   const http::Parameters& parameters,
                   http::Reply reply) {
    const auto round = services.receiver.round(parameters.front());
    if (round == nullptr) {
        reply(missing(services, request));
        return;
    }
    FormScreens screens = screens_of(services, request, round);
    if (!has_media_type(request, form_media_type)) {
        reply(screens.refused(415, "failed"));
        return;
    }
    std::optional<FormEcho> echo = FormEcho::parse(*round, request.body);
    if (!echo) {
        reply(screens.refused(400, "failed"));
        return;
    }
    if (!may_answer(services, screens, *echo)) {
        reply(not_answerable(services, screens, DraftFate::ended));
        return;
    }
    take_turn(services,
              {.screens = std::move(screens),
               .echo = std::move(*echo),
               .sender = {.client = request.client},
               .reply = std::move(reply)});
}

}  // namespace lyhord::api
