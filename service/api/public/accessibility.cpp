// GET /tillganglighet: the accessibility statement (tillgänglighetsredogörelse) of the site.
#include "api/pages/page_language.h"
#include "api/public/handlers.h"

namespace lyhord::api {
namespace {

using base::Json;

std::string_view status_key(Compliance compliance) {
    switch (compliance) {
        case Compliance::full:
            return "accessibility_full";
        case Compliance::partial:
            return "accessibility_partial";
        case Compliance::none:
            break;
    }
    return "accessibility_not";
}

std::string contact_url(const std::string& contact) {
    const bool is_page = contact.find("://") != std::string::npos;
    return is_page ? contact : "mailto:" + contact;
}

std::string day_text(const std::optional<base::Day>& day) { return day ? day->text() : ""; }

void put_flaws(Json& data, const AccessibilityStatement& statement, const PageLanguage& language) {
    Json flaws = Json::array();
    for (const domain::LocalizedText& each : statement.inaccessible) {
        Json flaw = Json::object();
        put_text(flaw, "text", each, language);
        flaws.push(std::move(flaw));
    }
    data.set("has_flaws", !statement.inaccessible.empty()).set("flaws", std::move(flaws));
}

}  // namespace

void accessibility_page(Services& services,
                        const http::Request& request,
                        const http::Parameters&,
                        http::Reply reply) {
    const Pages& pages = services.pages;
    const PageLanguage language = page_language(pages, request);
    const AccessibilityStatement& statement = pages.site().accessibility;
    const auto with = [&](std::string_view key, std::span<const Placeholder> placeholders) {
        return filled(pages.text(language.page, key), placeholders);
    };
    const Placeholder who[] = {{"organisation", statement.organisation}};
    const Placeholder reach[] = {{"contact", statement.contact},
                                 {"days", std::to_string(statement.reply_days)}};
    const Placeholder digg[] = {{"url", statement.report_url}};
    const Placeholder assessed[] = {{"assessed", day_text(statement.assessed)}};
    const Placeholder dates[] = {{"published", day_text(statement.published)},
                                 {"updated", day_text(statement.updated)}};
    Json data = Json::object();
    data.set("title", pages.text(language.page, "accessibility_title"));
    data.set("is_example", pages.site().is_example);
    data.set("lead", with("accessibility_lead", who));
    data.set("status", pages.text(language.page, status_key(statement.compliance)));
    data.set("contact_text", with("accessibility_contact", reach));
    data.set("contact", statement.contact).set("contact_url", contact_url(statement.contact));
    data.set("enforcement", with("accessibility_enforcement", digg));
    data.set("report_url", statement.report_url);
    data.set("assessed", with("accessibility_assessed", assessed));
    data.set("dates", with("accessibility_published", dates));
    put_text(data, "service", statement.service, language);
    put_text(data, "method", statement.method, language);
    put_text(data, "burden", statement.burden, language);
    put_text(data, "outside", statement.outside, language);
    put_flaws(data, statement, language);
    put_exit(data);
    put_languages(data, pages, language);
    reply(pages.render("accessibility", {.language = language.page, .runs_script = true}, data));
}

}  // namespace lyhord::api
