// Owns what the tests of the resident's form share: rounds thawed from real files, and posted
// forms.
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "api/resident/form_screens.h"
#include "domain/release_plan.h"
#include "support/form_text.h"

namespace lyhord::api::testing {

inline std::string read_source(std::string_view path) {
    std::ifstream in(std::string(LYHORD_SOURCE) + "/" + std::string(path));
    return {std::istreambuf_iterator<char>(in), {}};
}

inline std::shared_ptr<const domain::FrozenRound> thawed(std::string questionnaire) {
    domain::Round round;
    round.slug = "prov";
    round.state = domain::RoundState::open;
    round.batch_size_min = 7;
    round.terms.publish_by = base::Day::parse("2030-03-01");
    round.terms.closes_at = base::Day::parse("2030-01-15");
    round.terms.free_text_delete_date = base::Day::parse("2030-06-30");
    round.terms.decision_ref = "KS 26-000";
    round.questionnaire = std::move(questionnaire);
    round.areas = read_source("static/demo/areas.json");
    round.codebooks = "[" + read_source("static/demo/codebook.json") + "]";
    round.area_categories = "{}";
    base::Result<domain::FrozenRound> frozen = domain::thaw(std::move(round));
    if (!frozen) {
        ADD_FAILURE() << frozen.error().line();
        return std::make_shared<const domain::FrozenRound>();
    }
    return std::make_shared<const domain::FrozenRound>(std::move(*frozen));
}

// The demonstration dialogue.
inline std::shared_ptr<const domain::FrozenRound> demonstration() {
    return thawed(read_source("static/demo/questionnaire.json"));
}

// A dialogue with `questions`, the inside of a JSON array.
inline std::shared_ptr<const domain::FrozenRound> asking(const std::string& questions,
                                                         const std::string& more = "") {
    return thawed(R"({"id": "prov", "version": 3, "language": "sv", "title": "Prov", )" + more +
                  R"("questions": [)" + questions + "]}");
}

using Fields = std::vector<std::pair<std::string, std::string>>;

inline std::string form(const Fields& fields) {
    std::string body;
    for (const auto& [name, value] : fields) {
        body += (body.empty() ? "" : "&") + tests::percent_encoded(name) + "=" +
                tests::percent_encoded(value);
    }
    return body;
}

inline FormEcho posted(const domain::FrozenRound& round, const Fields& fields) {
    std::optional<FormEcho> echo = FormEcho::parse(round, form(fields));
    EXPECT_TRUE(echo.has_value());
    return echo ? std::move(*echo) : FormEcho(round);
}

inline const Pages& pages() {
    static const base::Result<Pages> loaded = Pages::load({});
    return *loaded;
}

inline FormScreens screens(std::shared_ptr<const domain::FrozenRound> round,
                           std::string_view language = "sv") {
    http::Request request;
    request.query = {{"lang", std::string(language)}};
    PageLanguage chosen = page_language(pages(), request, &round->questionnaire);
    return FormScreens({.pages = pages(),
                        .round = std::move(round),
                        .language = std::move(chosen),
                        .channel = domain::Channel::link,
                        .site_address = "lyhord.example"});
}

// The page that answers a posted form, as a handler would give it.
inline http::Response answer(const std::shared_ptr<const domain::FrozenRound>& round,
                             const Fields& fields,
                             std::string_view language = "sv") {
    FormEcho echo = posted(*round, fields);
    return screens(round, language).show(echo, next_turn(*round, echo));
}

}  // namespace lyhord::api::testing
