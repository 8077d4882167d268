// GET /r/{slug}/data.csv, /r/{slug}/data.json, /r/{slug}/flode.atom and /flode.atom: what is
// published, for programs.
#include <fmt/format.h>

#include "api/asked_round.h"
#include "api/kept_responses.h"
#include "api/problem.h"
#include "api/public/handlers.h"
#include "api/public/published_view.h"
#include "intake/receive.h"
#include "reporting/public_files.h"
#include "reporting/reports.h"

namespace lyhord::api {
namespace {

using base::Fault;

constexpr std::string_view cache_control = "public, max-age=600";

struct DataFormat {
    std::string_view name;
    std::string_view content_type;
    std::string (*write)(const reporting::PublicReport&);
};

constexpr DataFormat csv_format{.name = "csv",
                                .content_type = "text/csv; charset=utf-8; header=present",
                                .write = reporting::public_csv};
constexpr DataFormat json_format{
    .name = "json", .content_type = "application/json", .write = reporting::public_json};

http::Response kept_a_while(std::string_view content_type, std::string body) {
    http::Response response{.content_type = std::string(content_type), .body = std::move(body)};
    response.header("Cache-Control", std::string(cache_control));
    return response;
}

// In the questionnaire's own language, whoever asks: the same edition, the same bytes.
http::Response data_of(Services& services,
                       const http::Request& request,
                       std::string_view slug,
                       const DataFormat& format) {
    const auto number = wanted_round(request);
    if (!number) {
        return problem_response(
            services.pages, request, Problem{.status = 400, .type = "malformed"});
    }
    const auto edition = services.reports.newest_edition(slug, *number);
    if (!edition) {
        return problem_response(services.pages, request, problem_of(edition.error().fault()));
    }
    const std::string key = fmt::format(
        "{} {} {}", format.name, base::base64url(edition->round->round.id), edition->edition);
    if (auto response = services.kept.find(key)) {
        return std::move(*response);
    }
    const auto published = services.reports.published(*edition);
    if (!published) {
        return problem_response(services.pages, request, problem_of(published.error().fault()));
    }
    const std::string& language = published->round->questionnaire.language;
    const reporting::PublicReport report(
        *published, language, figure_words(services.pages, language));
    http::Response response = kept_a_while(format.content_type, format.write(report));
    services.kept.keep(key, response);
    return response;
}

http::Response feed_of(const Services& services,
                       const http::Request& request,
                       std::string_view slug,
                       const std::string& path) {
    const auto entries = services.reports.publications(slug);
    if (!entries) {
        return problem_response(services.pages, request, problem_of(entries.error().fault()));
    }
    if (!slug.empty() && services.receiver.round(slug) == nullptr) {
        return problem_response(services.pages, request, problem_of(Fault::not_found));
    }
    const PageLanguage language = page_language(services.pages, request);
    const std::string title(services.pages.bare_text(language.page, "results_title"));
    return kept_a_while("application/atom+xml; charset=utf-8",
                        atom_feed({.title = title,
                                   .author = services.pages.site().name,
                                   .site = services.public_url,
                                   .path = path,
                                   .language = language.page},
                                  *entries));
}

}  // namespace

void results_csv(Services& services,
                 const http::Request& request,
                 const http::Parameters& parameters,
                 http::Reply reply) {
    reply(data_of(services, request, parameters.front(), csv_format));
}

void results_json(Services& services,
                  const http::Request& request,
                  const http::Parameters& parameters,
                  http::Reply reply) {
    reply(data_of(services, request, parameters.front(), json_format));
}

void results_feed(Services& services,
                  const http::Request& request,
                  const http::Parameters& parameters,
                  http::Reply reply) {
    const std::string slug(parameters.front());
    reply(feed_of(services, request, slug, "/r/" + slug + "/flode.atom"));
}

void all_results_feed(Services& services,
                      const http::Request& request,
                      const http::Parameters&,
                      http::Reply reply) {
    reply(feed_of(services, request, {}, "/flode.atom"));
}

}  // namespace lyhord::api
