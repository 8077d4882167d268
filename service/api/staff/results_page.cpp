// GET /staff/resultat/{slug} and /staff/metod/{slug}: a round's figures, and how they were counted.
#include <string>
#include <utility>

#include "api/asked_round.h"
#include "api/staff/handlers.h"
#include "api/staff/results_view.h"
#include "api/staff/staff_page.h"
#include "base/clock.h"
#include "domain/next_count.h"
#include "reporting/document.h"
#include "reporting/report.h"
#include "reporting/reports.h"

namespace lyhord::api::staff {
namespace {

using base::Fault;
using base::Json;

base::Result<reporting::ReleasedRound> asked_release(Services& services,
                                                     const http::Request& request,
                                                     const http::Parameters& parameters) {
    const auto number = wanted_round(request);
    if (!number) {
        return base::fail(Fault::not_found, "no such round");
    }
    return services.reports.released(parameters.front(), *number);
}

// When what is not shown yet comes, by the round's terms.
void put_what_is_to_come(Json& data, const reporting::ReleasedRound& released) {
    const domain::Round& round = released.round->round;
    const bool is_open = released.state == domain::RoundState::open;
    const auto settles = round.settles();
    const auto next = domain::next_count(round);
    data.set("is_before",
             released.state == domain::RoundState::draft ||
                 released.state == domain::RoundState::scheduled);
    data.set("is_open", is_open).set("is_closed", released.state == domain::RoundState::closed);
    data.set("is_settled", released.state == domain::RoundState::settled);
    // Late answers are counted by the week, too.
    data.set("is_weekly", domain::weekly_count(round).has_value());
    data.set("batch_min", std::to_string(round.terms.release.batch_min));
    data.set("next_count", next ? next->text() : std::string());
    data.set("settles", settles ? base::Clock::day_of(*settles).text() : std::string());
    data.set("has_release", round.batch > 0);
}

}  // namespace

void show_results(Services& services,
                  const domain::StaffSession& session,
                  const http::Request& request,
                  const http::Parameters& parameters,
                  http::Reply reply) {
    const auto released = asked_release(services, request, parameters);
    if (!released) {
        reply(refusal_page(services, released.error().fault()));
        return;
    }
    const reporting::ReportWords words = report_words(services);
    const reporting::Report report = reporting::make_report(*released, words);
    ResultsView view = results_view(report, words, request.query_value("by"));
    put_what_is_to_come(view.data, *released);
    Json data = page_of(session);
    data.set("runs_script", true);
    for (auto& [name, value] : *view.data.as_object()) {
        data.set(name, std::move(value));
    }
    reply(staff_page(services, "staff_results", std::move(data), 200, view.drawings));
}

void show_method(Services& services,
                 const domain::StaffSession& session,
                 const http::Request& request,
                 const http::Parameters& parameters,
                 http::Reply reply) {
    const auto released = asked_release(services, request, parameters);
    if (!released) {
        reply(refusal_page(services, released.error().fault()));
        return;
    }
    const reporting::ReportWords words = report_words(services);
    const reporting::Report report = reporting::make_report(*released, words);
    Json data = page_of(session);
    data.set("slug", report.source.dialogue).set("number", report.source.round);
    data.set("dialogue", report.title);
    data.set("blocks", blocks_of(reporting::method_document(report, words)));
    reply(staff_page(services, "staff_method", std::move(data)));
}

}  // namespace lyhord::api::staff
