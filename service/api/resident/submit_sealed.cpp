// POST /api/v1/dialogues/{slug}/sealed: an answer that waited on a device, sealed to the queue key
// of its round. Opened here, it goes the way of any other.
#include "api/problem.h"
#include "api/resident/answering.h"
#include "api/resident/handlers.h"
#include "base/limits.h"
#include "intake/queued_answers.h"
#include "intake/receive.h"

namespace lyhord::api {
namespace {

using base::Json;

// 400: no JSON object of exactly these two texts.
std::expected<intake::QueuedAnswer, Problem> read_record(std::string_view body) {
    base::Result<Json> json = Json::parse(body);
    const bool is_object = json && json->as_object() != nullptr && json->as_object()->size() == 2;
    Json* const key = is_object ? json->find("key") : nullptr;
    Json* const sealed = is_object ? json->find("sealed") : nullptr;
    const bool are_texts = key != nullptr && key->as_string() != nullptr && sealed != nullptr &&
                           sealed->as_string() != nullptr;
    auto bytes = are_texts ? base::from_base64url(*sealed->as_string()) : std::nullopt;
    if (!bytes) {
        return std::unexpected(Problem{.status = 400, .type = "malformed"});
    }
    return intake::QueuedAnswer{.key_name = std::move(*key->as_string()),
                                .sealed = std::move(*bytes)};
}

// A record that cannot be opened will never be: the device is told so, and keeps it apart.
Problem problem_of_record(base::Fault fault) {
    switch (fault) {
        case base::Fault::not_found:
            return {.status = 422, .type = "sealed-key"};
        case base::Fault::corrupt:
            return {.status = 422, .type = "sealed"};
        default:
            return problem_of(fault);
    }
}

std::expected<JsonAnswer, Problem> opened_answer(Services& services,
                                                 const http::Request& request,
                                                 std::string_view slug) {
    if (!has_media_type(request, "application/json")) {
        return std::unexpected(Problem{.status = 415, .type = "media-type"});
    }
    auto round = services.receiver.round(slug);
    if (round == nullptr) {
        return std::unexpected(problem_of(base::Fault::not_found));
    }
    const auto record = read_record(request.body);
    if (!record) {
        return std::unexpected(record.error());
    }
    if (round->round.state == domain::RoundState::settled) {
        return std::unexpected(problem_of(base::Fault::gone));  // and its key with it
    }
    const auto opened = services.queued.open(round->round, *record);
    if (!opened) {
        return std::unexpected(problem_of_record(opened.error().fault()));
    }
    if (opened->body().size() > base::limits::body_bytes_max) {
        return std::unexpected(problem_of(base::Fault::too_large));
    }
    auto body = read_submission_body(opened->body(), round->questionnaire.language);
    if (!body) {
        return std::unexpected(body.error());
    }
    return JsonAnswer{.round = std::move(round),
                      .key = opened->key(),
                      .body = std::move(*body),
                      .was_queued = true};
}

}  // namespace

void submit_sealed(Services& services,
                   const http::Request& request,
                   const http::Parameters& parameters,
                   http::Reply reply) {
    auto answer = opened_answer(services, request, parameters.front());
    if (!answer) {
        reply(problem_response(services.pages, request, answer.error()));
        return;
    }
    receive_answer(services, request, std::move(*answer), std::move(reply));
}

}  // namespace lyhord::api
