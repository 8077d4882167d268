// GET and POST /staff/dialoger: every dialogue that is imported, and a questionnaire file from the
// computer of whoever runs them.
#include <string>

#include "access/audit_log.h"
#include "api/posted_file.h"
#include "api/staff/handlers.h"
#include "api/staff/problem_words.h"
#include "api/staff/staff_page.h"
#include "rounds/lifecycle.h"

namespace lyhord::api::staff {
namespace {

using base::Fault;
using base::Json;

Json dialogue_row(const rounds::DialogueSummary& dialogue) {
    Json out = Json::object();
    out.set("slug", dialogue.slug).set("title", dialogue.title);
    out.set("is_new", dialogue.round == nullptr);
    if (dialogue.round != nullptr) {
        out.set("state_" + std::string(domain::round_state_name(dialogue.state)), true);
        out.set("number", std::to_string(dialogue.round->round.number));
    }
    return out;
}

http::Response dialogue_list(Services& services,
                             const domain::StaffSession& session,
                             Json problems,
                             int status) {
    const auto dialogues = services.lifecycle.dialogues();
    if (!dialogues) {
        return refusal_page(services, dialogues.error().fault());
    }
    Json rows = Json::array();
    for (const rounds::DialogueSummary& dialogue : *dialogues) {
        rows.push(dialogue_row(dialogue));
    }
    Json data = page_of(session);
    data.set("has_dialogues", !rows.as_array()->empty()).set("dialogues", std::move(rows));
    if (!problems.as_array()->empty()) {
        data.set("has_error", true).set("problems", std::move(problems));
    }
    return staff_page(services, "staff_dialogues", std::move(data), status);
}

// Editors of some systems begin a file with a byte order mark.
std::string_view without_mark(std::string_view text) {
    constexpr std::string_view mark = "\xEF\xBB\xBF";
    return text.starts_with(mark) ? text.substr(mark.size()) : text;
}

Json single_problem(const Services& services, std::string_view key) {
    Json problem = Json::object();
    problem.set("place", "").set("text", staff_text(services, key));
    Json problems = Json::array();
    problems.push(std::move(problem));
    return problems;
}

}  // namespace

void show_dialogues(Services& services,
                    const domain::StaffSession& session,
                    const http::Request&,
                    const http::Parameters&,
                    http::Reply reply) {
    reply(dialogue_list(services, session, Json::array(), 200));
}

void take_questionnaire(Services& services,
                        const domain::StaffSession& session,
                        const http::Request& request,
                        const http::Parameters&,
                        http::Reply reply) {
    const auto file = posted_file(request, "file");
    if (!file || file->empty()) {
        reply(dialogue_list(
            services, session, single_problem(services, "staff_problem_no_file"), 422));
        return;
    }
    const std::string_view text = without_mark(*file);
    const auto noted = [&](std::string_view slug, std::int64_t) {
        return services.audit.record(
            access::Actor(session), "questionnaire imported", access::AuditObject::dialogue(slug));
    };
    const auto imported = services.lifecycle.import_dialogue(text, noted);
    if (imported) {
        reply(http::redirect("/staff/dialoger/" + imported->slug + "?gjort=importerad"));
        return;
    }
    const Fault fault = imported.error().front().fault();
    const bool is_theirs =
        fault == Fault::invalid || fault == Fault::conflict || fault == Fault::not_found;
    reply(is_theirs ? dialogue_list(services, session, problems_data(imported.error(), text), 422)
                    : refusal_page(services, fault));
}

}  // namespace lyhord::api::staff
