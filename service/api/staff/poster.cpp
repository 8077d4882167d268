#include "api/staff/poster.h"

#include <algorithm>

#include "api/pages/pages.h"
#include "api/pages/placeholders.h"
#include "api/pages/public_files.h"
#include "base/limits.h"
#include "intake/receive.h"

namespace lyhord::api::staff {
namespace {

using base::Fault;

std::string words(const Services& services,
                  std::string_view language,
                  std::string_view key,
                  Placeholder placeholder) {
    const Placeholder placeholders[] = {std::move(placeholder)};
    return filled(services.pages.bare_text(language, key), placeholders);
}

std::vector<std::string> facts(const Services& services,
                               const domain::FrozenRound& round,
                               std::string_view language) {
    std::vector<std::string> facts;
    if (const std::int64_t minutes = round.questionnaire.estimated_minutes; minutes > 0) {
        facts.push_back(words(services, language, "minutes", {"minutes", std::to_string(minutes)}));
    }
    if (const auto& day = round.round.terms.closes_at) {
        facts.push_back(words(services, language, "closes", {"date", day->text()}));
    }
    return facts;
}

reporting::PosterText text_in(const Services& services,
                              const domain::FrozenRound& round,
                              const std::string& language) {
    const domain::Questionnaire& questionnaire = round.questionnaire;
    const auto in = [&](const domain::LocalizedText& text) {
        return text.empty() ? std::string()
                            : std::string(text.in(language, questionnaire.language).text);
    };
    return {.language = language,
            .right_to_left = services.pages.bare_text(language, "language_dir") == "rtl",
            .title = in(questionnaire.title),
            .purpose = in(questionnaire.intro),
            .facts = facts(services, round, language),
            .scan = std::string(services.pages.bare_text(language, "poster_scan"))};
}

base::Result<void> check_languages(const domain::Questionnaire& questionnaire,
                                   const std::vector<std::string>& languages) {
    const auto is_known = [&](const std::string& language) {
        return std::ranges::find(questionnaire.languages, language) !=
               questionnaire.languages.end();
    };
    if (!std::ranges::all_of(languages, is_known)) {
        return base::fail(Fault::invalid,
                          "the questionnaire has no texts in a language that was asked for");
    }
    if (languages.size() > base::limits::poster_languages_max) {
        return base::fail(Fault::invalid,
                          "more than three languages cannot be read on one sheet: make another");
    }
    return {};
}

std::string logo(const Services& services) {
    auto file = services.files.answer({}, "logo.png");
    return file ? std::move(file->body) : std::string();
}

}  // namespace

base::Result<reporting::Poster> poster_of(const Services& services,
                                          std::string_view slug,
                                          std::vector<std::string> languages) {
    const auto round = services.receiver.round(slug);
    if (round == nullptr) {
        return base::fail(Fault::not_found, "this dialogue has no round: open one first");
    }
    if (languages.empty()) {
        languages.push_back(round->questionnaire.language);
    }
    if (const auto known = check_languages(round->questionnaire, languages); !known) {
        return base::fail(known.error());
    }
    const base::Result<std::string> address = services.printable_address();
    if (!address) {
        return base::fail(address.error());
    }
    const Site& site = services.pages.site();
    const std::string link = *address + "/d/" + round->round.slug;
    reporting::Poster poster{.site = site.name,
                             .color = site.main ? site.main->text() : std::string(),
                             .logo = logo(services),
                             .link = link + "?channel=qr",
                             .shown_link = link.substr(link.find("//") + 2),
                             .texts = {}};
    for (const std::string& language : languages) {
        poster.texts.push_back(text_in(services, *round, language));
    }
    return poster;
}

}  // namespace lyhord::api::staff
