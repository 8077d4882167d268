// GET / and GET /integritet.
#include <algorithm>

#include "api/pages/page_language.h"
#include "api/pages/promise.h"
#include "api/public/handlers.h"
#include "base/limits.h"
#include "intake/receive.h"

namespace lyhord::api {
namespace {

using base::Json;

// A dialogue in the reader's language, or else in its own.
Json card(const Pages& pages, const PageLanguage& reader, const domain::FrozenRound& round) {
    const domain::Questionnaire& questionnaire = round.questionnaire;
    PageLanguage language = reader;
    const auto& spoken = questionnaire.languages;
    if (std::ranges::find(spoken, reader.chosen) == spoken.end()) {
        language.content = questionnaire.language;
    }
    Json data = Json::object();
    data.set("url", "/d/" + round.round.slug + "?lang=" + reader.chosen);
    if (questionnaire.sensitive) {
        data.set("title", pages.text(reader.page, "neutral_title")).set("title_lang", "");
        data.set("intro", "").set("intro_lang", "");
    } else {
        put_text(data, "title", questionnaire.title, language);
        put_text(data, "intro", questionnaire.intro, language);
    }
    const std::string minutes = std::to_string(questionnaire.estimated_minutes);
    data.set("minutes",
             questionnaire.estimated_minutes > 0
                 ? words(pages, reader, "minutes", {"minutes", minutes})
                 : std::string());
    const auto& closes = round.round.terms.closes_at;
    data.set("closes",
             closes ? words(pages, reader, "closes", {"date", closes->text()}) : std::string());
    return data;
}

}  // namespace

void front_page(Services& services,
                const http::Request& request,
                const http::Parameters&,
                http::Reply reply) {
    const PageLanguage language = page_language(services.pages, request);
    Json dialogues = Json::array();
    Json submissions = Json::array();
    for (const auto& round : services.receiver.open_rounds()) {
        Json& list = round->questionnaire.submission ? submissions : dialogues;
        list.push(card(services.pages, language, *round));
    }
    const bool are_several = submissions.as_array()->size() > 1;
    for (Json& each : *submissions.as_array()) {
        each.set("is_named", are_several);
    }
    Json data = Json::object();
    data.set("languages_first", true)
        .set("queued", true)
        .set("submissions", std::move(submissions));
    data.set("title", services.pages.text(language.page, "front_title"));
    data.set("has_dialogues", !dialogues.as_array()->empty());
    data.set("dialogues", std::move(dialogues));
    put_languages(data, services.pages, language);
    reply(services.pages.render(
        "front", {.language = language.page, .runs_script = true, .sends_queue = true}, data));
}

void integrity_page(Services& services,
                    const http::Request& request,
                    const http::Parameters&,
                    http::Reply reply) {
    const Pages& pages = services.pages;
    const PageLanguage language = page_language(pages, request);
    constexpr int floor = base::limits::batch_size_floor;
    Json data = Json::object();
    data.set("title", pages.text(language.page, "privacy_title"));
    data.set(
        "promise",
        promise_words(pages,
                      language,
                      {.batch_size = floor,
                       .texts_deleted = std::string(pages.text(language.page, "privacy_date"))}));
    data.set("batch", words(pages, language, "privacy_batch", {"n", std::to_string(floor)}));
    data.set("queued", true);
    put_exit(data);
    put_languages(data, pages, language);
    reply(pages.render(
        "integrity", {.language = language.page, .runs_script = true, .sends_queue = true}, data));
}

}  // namespace lyhord::api
