#include "api/resident/start_view.h"

#include <algorithm>

#include "api/pages/promise.h"

namespace lyhord::api {
namespace {

using base::Json;

std::string words(const StartViewing& viewing,
                  std::string_view key,
                  std::string_view name,
                  std::string value) {
    return api::words(viewing.pages, viewing.language, key, {name, std::move(value)});
}

// Organisations are named as in the area tree; a code it does not know is a name already.
std::string owner_names(const domain::FrozenRound& round) {
    std::string names;
    for (const std::string& owner : round.questionnaire.owners) {
        const auto area = round.areas.find(owner);
        names += (names.empty() ? "" : ", ") + (area ? round.areas.areas[*area].name : owner);
    }
    return names;
}

Json facts(const StartViewing& viewing) {
    const domain::Questionnaire& questionnaire = viewing.round.questionnaire;
    const domain::RoundTerms& terms = viewing.round.round.terms;
    Json list = Json::array();
    if (questionnaire.estimated_minutes > 0) {
        list.push(
            words(viewing, "minutes", "minutes", std::to_string(questionnaire.estimated_minutes)));
    }
    const bool must = std::ranges::any_of(questionnaire.questions, &domain::Question::required);
    list.push(viewing.pages.text(viewing.language.page,
                                 must ? "fact_voluntary_required" : "fact_voluntary"));
    if (terms.closes_at) {
        list.push(words(viewing, "closes", "date", terms.closes_at->text()));
    }
    if (terms.publish_by) {
        list.push(words(viewing, "fact_results", "date", terms.publish_by->text()));
    }
    return list;
}

void push_notice(Json& notice,
                 const StartViewing& viewing,
                 std::string_view key,
                 const domain::LocalizedText& text) {
    if (text.empty()) {
        return;
    }
    const domain::RoundTerms& terms = viewing.round.round.terms;
    const Placeholder placeholders[] = {
        {"decision_ref", terms.decision_ref},
        {"free_text_delete_date", day_words(terms.free_text_delete_date)},
    };
    Json item = Json::object();
    item.set("term", viewing.pages.text(viewing.language.page, key));
    put_text(item, "text", text, viewing.language, placeholders);
    notice.push(std::move(item));
}

Json notice(const StartViewing& viewing) {
    const domain::PrivacyNotice& given = viewing.round.questionnaire.privacy_notice;
    Json list = Json::array();
    push_notice(list, viewing, "notice_controller", given.controller);
    push_notice(list, viewing, "notice_legal_basis", given.legal_basis);
    push_notice(list, viewing, "notice_retention", given.retention);
    push_notice(list, viewing, "notice_contact", given.contact);
    push_notice(list, viewing, "notice_complaint", given.complaint);
    return list;
}

}  // namespace

std::string day_words(const std::optional<base::Day>& day) {
    return day ? day->text() : std::string();
}

Json start_view(const StartViewing& viewing) {
    const domain::Round& round = viewing.round.round;
    const domain::Questionnaire& questionnaire = viewing.round.questionnaire;
    Json data = Json::object();
    put_text(data, "intro", questionnaire.intro, viewing.language);
    const std::string owners = owner_names(viewing.round);
    data.set("owners", owners.empty() ? owners : words(viewing, "from", "owners", owners));
    data.set("foreign", viewing.language.content != viewing.language.chosen);
    data.set("facts", facts(viewing));
    const bool asks_for_text = std::ranges::any_of(
        questionnaire.questions,
        [](const auto& question) { return question.type == domain::QuestionType::text; });
    data.set("promise",
             promise_words(viewing.pages,
                           viewing.language,
                           {.batch_size = round.batch_size_min,
                            .texts_deleted = asks_for_text ? std::optional(day_words(
                                                                 round.terms.free_text_delete_date))
                                                           : std::nullopt}));
    data.set("notice", notice(viewing));
    return data;
}

void put_help(Json& data, const StartViewing& viewing) {
    const domain::HelpBox& help = viewing.round.questionnaire.help_box;
    put_text(data, "help_box", help.text, viewing.language);
    if (help.text.empty()) {
        *data.find("help_box") = Json(viewing.pages.text(viewing.language.page, "help_default"));
    }
    data.set("clear_history", viewing.round.questionnaire.sensitive);
}

void put_thanks(Json& data, const StartViewing& viewing, const std::string& results_url) {
    const Placeholder placeholders[] = {
        {"results_url", results_url},
        {"publish_by", day_words(viewing.round.round.terms.publish_by)},
    };
    const domain::LocalizedText& thanks = viewing.round.questionnaire.thanks;
    put_text(data, "thanks", thanks, viewing.language, placeholders);
    if (thanks.empty()) {
        *data.find("thanks") =
            Json(filled(viewing.pages.text(viewing.language.page, "thanks_default"), placeholders));
    }
}

}  // namespace lyhord::api
