#include "api/resident/question_pages.h"

#include <algorithm>

#include "base/limits.h"

namespace lyhord::api {
namespace {

using domain::Question;
using domain::Questionnaire;

// Background questions that another question waits for, directly or through others. Conditions
// name earlier questions only, so one pass from the end sees every chain.
std::vector<bool> decides_for_others(const Questionnaire& questionnaire) {
    std::vector<bool> decides(questionnaire.questions.size(), false);
    for (std::size_t i = questionnaire.questions.size(); i-- > 0;) {
        const Question& question = questionnaire.questions[i];
        if (question.background && !decides[i]) {
            continue;
        }
        for (const domain::Condition& condition : question.show_if) {
            decides[condition.question] = true;
        }
    }
    return decides;
}

std::vector<std::size_t> asking_order(const Questionnaire& questionnaire) {
    const std::vector<bool> decides = decides_for_others(questionnaire);
    std::vector<std::size_t> order;
    std::vector<std::size_t> last;
    for (std::size_t i = 0; i < questionnaire.questions.size(); ++i) {
        const bool moves = questionnaire.questions[i].background && !decides[i];
        (moves ? last : order).push_back(i);
    }
    order.insert(order.end(), last.begin(), last.end());
    return order;
}

std::size_t weight(const Question& question) {
    return std::max<std::size_t>(1, question.rows.size());
}

bool waits_for(const Question& question, const QuestionPage& page) {
    return std::ranges::any_of(question.show_if, [&page](const domain::Condition& condition) {
        return std::ranges::find(page, condition.question) != page.end();
    });
}

}  // namespace

std::vector<QuestionPage> question_pages(const Questionnaire& questionnaire, PageLayout layout) {
    if (questionnaire.one_page || layout == PageLayout::whole) {
        return {asking_order(questionnaire)};
    }
    std::vector<QuestionPage> pages;
    std::size_t filled = 0;
    for (const std::size_t index : asking_order(questionnaire)) {
        const Question& question = questionnaire.questions[index];
        const bool fits =
            !pages.empty() && filled + weight(question) <= base::limits::page_weight_max &&
            questionnaire.questions[pages.back().back()].background == question.background &&
            (layout == PageLayout::together || !waits_for(question, pages.back()));
        if (!fits) {
            pages.emplace_back();
            filled = 0;
        }
        pages.back().push_back(index);
        filled += weight(question);
    }
    return pages;
}

std::optional<std::size_t> page_of(const std::vector<QuestionPage>& pages, std::size_t question) {
    const auto found = std::ranges::find_if(pages, [question](const QuestionPage& page) {
        return std::ranges::find(page, question) != page.end();
    });
    if (found == pages.end()) {
        return std::nullopt;
    }
    return static_cast<std::size_t>(found - pages.begin());
}

bool is_shown(const QuestionPage& page, const std::vector<bool>& shown) {
    return std::ranges::any_of(page, [&shown](std::size_t index) { return shown[index]; });
}

}  // namespace lyhord::api
