#include <algorithm>
#include <string>

#include "api/pages/pages.h"
#include "api/staff/handlers.h"
#include "api/staff/roles.h"
#include "api/staff/staff_page.h"
#include "base/log/log.h"
#include "intake/receive.h"
#include "operations/disposal_reminder.h"
#include "reporting/reports.h"

namespace lyhord::api::staff {
namespace {

std::string day_text(const std::optional<base::Day>& day) { return day ? day->text() : ""; }

// None if they cannot be read: the page is of use without them, too.
std::vector<operations::DueTexts> due_texts(Services& services) {
    auto due = services.disposal_reminder.due();
    if (!due) {
        base::log::error(due.error());
        return {};
    }
    return std::move(*due);
}

std::string texts_go_by(const std::vector<operations::DueTexts>& due,
                        const reporting::RoundSummary& round) {
    const auto found = std::ranges::find_if(due, [&round](const operations::DueTexts& texts) {
        return texts.slug == round.slug && texts.number == round.number;
    });
    return found == due.end() ? std::string() : found->day.text();
}

base::Json row(const reporting::RoundSummary& round) {
    base::Json out = base::Json::object();
    out.set("slug", round.slug).set("title", round.title).set("number", round.number);
    out.set("state_" + std::string(round.state), true);
    out.set("opens_at", day_text(round.opens_at)).set("closes_at", day_text(round.closes_at));
    out.set("publish_by", day_text(round.publish_by));
    out.set("next_count", day_text(round.next_count));
    out.set("received", std::to_string(round.received));
    out.set("released", std::to_string(round.released));
    out.set("batch", std::to_string(round.batch)).set("has_release", round.batch > 0);
    return out;
}

// By the languages' own names, or the tag of one that the interface does not have.
std::string language_names(const Pages& pages, const std::vector<std::string>& tags) {
    std::string names;
    for (const std::string& tag : tags) {
        names += names.empty() ? "" : ", ";
        names += pages.has_language(tag) ? pages.text(tag, "language_name") : tag;
    }
    return names;
}

std::string unreviewed_translations(const Services& services, const std::string& slug) {
    const auto round = services.receiver.round(slug);
    return round == nullptr
               ? std::string()
               : language_names(services.pages, round->questionnaire.machine_translations);
}

// Not for what is over: who follows a poster is to find something.
bool may_have_poster(const Services& services, const reporting::RoundSummary& shown) {
    const auto newest = services.receiver.round(shown.slug);
    return newest != nullptr && newest->round.number == shown.number &&
           services.receiver.phase(newest->round) != domain::Phase::closed;
}

}  // namespace

void show_overview(Services& services,
                   const domain::StaffSession& session,
                   const http::Request&,
                   const http::Parameters&,
                   http::Reply reply) {
    base::Json data = page_of(session);
    base::Json rounds = base::Json::array();
    if (sees_tables(session.role())) {
        const std::vector<operations::DueTexts> due = due_texts(services);
        for (const reporting::RoundSummary& round : services.reports.summaries()) {
            base::Json shown = row(round);
            shown.set("texts_go_by", texts_go_by(due, round));
            shown.set("may_have_poster", may_have_poster(services, round));
            shown.set("unreviewed", unreviewed_translations(services, round.slug));
            rounds.push(std::move(shown));
        }
    }
    data.set("has_rounds", !rounds.as_array()->empty());
    data.set("rounds", std::move(rounds));
    data.set("is_example_statement", services.pages.site().is_example);
    data.set("unreviewed_interface",
             language_names(services.pages, services.pages.unreviewed_languages()));
    reply(staff_page(services, "staff_overview", data));
}

}  // namespace lyhord::api::staff
