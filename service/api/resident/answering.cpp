#include "api/resident/answering.h"

#include "api/problem.h"
#include "api/resident/admission.h"
#include "intake/queued_answers.h"
#include "intake/receive.h"

namespace lyhord::api {
namespace {

using base::Json;
using intake::Received;

// Questions are named by the ids of the frozen version, never by what was sent.
Json errors_of(const domain::FrozenRound& round,
               const std::vector<intake::DraftProblem>& problems) {
    Json errors = Json::array();
    for (const intake::DraftProblem& problem : problems) {
        const Json question =
            problem.question ? Json(round.questionnaire.questions[*problem.question].id) : Json();
        errors.push(error_entry(question, problem.problem.view()));
    }
    return errors;
}

// What an answer was sent to, and how.
struct Target {
    std::shared_ptr<const domain::FrozenRound> round;
    bool was_queued;
};

// Who carries a sealed answer learns nothing of what is in it: neither its receipt, which the
// device makes itself, nor which questions it answers wrongly.
http::Response answer_of(const Pages& pages,
                         const http::Request& request,
                         const Target& target,
                         const Received& received) {
    if (!received) {
        return problem_response(pages, request, problem_of(received.error().fault()));
    }
    const std::expected<intake::Receipt, intake::Refusal>& result = *received;
    if (!result) {
        Problem problem = problem_of(result.error().error.fault());
        if (problem.status == 422 && !target.was_queued) {
            problem.errors = errors_of(*target.round, result.error().problems);
        }
        return problem_response(pages, request, problem);
    }
    Json json = Json::object();
    return json_response(
        201, target.was_queued ? json.set("received", true) : json.set("receipt", result->code));
}

// As static/openapi.json has it.
http::Response challenged(const Pages& pages,
                          const http::Request& request,
                          const http::Challenge& challenge) {
    Json json = Json::object();
    json.set("token", challenge.token).set("seed", challenge.seed).set("bits", challenge.bits);
    json.set("puzzles", challenge.puzzles).set("wait_seconds", challenge.wait_seconds);
    json.set("expires_in_seconds", challenge.expires_in_seconds);
    Problem problem = problem_of(base::Fault::too_many);
    problem.retry_after_seconds = challenge.wait_seconds;
    problem.challenge = std::move(json);
    return problem_response(pages, request, problem);
}

}  // namespace

void receive_answer(Services& services,
                    const http::Request& request,
                    JsonAnswer answer,
                    http::Reply reply) {
    http::Request asker;  // the answer only needs the reader's language, not what was sent
    asker.accept_language = request.accept_language;
    Admission admission(
        services.submissions, {.client = request.client}, answer.key, request.challenge_solution);
    intake::ReceiveRequest received_request{.slug = answer.round->round.slug,
                                            .key = answer.key,
                                            .draft = std::move(answer.body.draft),
                                            .form_token = std::move(answer.body.form_token),
                                            .was_queued = answer.was_queued,
                                            .takes_new = admission.takes_new()};
    services.receiver.receive(
        std::move(received_request),
        intake::Receiving(
            [&pages = services.pages,
             asker = std::move(asker),
             target = Target{.round = std::move(answer.round), .was_queued = answer.was_queued},
             admission = std::move(admission),
             reply = std::move(reply)](const Received& received) mutable {
                admission.conclude(received);
                if (received && *received) {
                    reply(answer_of(pages, asker, target, received));
                    return;
                }
                reply.make_elsewhere([&pages,
                                      asker = std::move(asker),
                                      target,
                                      admission = std::move(admission),
                                      received]() mutable {
                    return admission.asks_for_proof(received)
                               ? challenged(pages, asker, admission.challenge())
                               : answer_of(pages, asker, target, received);
                });
            }));
}

std::string queue_key_text(const Services& services, const domain::FrozenRound& round) {
    const auto key =
        round.questionnaire.sensitive ? std::nullopt : services.queued.key(round.round);
    return key ? base::base64url(*key) : std::string();
}

}  // namespace lyhord::api
