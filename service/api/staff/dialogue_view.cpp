#include "api/staff/dialogue_view.h"

#include <cmath>

#include "api/pages/pages.h"
#include "api/staff/problem_words.h"
#include "api/staff/staff_page.h"
#include "domain/next_count.h"
#include "intake/receive.h"
#include "rounds/publishing.h"

namespace lyhord::api::staff {
namespace {

using base::Json;

std::string day_or_empty(const std::optional<base::Day>& day) { return day ? day->text() : ""; }

std::string percent_text(double fraction) {
    return std::to_string(static_cast<int>(std::lround(fraction * 100)));
}

std::string title_of(const domain::Questionnaire& questionnaire) {
    return std::string(questionnaire.title.in("sv", questionnaire.language).text);
}

// Of the question or crossing that a dimension is.
std::string dimension_text(const domain::FrozenRound& round, std::string_view id) {
    const auto index = round.questionnaire.find(id);
    return index ? std::string(round.questionnaire.questions[*index]
                                   .text.in("sv", round.questionnaire.language)
                                   .text)
                 : std::string(id);
}

std::string languages_text(const Pages& pages, const std::vector<std::string>& tags) {
    std::string names;
    for (const std::string& tag : tags) {
        names += names.empty() ? "" : ", ";
        names += pages.has_language(tag) ? pages.text(tag, "language_name") : tag;
    }
    return names;
}

void put_round(Json& data, const Services& services, const domain::Round& round) {
    const bool is_settled = round.state == domain::RoundState::settled;
    const bool is_closed = !is_settled && services.receiver.phase(round) == domain::Phase::closed;
    const auto settles = round.settles();
    const auto next = is_settled ? std::nullopt : domain::next_count(round);
    data.set("has_round", true).set("number", std::to_string(round.number));
    data.set("is_settled", is_settled).set("is_closed", is_closed);
    data.set("is_open", !is_settled && services.receiver.phase(round) == domain::Phase::open);
    data.set("is_scheduled",
             !is_settled && services.receiver.phase(round) == domain::Phase::unopened);
    data.set("may_change", !is_settled && !is_closed).set("may_open", is_settled);
    data.set("opens_at", day_or_empty(round.terms.opens_at));
    data.set("closes_at", day_or_empty(round.terms.closes_at));
    data.set("publish_by", day_or_empty(round.terms.publish_by));
    data.set("deleted_by", day_or_empty(round.terms.free_text_delete_date));
    data.set("next_count", next ? next->text() : "");
    data.set("settles", settles ? base::Clock::day_of(*settles).text() : "");
    data.set("received", std::to_string(round.told));
}

void put_typed(Json& data, const NextRound& typed) {
    data.set("typed_opens_at", typed.opens_at).set("typed_closes_at", typed.closes_at);
    data.set("typed_publish_by", typed.publish_by);
    data.set("typed_free_text_delete_date", typed.free_text_delete_date);
    data.set("typed_decision_ref", typed.decision_ref);
    data.set("typed_expected_answers", typed.expected_answers);
}

}  // namespace

NextRound next_round_of(const domain::RoundTerms& terms) {
    return {
        .opens_at = day_or_empty(terms.opens_at),
        .closes_at = day_or_empty(terms.closes_at),
        .publish_by = day_or_empty(terms.publish_by),
        .free_text_delete_date = day_or_empty(terms.free_text_delete_date),
        .decision_ref = terms.decision_ref,
        .expected_answers = terms.expected_answers ? std::to_string(*terms.expected_answers) : ""};
}

Json dialogue_view(const Services& services,
                   const domain::FrozenRound* round,
                   const domain::FrozenRound& draft,
                   const NextRound& typed) {
    const domain::Questionnaire& questionnaire = draft.questionnaire;
    Json data = Json::object();
    data.set("slug", questionnaire.id).set("heading", title_of(questionnaire));
    data.set("version", std::to_string(questionnaire.version));
    data.set("questions", std::to_string(questionnaire.questions.size()));
    data.set("languages", languages_text(services.pages, questionnaire.languages));
    data.set("unreviewed", languages_text(services.pages, questionnaire.machine_translations));
    data.set("sensitive", questionnaire.sensitive);
    data.set("next_number", std::to_string(draft.round.number)).set("may_open", round == nullptr);
    if (round != nullptr) {
        put_round(data, services, round->round);
    }
    put_typed(data, typed);
    return data;
}

void put_forecast(Json& data, const domain::FrozenRound& draft) {
    const auto forecast = rounds::forecast(draft);
    if (!forecast) {
        return;
    }
    constexpr double seen_well = 0.9;
    bool is_low = false;
    Json groups = Json::array();
    for (const auto& dimension : forecast->dimensions) {
        const bool is_seen = dimension.own >= seen_well;
        const bool has_others = forecast->dimensions.size() > 1;
        is_low = is_low || !is_seen;
        Json group = Json::object();
        group.set("group", dimension_text(draft, dimension.dimension));
        group.set("percent", percent_text(dimension.own));
        group.set("groups", std::to_string(dimension.groups));
        group.set("areas", dimension.areas > 0 ? std::to_string(dimension.areas) : "");
        group.set("without", is_seen || !has_others ? "" : percent_text(dimension.others_without));
        groups.push(std::move(group));
    }
    data.set("forecast_is_low", is_low);
    data.set("has_forecast", true).set("forecast", std::move(groups));
    data.set("forecast_answers", std::to_string(forecast->answers));
    data.set("forecast_counted", percent_text(forecast->counted));
}

void put_edition(Json& data, Services& services, const domain::FrozenRound& round) {
    const auto preview = services.publishing.preview(round.round.slug, round.round.number);
    if (!preview) {
        data.set(
            "not_publishable",
            swedish_of(preview.error().message()).value_or(std::string(preview.error().message())));
        return;
    }
    const auto words_of = [&round](std::size_t question) {
        const domain::ReleaseQuestion& released = round.plan.questions[question];
        return released.question ? std::string(round.questionnaire.questions[*released.question]
                                                   .text.in("sv", round.questionnaire.language)
                                                   .text)
                                 : released.id;
    };
    Json missing = Json::array();
    for (const domain::MissingQuestion& each : preview->content.missing()) {
        Json gap = Json::object();
        gap.set("what", words_of(each.question));
        gap.set("is_sensitive", each.why == domain::PublicGap::sensitive);
        missing.push(std::move(gap));
    }
    data.set("may_publish", true).set("edition", std::to_string(preview->edition));
    data.set("edition_tables", std::to_string(preview->content.tables().size()));
    data.set("has_missing", !missing.as_array()->empty()).set("missing", std::move(missing));
}

}  // namespace lyhord::api::staff
