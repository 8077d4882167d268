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

// What stands there when a machine made the words and nobody has approved them.
std::string note(const Services& services,
                 const domain::FrozenRound& round,
                 const std::string& language) {
    return is_unreviewed(services, round.questionnaire, language)
               ? std::string(services.pages.bare_text(language, "machine_note"))
               : std::string();
}

reporting::PosterText text_in(const Services& services,
                              const domain::FrozenRound& round,
                              const std::string& language) {
    const auto in = [&](const domain::LocalizedText& text) {
        return std::string(text.in(language, language).text);
    };
    return {.language = language,
            .right_to_left = services.pages.bare_text(language, "language_dir") == "rtl",
            .title = in(round.questionnaire.title),
            .purpose = in(round.questionnaire.intro),
            .facts = facts(services, round, language),
            .scan = std::string(services.pages.bare_text(language, "poster_scan")),
            .note = note(services, round, language)};
}

// In that very language: nobody who reads it would understand what stands there instead.
bool has_all_words(const Services& services,
                   const domain::Questionnaire& questionnaire,
                   const std::string& language) {
    const auto is_there = [&](const domain::LocalizedText& text) {
        return text.in(language, language).language == language;
    };
    const auto is_own = [&](std::string_view key) {
        return services.pages.text(language, key) == services.pages.bare_text(language, key);
    };
    return services.pages.has_language(language) && is_there(questionnaire.title) &&
           (questionnaire.intro.empty() || is_there(questionnaire.intro)) && is_own("minutes") &&
           is_own("closes") && is_own("poster_scan") && is_own("machine_note");
}

std::vector<std::string> each_once(std::vector<std::string> languages) {
    std::vector<std::string> once;
    for (std::string& language : languages) {
        if (std::ranges::find(once, language) == once.end()) {
            once.push_back(std::move(language));
        }
    }
    return once;
}

base::Result<void> check_languages(const Services& services,
                                   const domain::Questionnaire& questionnaire,
                                   const std::vector<std::string>& languages) {
    for (std::size_t i = 0; i < languages.size(); ++i) {
        if (!has_all_words(services, questionnaire, languages[i])) {
            return base::fail(Fault::conflict,
                              "the questionnaire or the interface lacks a text in this language, "
                              "of those asked for",
                              {.number = static_cast<std::int64_t>(i + 1)});
        }
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

bool is_unreviewed(const Services& services,
                   const domain::Questionnaire& questionnaire,
                   std::string_view language) {
    const std::vector<std::string> drafts = services.pages.unreviewed_languages();
    const auto has = [language](const std::vector<std::string>& tags) {
        return std::ranges::find(tags, language) != tags.end();
    };
    return has(drafts) || has(questionnaire.machine_translations);
}

base::Result<reporting::Poster> poster_of(const Services& services,
                                          std::string_view slug,
                                          std::vector<std::string> languages) {
    const auto round = services.receiver.round(slug);
    if (round == nullptr) {
        return base::fail(Fault::not_found, "this dialogue has no round: open one first");
    }
    if (services.receiver.phase(round->round) == domain::Phase::closed) {
        return base::fail(Fault::gone, "this round is over, and takes no answers any more");
    }
    languages = each_once(std::move(languages));
    if (languages.empty()) {
        languages.push_back(round->questionnaire.language);
    }
    if (const auto known = check_languages(services, round->questionnaire, languages); !known) {
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
