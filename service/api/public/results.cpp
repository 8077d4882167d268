// GET /r/{slug}: what comes of a dialogue. Figures only of a published edition; of a settled round
// that is not published yet, how many answers are counted.
#include <fmt/format.h>

#include <algorithm>

#include "api/asked_round.h"
#include "api/kept_responses.h"
#include "api/pages/message_page.h"
#include "api/public/handlers.h"
#include "api/public/published_view.h"
#include "base/limits.h"
#include "base/log/log.h"
#include "intake/receive.h"
#include "reporting/reports.h"
#include "review/comment_review.h"

namespace lyhord::api {
namespace {

using base::Json;

using reporting::EditionName;

// What the page is about: the published round; without one the newest that is settled, whose result
// was promised at this address, or else the newest. And what came after it.
struct Shown {
    store::FrozenRoundPtr round;
    store::FrozenRoundPtr later;  // null: nothing
};

// Of the round that is asked for, or else of the newest that is published.
std::optional<EditionName> asked_edition(const Services& services,
                                         const http::Request& request,
                                         std::string_view slug) {
    const auto number = wanted_round(request);
    auto edition =
        number ? services.reports.newest_edition(slug, *number) : base::fail(number.error());
    return edition ? std::optional(std::move(*edition)) : std::nullopt;
}

// Nothing if there is no such dialogue.
std::optional<Shown> shown_rounds(const Services& services,
                                  std::string_view slug,
                                  const std::optional<EditionName>& published) {
    store::FrozenRoundPtr newest = services.receiver.round(slug);
    if (newest == nullptr) {
        return std::nullopt;
    }
    store::FrozenRoundPtr round =
        published ? published->round : services.receiver.settled_round(slug);
    if (round == nullptr) {
        return Shown{.round = std::move(newest), .later = nullptr};
    }
    const bool has_later = newest->round.number > round->round.number;
    return Shown{.round = std::move(round), .later = has_later ? std::move(newest) : nullptr};
}

std::string_view state_key(domain::Phase phase, const domain::Round& round) {
    if (round.state == domain::RoundState::settled) {
        return "results_settled";
    }
    switch (phase) {
        case domain::Phase::unopened:
            return "results_unopened";
        case domain::Phase::open:
            return "results_open";
        case domain::Phase::closed:
            break;
    }
    return "results_closed";
}

std::string_view later_key(domain::Phase phase) {
    switch (phase) {
        case domain::Phase::unopened:
            return "results_later_unopened";
        case domain::Phase::open:
            return "results_later_open";
        case domain::Phase::closed:
            break;
    }
    return "results_later_closed";
}

std::string day_or_dash(const std::optional<base::Day>& day) { return day ? day->text() : "–"; }

std::string later_words(const Services& services,
                        const PageLanguage& language,
                        const domain::Round& later) {
    return words(services.pages,
                 language,
                 later_key(services.receiver.phase(later)),
                 {"date", day_or_dash(later.terms.opens_at)});
}

// The answers that are in the released tables; nothing if they cannot be read.
std::optional<std::int64_t> counted_answers(const Services& services,
                                            const domain::FrozenRound& round) {
    const auto released = services.reports.released(round.round.slug, round.round.number);
    if (!released) {
        return std::nullopt;
    }
    for (const domain::ReleasableTable& table : released->tables) {
        if (table.counts().question == released->round->plan.participation()) {
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

// How many texts in other languages there are and how many of them a person has read, of a settled
// round: rounded down to tens, as counted at most an hour ago; nothing below the smallest number,
// and nothing by language. Who looks every day learns of one text that is read, withheld or taken
// back only when a ten is passed or the last one is read. That all are read is said of the exact
// numbers: of 19 texts and 10 that are read the tens are the same, and nine wait.
std::string foreign_words(const Services& services,
                          const PageLanguage& language,
                          const domain::FrozenRound& round) {
    constexpr std::int64_t step = base::limits::public_category_min;
    if (round.round.state != domain::RoundState::settled) {
        return {};
    }
    const auto counted = services.review.foreign_texts(round);
    if (!counted || counted->texts < step) {
        return {};
    }
    const auto told = [&](std::string_view key, std::string_view name, std::int64_t count) {
        return words(services.pages, language, key, {name, std::to_string(count / step * step)});
    };
    const std::string texts = told("results_foreign", "count", counted->texts) + " ";
    const bool are_all_read = counted->read == counted->texts;  // of ten at least
    if (are_all_read) {
        return texts + std::string(services.pages.text(language.page, "results_foreign_all"));
    }
    return texts + (counted->read < step ? told("results_foreign_few", "min", step)
                                         : told("results_foreign_read", "count", counted->read));
}

void push_day(Json& dates, std::string_view term, const std::optional<base::Day>& day) {
    if (day) {
        Json date = Json::object();
        dates.push(date.set("term", term).set("day", day->text()));
    }
}

Json dates_of(const Services& services, const PageLanguage& language, const domain::Round& round) {
    const auto term = [&](std::string_view key) { return services.pages.text(language.page, key); };
    const domain::Phase phase = services.receiver.phase(round);
    const bool has_opened = phase != domain::Phase::unopened;
    const bool has_closed = phase == domain::Phase::closed;
    Json dates = Json::array();
    push_day(
        dates, term(has_opened ? "results_opened_at" : "results_opens_at"), round.terms.opens_at);
    push_day(dates, term(has_closed ? "results_closed_at" : "results_closes_at"), round.last_day());
    push_day(dates, term("results_publish_by"), round.terms.publish_by);
    return dates;
}

Json results_data(const Services& services, const PageLanguage& language, const Shown& shown) {
    const Pages& pages = services.pages;
    const domain::Round& round = shown.round->round;
    const domain::Round& newest = (shown.later ? shown.later : shown.round)->round;
    const Placeholder publish{"date", day_or_dash(round.terms.publish_by)};
    const bool is_settled = round.state == domain::RoundState::settled;
    Json data = Json::object();
    put_text(data, "heading", shown.round->questionnaire.title, language);
    data.set("state_text",
             words(pages, language, state_key(services.receiver.phase(round), round), publish));
    data.set("foreign", foreign_words(services, language, *shown.round));
    data.set("next_text",
             is_settled ? words(pages, language, "results_next", publish) : std::string());
    data.set("later_text", shown.later ? later_words(services, language, newest) : std::string());
    data.set("answer_url",
             services.receiver.takes_answers(newest)
                 ? "/d/" + newest.slug + "?lang=" + language.chosen
                 : std::string());
    return data.set("dates", dates_of(services, language, round));
}

// The dialogue's other published rounds, the newest first.
Json other_rounds(const Services& services, const EditionName& shown) {
    Json list = Json::array();
    const auto all = services.reports.publications(shown.round->round.slug);
    for (const reporting::PublishedEntry& each :
         all.value_or(std::vector<reporting::PublishedEntry>())) {
        if (each.number != shown.round->round.number) {
            Json entry = Json::object();
            entry.set("other", each.number).set("published_on", each.day.text());
            list.push(std::move(entry));
        }
    }
    return list;
}

// The dimension by which the page divides; nothing if the round has none of that id.
std::string_view divided_by(const http::Request& request, const EditionName& edition) {
    const std::string_view by = request.query_value("by");
    const auto& dimensions = edition.round->plan.dimensions;
    return std::ranges::find(dimensions, by, &domain::Dimension::id) == dimensions.end() ? "" : by;
}

http::Response page_of(const Services& services,
                       const PageLanguage& language,
                       const Json& data,
                       const PublishedView* view) {
    const bool is_neutral = *data.find("neutral")->as_bool();
    PageOptions options{.language = language.page,
                        .no_store = is_neutral,
                        .runs_script = true,
                        .sends_queue = !is_neutral};
    if (view != nullptr) {
        options.shows_figures = true;
        options.drawings = view->drawings;
    }
    return services.pages.render("results", options, data);
}

// The same for everybody while nothing around the edition changes, so it is made once. Nothing, and
// why in the log, if the edition cannot be read.
std::optional<http::Response> published_page(Services& services,
                                             const PageLanguage& language,
                                             const EditionName& edition,
                                             std::string_view by,
                                             Json data) {
    Json others = other_rounds(services, edition);
    data.set("has_others", !others.as_array()->empty()).set("others", std::move(others));
    const std::string key = fmt::format("page {} {} {} {} {} {}",
                                        base::base64url(edition.round->round.id),
                                        edition.edition,
                                        language.page,
                                        language.content,
                                        by,
                                        data.dump());
    if (auto kept = services.kept.find(key)) {
        return kept;
    }
    const auto published = services.reports.published(edition);
    if (!published) {
        base::log::error(published.error());
        return std::nullopt;
    }
    const reporting::PublicReport report(
        *published, language.content, figure_words(services.pages, language.page));
    PublishedView view = published_view(report, services.pages, language, by);
    // What a settled round has counted never changes, so the key does not know it.
    data.set("count", count_words(services, language, *edition.round));
    data.set("results", Json::array().push(std::move(view.data)));
    http::Response response = page_of(services, language, data, &view);
    services.kept.keep(key, response);
    return response;
}

}  // namespace

void results_page(Services& services,
                  const http::Request& request,
                  const http::Parameters& parameters,
                  http::Reply reply) {
    const Pages& pages = services.pages;
    const auto edition = asked_edition(services, request, parameters.front());
    const std::optional<Shown> shown = shown_rounds(services, parameters.front(), edition);
    if (!shown) {
        reply(
            message_page(pages, page_language(pages, request), {.status = 404, .key = "missing"}));
        return;
    }
    const domain::Questionnaire& questionnaire = shown->round->questionnaire;
    const bool is_sensitive =
        questionnaire.sensitive || (shown->later && shown->later->questionnaire.sensitive);
    const PageLanguage language = page_language(pages, request, &questionnaire);
    Json data = results_data(services, language, *shown);
    data.set(
        "title",
        is_sensitive ? Json(pages.text(language.page, "results_title")) : *data.find("heading"));
    data.set("neutral", is_sensitive).set("queued", !is_sensitive);
    data.set("quick_exit", is_sensitive ? harmless_page : std::string_view());
    data.set("exit_alone", is_sensitive);
    const std::string_view round = request.query_value("round");
    put_languages(data,
                  pages,
                  language,
                  edition && !round.empty() ? "&round=" + std::string(round) : std::string());
    if (edition) {
        auto page =
            published_page(services, language, *edition, divided_by(request, *edition), data);
        if (page) {
            reply(std::move(*page));
            return;
        }
    }
    data.set("count", count_words(services, language, *shown->round));
    reply(page_of(services, language, data, nullptr));
}

}  // namespace lyhord::api
