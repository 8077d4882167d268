#include "api/pages/page_language.h"

#include <algorithm>
#include <optional>

#include "api/pages/languages.h"

namespace lyhord::api {
namespace {

std::vector<std::string> offered_languages(const Pages& pages,
                                           const domain::Questionnaire* questionnaire) {
    std::vector<std::string> offered = pages.languages();
    if (questionnaire == nullptr) {
        return offered;
    }
    for (const std::string& language : questionnaire->languages) {
        if (std::ranges::find(offered, language) == offered.end()) {
            offered.push_back(language);
        }
    }
    return offered;
}

bool contains(const std::vector<std::string>& tags, std::string_view tag) {
    return std::ranges::find(tags, tag) != tags.end();
}

}  // namespace

PageLanguage page_language(const Pages& pages,
                           const http::Request& request,
                           const domain::Questionnaire* questionnaire) {
    const std::string_view asked = request.query_value("lang");
    PageLanguage language;
    language.offered = offered_languages(pages, questionnaire);
    // The questions' own languages first: a page in another one would be half understood.
    const auto met = questionnaire == nullptr
                         ? std::nullopt
                         : met_language(request.accept_language, questionnaire->languages);
    language.chosen = contains(language.offered, asked) ? std::string(asked)
                      : met                             ? *met
                            : preferred_language(request.accept_language, language.offered);
    language.page = pages.has_language(language.chosen) ? language.chosen : "sv";
    language.content = language.page;
    if (questionnaire != nullptr) {
        language.content = contains(questionnaire->languages, language.chosen)
                               ? language.chosen
                               : met.value_or(questionnaire->language);
    }
    return language;
}

base::Json language_choices(const Pages& pages,
                            const PageLanguage& language,
                            std::string_view more) {
    base::Json choices = base::Json::array();
    for (const std::string& tag : language.offered) {
        base::Json choice = base::Json::object();
        choice.set("tag", tag);
        choice.set("name", pages.has_language(tag) ? pages.text(tag, "language_name") : tag);
        choice.set("url", "?lang=" + tag + std::string(more));
        choice.set("current", tag == language.chosen);
        choices.push(std::move(choice));
    }
    return choices;
}

void put_languages(base::Json& data,
                   const Pages& pages,
                   const PageLanguage& language,
                   std::string_view more) {
    data.set("has_languages", language.offered.size() > 1);
    data.set("languages", language_choices(pages, language, more));
}

void put_review(base::Json& data,
                const domain::Questionnaire& questionnaire,
                const PageLanguage& language) {
    if (contains(questionnaire.machine_translations, language.content)) {
        data.set("is_machine", true);
    }
}

std::string words(const Pages& pages,
                  const PageLanguage& language,
                  std::string_view key,
                  const Placeholder& placeholder) {
    return filled(pages.text(language.page, key), {&placeholder, 1});
}

void put_text(base::Json& data,
              std::string_view key,
              const domain::LocalizedText& text,
              const PageLanguage& language,
              std::span<const Placeholder> placeholders) {
    const domain::LocalizedText::Found found = text.in(language.content, language.content);
    const bool is_foreign = !found.text.empty() && found.language != language.page;
    data.set(key, filled(found.text, placeholders));
    data.set(std::string(key) + "_lang", is_foreign ? found.language : std::string_view());
}

}  // namespace lyhord::api
