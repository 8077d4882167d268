// GET /staff/affisch/{slug}: which languages, and the poster itself.
#include <algorithm>
#include <string>
#include <vector>

#include "api/pages/pages.h"
#include "api/staff/handlers.h"
#include "api/staff/poster.h"
#include "api/staff/staff_page.h"
#include "base/limits.h"
#include "base/log/log.h"
#include "intake/receive.h"

namespace lyhord::api::staff {
namespace {

using base::Fault;
using base::Json;

std::vector<std::string> languages_of(const http::Request& request) {
    std::vector<std::string> languages;
    for (const auto& [name, value] : request.query) {
        if (name == "language" && std::ranges::find(languages, value) == languages.end()) {
            languages.push_back(value);
        }
    }
    return languages;
}

Json choices(const Services& services,
             const domain::Questionnaire& questionnaire,
             const std::vector<std::string>& chosen) {
    Json list = Json::array();
    for (const std::string& tag : questionnaire.languages) {
        Json item = Json::object();
        const bool is_known = services.pages.has_language(tag);
        item.set("tag", tag);
        item.set("name", is_known ? services.pages.text(tag, "language_name") : tag);
        const bool is_first = chosen.empty() && tag == questionnaire.language;
        item.set("unreviewed", is_unreviewed(services, questionnaire, tag));
        item.set("checked", is_first || std::ranges::find(chosen, tag) != chosen.end());
        list.push(std::move(item));
    }
    return list;
}

struct Asked {
    Services& services;
    const domain::StaffSession& session;
    const domain::FrozenRound& round;
    std::vector<std::string> languages;
};

// The language that the error counts, as the page names it.
std::string name_of(const Asked& asked, const base::Error& error) {
    const auto number = static_cast<std::size_t>(error.details().number.value_or(1));
    const bool is_chosen = number >= 1 && number <= asked.languages.size();
    const std::string& tag =
        is_chosen ? asked.languages[number - 1] : asked.round.questionnaire.language;
    const Pages& pages = asked.services.pages;
    return pages.has_language(tag) ? std::string(pages.text(tag, "language_name")) : tag;
}

// Why there can be none before somebody mends the address.
void put_address_trouble(Json& data, const base::Error& error) {
    data.set("no_address", error.fault() == Fault::invalid);
    data.set("no_trust", error.fault() == Fault::conflict);
    data.set("wrong_certificate", error.fault() == Fault::forbidden);
    data.set("no_certificate", error.fault() == Fault::io);
}

// Why there is none, as the page says it.
void put_refusal(Json& data, const Asked& asked, const base::Error& error) {
    const std::string language = name_of(asked, error);
    data.set("too_many", error.fault() == Fault::invalid);
    data.set("lacking", error.fault() == Fault::conflict ? language : std::string());
    data.set("no_font", error.fault() == Fault::unavailable ? language : std::string());
    data.set("too_long", error.fault() == Fault::too_large);
    data.set("not_drawn", error.fault() == Fault::io);
}

// Without a format, or with why none was made.
http::Response page(const Asked& asked, const base::Error* error) {
    const domain::Questionnaire& questionnaire = asked.round.questionnaire;
    const base::Result<std::string> address = asked.services.printable_address();
    const bool is_over = asked.services.receiver.phase(asked.round.round) == domain::Phase::closed;
    Json data = page_of(asked.session);
    data.set("slug", asked.round.round.slug);
    data.set("dialogue",
             questionnaire.title.in(questionnaire.language, questionnaire.language).text);
    data.set("choices", choices(asked.services, questionnaire, asked.languages));
    data.set("most", base::limits::poster_languages_max);
    data.set("is_over", is_over).set("can_print", address.has_value() && !is_over);
    if (!address && !is_over) {
        put_address_trouble(data, address.error());
    } else if (error != nullptr) {
        put_refusal(data, asked, *error);
        data.set("has_error", true);
    }
    const bool is_ours = error != nullptr && error->fault() == Fault::io && address;
    return staff_page(asked.services,
                      "staff_poster",
                      data,
                      error == nullptr ? 200
                      : is_ours        ? 500
                                       : 422);
}

http::Response file(const Asked& asked, reporting::PosterFormat format) {
    const auto poster = poster_of(asked.services, asked.round.round.slug, asked.languages);
    if (!poster) {
        return page(asked, &poster.error());
    }
    auto bytes = reporting::draw_poster(*poster, format);
    if (!bytes) {
        base::log::error(bytes.error());
        return page(asked, &bytes.error());
    }
    http::Response response{.content_type = std::string(reporting::poster_content_type(format)),
                            .body = std::move(*bytes)};
    response.header("Content-Disposition",
                    "attachment; filename=\"affisch-" + asked.round.round.slug + "." +
                        std::string(reporting::poster_format_name(format)) + "\"");
    return response;
}

}  // namespace

void show_poster(Services& services,
                 const domain::StaffSession& session,
                 const http::Request& request,
                 const http::Parameters& parameters,
                 http::Reply reply) {
    const auto round = services.receiver.round(parameters.front());
    if (round == nullptr) {
        reply(refusal_page(services, Fault::not_found));
        return;
    }
    const Asked asked{services, session, *round, languages_of(request)};
    const auto format = reporting::poster_format_from(request.query_value("format"));
    reply(format ? file(asked, *format) : page(asked, nullptr));
}

}  // namespace lyhord::api::staff
