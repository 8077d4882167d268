// Owns the choice of language for a page, and texts of questionnaires in page data: which words,
// and in which language they really are.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "api/pages/pages.h"
#include "api/pages/placeholders.h"
#include "domain/questionnaire.h"
#include "http/message.h"

namespace lyhord::api {

struct PageLanguage {
    std::vector<std::string> offered;  // those of the user interface and of the questionnaire
    std::string chosen;                // what the reader wants, of all that is offered
    std::string page;                  // of the user interface: `chosen`, or else Swedish
    std::string content;               // of the questionnaire: `chosen`, or else its own language
};

// By ?lang=, else by Accept-Language. Offered are the languages of the user interface and of the
// questionnaire, if there is one.
PageLanguage page_language(const Pages& pages,
                           const http::Request& request,
                           const domain::Questionnaire* questionnaire = nullptr);

// For a switch: [{"tag", "name", "url", "current"}] of everything offered. A url leads to the page
// it stands on; `more` is what else its query must keep ("&channel=qr").
base::Json language_choices(const Pages& pages,
                            const PageLanguage& language,
                            std::string_view more = {});

// The switch in the footer: `languages`, and `has_languages` if there is anything to switch to.
void put_languages(base::Json& data,
                   const Pages& pages,
                   const PageLanguage& language,
                   std::string_view more = {});

// Makes the page say that its questions were translated by a machine, if nobody has approved them.
void put_review(base::Json& data,
                const domain::Questionnaire& questionnaire,
                const PageLanguage& language);

// A text of the user interface, in the language of the page, with one placeholder filled in.
std::string words(const Pages& pages,
                  const PageLanguage& language,
                  std::string_view key,
                  const Placeholder& placeholder);

// Adds `key` and `key`_lang to page data; the second only holds a tag where the text is in another
// language than the page.
void put_text(base::Json& data,
              std::string_view key,
              const domain::LocalizedText& text,
              const PageLanguage& language,
              std::span<const Placeholder> placeholders = {});

}  // namespace lyhord::api
