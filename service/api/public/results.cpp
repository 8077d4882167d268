// GET /r/{slug}: what comes of a dialogue. Numbers only of a settled round, and only those that
// reporting/ releases.
#include "api/pages/message_page.h"
#include "api/public/handlers.h"
#include "base/limits.h"
#include "intake/receive.h"
#include "reporting/reports.h"

namespace lyhord::api {
namespace {

using base::Json;

std::string words(const Pages& pages,
                  const PageLanguage& language,
                  std::string_view key,
                  const Placeholder& placeholder) {
    return filled(pages.text(language.page, key), {&placeholder, 1});
}

std::string_view state_key(const Services& services, const domain::Round& round) {
    if (round.state == domain::RoundState::settled) {
        return "results_settled";
    }
    const bool is_closed = services.receiver.phase(round) == domain::Phase::closed;
    return is_closed ? "results_closed" : "results_open";
}

// The answers that are in the released tables; nothing if they cannot be read.
std::optional<std::int64_t> counted_answers(const Services& services,
                                            const domain::FrozenRound& round) {
    const auto released = services.reports.released(round.round.slug, round.round.number);
    if (!released) {
        return std::nullopt;
    }
    for (const domain::ReleasableTable& table : released->tables) {
        const std::size_t question = table.counts().question;
        if (released->round->plan.questions[question].id == domain::participation_id) {
            return table.counts().base;
        }
    }
    return std::nullopt;
}

std::string count_words(const Services& services,
                        const PageLanguage& language,
                        const domain::FrozenRound& round) {
    constexpr std::int64_t smallest = base::limits::public_category_min;
    if (round.round.state != domain::RoundState::settled) {
        return {};
    }
    const std::optional<std::int64_t> count = counted_answers(services, round);
    if (!count) {
        return {};
    }
    return *count < smallest
               ? words(services.pages, language, "results_few", {"min", std::to_string(smallest)})
               : words(
                     services.pages, language, "results_count", {"count", std::to_string(*count)});
}

void push_day(Json& dates, std::string_view term, const std::optional<base::Day>& day) {
    if (day) {
        Json date = Json::object();
        dates.push(date.set("term", term).set("day", day->text()));
    }
}

Json dates_of(const Pages& pages, const PageLanguage& language, const domain::Round& round) {
    const domain::RoundTerms& terms = round.terms;
    Json dates = Json::array();
    push_day(dates, pages.text(language.page, "results_opens_at"), terms.opens_at);
    push_day(dates, pages.text(language.page, "results_closes_at"), round.last_day());
    push_day(dates, pages.text(language.page, "results_publish_by"), terms.publish_by);
    return dates;
}

}  // namespace

void results_page(Services& services,
                  const http::Request& request,
                  const http::Parameters& parameters,
                  http::Reply reply) {
    const Pages& pages = services.pages;
    const auto frozen = services.receiver.round(parameters.front());
    if (frozen == nullptr) {
        reply(message_page(pages,
                           page_language(pages, request),
                           {.status = 404, .key = "missing", .more = {}, .links = {}}));
        return;
    }
    const domain::Round& round = frozen->round;
    const bool is_sensitive = frozen->questionnaire.sensitive;
    const PageLanguage language = page_language(pages, request, &frozen->questionnaire);
    const Placeholder publish{"date",
                              round.terms.publish_by ? round.terms.publish_by->text() : "–"};
    Json data = Json::object();
    put_text(data, "heading", frozen->questionnaire.title, language);
    data.set(
        "title",
        is_sensitive ? Json(pages.text(language.page, "results_title")) : *data.find("heading"));
    data.set("neutral", is_sensitive);
    data.set("state_text", words(pages, language, state_key(services, round), publish));
    data.set("count", count_words(services, language, *frozen));
    const bool is_settled = round.state == domain::RoundState::settled;
    data.set("next_text",
             is_settled ? words(pages, language, "results_next", publish) : std::string());
    data.set("answer_url",
             services.receiver.takes_answers(round)
                 ? "/d/" + round.slug + "?lang=" + language.chosen
                 : std::string());
    data.set("dates", dates_of(pages, language, round));
    Json choices = language_choices(pages, language, &frozen->questionnaire);
    data.set("has_languages", choices.as_array()->size() > 1);
    data.set("languages", std::move(choices));
    reply(pages.render("results", {.language = language.page, .no_store = is_sensitive}, data));
}

}  // namespace lyhord::api
