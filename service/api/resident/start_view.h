// Owns what a resident is told before answering: purpose, time, what happens with the answer (the
// promise, word for word), who is responsible, where help is.
#pragma once

#include "api/pages/page_language.h"
#include "domain/release_plan.h"

namespace lyhord::api {

struct StartViewing {
    const Pages& pages;
    const domain::FrozenRound& round;
    const PageLanguage& language;
};

// Page data of templates/dialogue_start.html, apart from its form.
base::Json start_view(const StartViewing& viewing);

// help_box and its language, for templates/part_help.html: never empty.
void put_help(base::Json& data, const StartViewing& viewing);

// The text for a resident after an answer, with {results_url} and {publish_by} filled in.
void put_thanks(base::Json& data, const StartViewing& viewing, const std::string& results_url);

// "2030-01-15", or nothing.
std::string day_words(const std::optional<base::Day>& day);

}  // namespace lyhord::api
