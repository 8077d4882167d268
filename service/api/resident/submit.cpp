// GET /api/v1/dialogues/{slug} and POST /api/v1/dialogues/{slug}/submissions: the same dialogue for
// programs: the page's own script, kiosks, tests.
#include <algorithm>
#include <array>
#include <memory>

#include "api/problem.h"
#include "api/resident/answering.h"
#include "api/resident/form_state.h"
#include "api/resident/handlers.h"
#include "intake/queued_answers.h"
#include "intake/receive.h"

namespace lyhord::api {
namespace {

using base::Json;
using Round = std::shared_ptr<const domain::FrozenRound>;

Json areas_json(const domain::AreaTree& tree) {
    Json areas = Json::array();
    for (const domain::Area& area : tree.areas) {
        Json json = Json::object();
        json.set("code", area.code).set("name", area.name);
        json.set("parent", area.parent ? Json(tree.areas[*area.parent].code) : Json());
        areas.push(std::move(json));
    }
    return areas;
}

Json languages_json(const domain::Questionnaire& questionnaire) {
    Json languages = Json::array();
    for (const std::string& language : questionnaire.languages) {
        languages.push(language);
    }
    return languages;
}

// True for members of a questionnaire file whose own members the format defines, and with them
// `note`, `source` and `statement`. Those of any other (show_if) are named by ids, which may be the
// same words.
bool may_hold_notes(std::string_view name) {
    constexpr std::array<std::string_view, 8> holders{"privacy_notice",
                                                      "help_box",
                                                      "round",
                                                      "questions",
                                                      "options",
                                                      "rows",
                                                      "bands",
                                                      "indicator"};
    return std::ranges::find(holders, name) != holders.end();
}

// What the coordinator wrote for colleagues and for reports stays here.
void remove_notes(Json& json) {
    if (Json::Array* items = json.as_array()) {
        std::ranges::for_each(*items, remove_notes);
    }
    Json::Object* members = json.as_object();
    if (members == nullptr) {
        return;
    }
    std::erase_if(*members, [](const Json::Member& member) {
        return member.first == "note" || member.first == "source" || member.first == "statement";
    });
    for (auto& [name, value] : *members) {
        if (may_hold_notes(name)) {
            remove_notes(value);
        }
    }
}

// The first refusal that needs no dialogue, or the key.
std::expected<domain::SubmissionKey, Problem> checked_key(const http::Request& request) {
    if (!has_media_type(request, "application/json")) {
        return std::unexpected(Problem{.status = 415, .type = "media-type"});
    }
    const auto key = submission_key_from(request.idempotency_key);
    if (!key) {
        return std::unexpected(Problem{.status = 400, .type = "key"});
    }
    return *key;
}

}  // namespace

void dialogue_document(Services& services,
                       const http::Request& request,
                       const http::Parameters& parameters,
                       http::Reply reply) {
    const Round round = services.receiver.round(parameters.front());
    const bool is_open = round != nullptr && services.receiver.takes_answers(round->round);
    if (!is_open) {
        const bool is_known =
            round != nullptr && services.receiver.phase(round->round) != domain::Phase::unopened;
        const base::Fault fault = is_known ? base::Fault::gone : base::Fault::not_found;
        reply(problem_response(services.pages, request, problem_of(fault)));
        return;
    }
    base::Result<Json> document = Json::parse(round->round.questionnaire);
    if (!document) {
        reply(problem_response(services.pages, request, problem_of(base::Fault::corrupt)));
        return;
    }
    remove_notes(*document);
    if (document->find("version") == nullptr) {
        document->set("version", round->questionnaire.version);
    }
    document->set("languages", languages_json(round->questionnaire));
    document->set("form", services.receiver.form_token(round->round));
    document->set("queue_key", queue_key_text(services, *round));
    document->set("round_number", round->round.number);
    document->set("state", domain::round_state_name(domain::RoundState::open));
    document->set("areas", areas_json(round->areas));
    reply(json_response(200, *document));
}

void submit_answer(Services& services,
                   const http::Request& request,
                   const http::Parameters& parameters,
                   http::Reply reply) {
    const auto refuse = [&](const Problem& problem) {
        reply(problem_response(services.pages, request, problem));
    };
    const auto key = checked_key(request);
    if (!key) {
        refuse(key.error());
        return;
    }
    Round round = services.receiver.round(parameters.front());
    if (round == nullptr) {
        refuse(problem_of(base::Fault::not_found));
        return;
    }
    auto body = read_submission_body(request.body, round->questionnaire.language);
    if (!body) {
        refuse(body.error());
        return;
    }
    receive_answer(services,
                   request,
                   {.round = std::move(round), .key = *key, .body = std::move(*body)},
                   std::move(reply));
}

}  // namespace lyhord::api
