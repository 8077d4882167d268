#include "rounds/opening.h"

#include <algorithm>

#include "base/limits.h"

namespace lyhord::rounds {
namespace {

bool asks_for_text(const domain::Questionnaire& questionnaire) {
    return std::ranges::any_of(questionnaire.questions, [](const domain::Question& question) {
        return question.type == domain::QuestionType::text;
    });
}

// On the day that residents are told the texts are gone by, the round must be settled: until then
// they cannot be disposed of.
bool settles_before_deletion(const domain::RoundTerms& terms) {
    domain::Round round;
    round.terms = terms;
    const std::optional<base::Instant> settles = round.settles();
    return settles && base::Clock::day_of(*settles) < *terms.free_text_delete_date;
}

template <typename T>
void replace(T& value, const std::optional<typename T::value_type>& other) {
    if (other) {
        value = other;
    }
}

}  // namespace

domain::RoundTerms merged_terms(const domain::Questionnaire& questionnaire,
                                const OpenOptions& options) {
    domain::RoundTerms terms = questionnaire.round;
    if (options.has_all_days) {
        terms.opens_at = terms.closes_at = terms.publish_by = terms.free_text_delete_date = {};
    }
    replace(terms.opens_at, options.opens_at);
    replace(terms.closes_at, options.closes_at);
    replace(terms.publish_by, options.publish_by);
    replace(terms.free_text_delete_date, options.free_text_delete_date);
    replace(terms.expected_answers, options.expected_answers);
    terms.decision_ref = options.decision_ref.value_or(terms.decision_ref);
    terms.grace_hours = options.grace_hours.value_or(terms.grace_hours);
    terms.release = options.release.value_or(terms.release);
    return terms;
}

std::vector<base::Error> opening_problems(const domain::Questionnaire& questionnaire,
                                          const domain::RoundTerms& terms,
                                          base::Day today) {
    std::vector<base::Error> problems;
    const auto require = [&problems](bool holds, base::Literal message) {
        if (!holds) {
            problems.emplace_back(base::Fault::invalid, message);
        }
    };
    const base::Day opens = std::max(today, terms.opens_at.value_or(today));
    require(questionnaire.privacy_notice.complete(),
            "opening needs a privacy_notice with controller, legal_basis, retention and contact");
    require(terms.publish_by.has_value(),
            "opening needs publish_by, the day on which results are published (--publish-by)");
    require(!terms.decision_ref.empty(),
            "opening needs decision_ref, the retention decision (--decision-ref)");
    require(terms.free_text_delete_date || !asks_for_text(questionnaire),
            "opening needs free_text_delete_date, since texts are asked for "
            "(--free-text-delete-date)");
    require(!terms.free_text_delete_date || !asks_for_text(questionnaire) ||
                settles_before_deletion(terms),
            "free_text_delete_date must be after closes_at and grace_hours: texts can be deleted "
            "when the round has settled (--closes-at, --free-text-delete-date)");
    require(!terms.free_text_delete_date || *terms.free_text_delete_date > opens,
            "free_text_delete_date is over before the round would open "
            "(--free-text-delete-date)");
    require(!terms.closes_at || *terms.closes_at >= opens,
            "closes_at is before the round would open (--closes-at)");
    require(!terms.closes_at || !terms.publish_by || *terms.publish_by >= *terms.closes_at,
            "publish_by is before closes_at");
    constexpr std::int32_t weekly_days_min = 15;
    require(!terms.release.weekly ||
                (terms.closes_at && *terms.closes_at >= opens.plus(weekly_days_min - 1)),
            "weekly releases need a round that is longer than two weeks, with closes_at");
    require(terms.grace_hours >= 0 && terms.grace_hours <= base::limits::grace_hours_max,
            "grace_hours must be from 0 to 744");
    require(!terms.expected_answers || *terms.expected_answers >= 0,
            "expected_answers must not be negative");
    return problems;
}

}  // namespace lyhord::rounds
