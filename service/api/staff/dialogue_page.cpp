// GET and POST /staff/dialoger/{slug}: opening, extending, closing and publishing a dialogue's
// rounds.
#include <algorithm>
#include <string>

#include "access/audit_log.h"
#include "api/form.h"
#include "api/staff/dialogue_view.h"
#include "api/staff/handlers.h"
#include "api/staff/problem_words.h"
#include "api/staff/staff_page.h"
#include "base/limits.h"
#include "base/whole_number.h"
#include "intake/receive.h"
#include "rounds/publishing.h"

namespace lyhord::api::staff {
namespace {

using base::Fault;
using base::Json;
using Errors = std::vector<base::Error>;

constexpr base::Literal unread_day = "a day is written as in 2030-01-15";
constexpr base::Literal unread_number = "expected_answers must be a whole number, 0 or greater";
constexpr base::Literal long_decision = "decision_ref is too long";

// Somebody's wish, and what came of it.
struct Turn {
    NextRound typed;
    Errors problems;             // empty: nothing was refused
    bool asks_forecast = false;  // shows what the typed terms would cost
    std::string done;            // what a page before did
};

std::optional<base::Day> day_in(std::string_view text) { return base::Day::parse(text); }

NextRound typed_in(const http::Fields& form) {
    const auto of = [&form](std::string_view name) { return std::string(field(form, name)); };
    return {.opens_at = of("opens_at"),
            .closes_at = of("closes_at"),
            .publish_by = of("publish_by"),
            .free_text_delete_date = of("free_text_delete_date"),
            .decision_ref = of("decision_ref"),
            .expected_answers = of("expected_answers")};
}

// What was typed as the terms of a round; what cannot be read is in `problems`.
rounds::OpenOptions options_of(const NextRound& typed, Errors& problems) {
    rounds::OpenOptions options;
    options.has_all_days = true;
    const auto day = [&problems](const std::string& text, std::optional<base::Day>& into) {
        into = day_in(text);
        if (!into && !text.empty()) {
            problems.emplace_back(Fault::invalid, unread_day);
        }
    };
    day(typed.opens_at, options.opens_at);
    day(typed.closes_at, options.closes_at);
    day(typed.publish_by, options.publish_by);
    day(typed.free_text_delete_date, options.free_text_delete_date);
    options.decision_ref = typed.decision_ref;
    if (typed.decision_ref.size() > base::limits::label_characters_max) {
        problems.emplace_back(Fault::invalid, long_decision);
    }
    if (!typed.expected_answers.empty()) {
        options.expected_answers = base::whole_number(typed.expected_answers);
        if (options.expected_answers.value_or(-1) < 0) {
            options.expected_answers.reset();
            problems.emplace_back(Fault::invalid, unread_number);
        }
    }
    return options;
}

http::Response administration(Services& services,
                              const domain::StaffSession& session,
                              std::string_view slug,
                              const Turn& turn) {
    Errors unread;
    const auto draft = services.lifecycle.drafted(
        slug, turn.asks_forecast ? options_of(turn.typed, unread) : rounds::OpenOptions{});
    if (!draft) {
        return refusal_page(services, draft.error().front().fault());
    }
    const auto round = services.receiver.round(slug);
    Json data = page_of(session);
    const Json view = dialogue_view(services, round.get(), **draft, turn.typed);
    for (const auto& [key, value] : *view.as_object()) {
        data.set(key, value);
    }
    const bool may_open = round == nullptr || round->round.state == domain::RoundState::settled;
    if (may_open) {
        put_forecast(data, **draft);
    }
    if (round != nullptr && round->round.state == domain::RoundState::settled) {
        put_edition(data, services, *round);
    }
    if (!turn.done.empty()) {
        data.set("done_" + turn.done, true).set("is_done", true);
    }
    if (turn.problems.empty()) {
        return staff_page(services, "staff_dialogue", std::move(data));
    }
    data.set("has_error", true).set("problems", problems_data(turn.problems));
    const bool is_conflict = turn.problems.front().fault() == Fault::conflict;
    return staff_page(services, "staff_dialogue", std::move(data), is_conflict ? 409 : 422);
}

// The line of the log, once it is certain that the change can be made.
rounds::Noted noted(Services& services, const domain::StaffSession& session, base::Literal what) {
    return [&services, &session, what](std::string_view slug, std::int64_t round) {
        return services.audit.record(
            access::Actor(session), what, access::AuditObject::round(slug, round));
    };
}

Errors errors_of(const base::Result<void>& result) {
    return result ? Errors{} : Errors{result.error()};
}

template <typename T>
Errors errors_of(const domain::Imported<T>& result) {
    return result ? Errors{} : result.error();
}

Errors publish(Services& services, const domain::StaffSession& session, std::string_view slug) {
    const auto published = services.publishing.publish(
        slug, std::nullopt, [&](const domain::Round& round, std::int64_t edition) {
            return services.audit.entry(
                access::Actor(session),
                "results published",
                access::AuditObject::release(round.slug, round.number, edition));
        });
    return published ? Errors{} : Errors{published.error()};
}

// What was asked for, done; its problems.
Errors apply(Services& services,
             const domain::StaffSession& session,
             std::string_view slug,
             const http::Fields& form) {
    const std::string_view action = field(form, "action");
    if (action == "oppna") {
        Errors problems;
        const rounds::OpenOptions options = options_of(typed_in(form), problems);
        return problems.empty() ? errors_of(services.lifecycle.open(
                                      slug, options, noted(services, session, "round opened")))
                                : problems;
    }
    if (action == "forlang") {
        const auto day = day_in(field(form, "closes_at"));
        return day ? errors_of(services.lifecycle.extend(
                         slug, *day, noted(services, session, "round extended")))
                   : Errors{base::Error(Fault::invalid, unread_day)};
    }
    if (action == "stang") {
        return errors_of(services.lifecycle.close(slug, noted(services, session, "round closed")));
    }
    return publish(services, session, slug);
}

// The name of an action, as it stands in the address after it was done; empty: there is none.
std::string_view done_by(std::string_view action) {
    constexpr std::pair<std::string_view, std::string_view> all[] = {{"oppna", "oppnad"},
                                                                     {"forlang", "forlangd"},
                                                                     {"stang", "stangd"},
                                                                     {"publicera", "publicerad"}};
    const auto found = std::ranges::find(all, action, [](const auto& each) { return each.first; });
    return found == std::end(all) ? std::string_view() : found->second;
}

bool is_theirs(Fault fault) {
    return fault == Fault::invalid || fault == Fault::conflict || fault == Fault::forbidden;
}

// The terms of the questionnaire, where nothing is typed.
NextRound offered(Services& services, std::string_view slug) {
    const auto draft = services.lifecycle.drafted(slug, {});
    return draft ? next_round_of((*draft)->round.terms) : NextRound{};
}

}  // namespace

void show_dialogue(Services& services,
                   const domain::StaffSession& session,
                   const http::Request& request,
                   const http::Parameters& parameters,
                   http::Reply reply) {
    constexpr std::string_view known[] = {
        "importerad", "oppnad", "forlangd", "stangd", "publicerad"};
    const std::string_view asked = request.query_value("gjort");
    const auto found = std::ranges::find(known, asked);
    const std::string& slug = parameters.front();
    reply(administration(
        services,
        session,
        slug,
        {.typed = offered(services, slug),
         .problems = {},
         .done = std::string(found == std::end(known) ? std::string_view() : *found)}));
}

void take_dialogue_change(Services& services,
                          const domain::StaffSession& session,
                          const http::Request& request,
                          const http::Parameters& parameters,
                          http::Reply reply) {
    const http::Fields form = posted_form(request).value_or(http::Fields{});
    const std::string& slug = parameters.front();
    const std::string_view action = field(form, "action");
    Turn turn{.typed = action == "oppna" || action == "berakna" ? typed_in(form)
                                                                : offered(services, slug),
              .problems = {},
              .done = {}};
    if (action == "berakna") {
        turn.asks_forecast = true;
        static_cast<void>(options_of(turn.typed, turn.problems));
        reply(administration(services, session, slug, turn));
        return;
    }
    const std::string_view done = done_by(action);
    if (done.empty()) {
        reply(refusal_page(services, Fault::not_found));
        return;
    }
    turn.problems = apply(services, session, slug, form);
    if (turn.problems.empty()) {
        reply(http::redirect("/staff/dialoger/" + slug + "?gjort=" + std::string(done)));
        return;
    }
    const Fault fault = turn.problems.front().fault();
    reply(is_theirs(fault) ? administration(services, session, slug, turn)
                           : refusal_page(services, fault));
}

}  // namespace lyhord::api::staff
