#include "api/resident/form_turn.h"

#include <algorithm>
#include <iterator>

namespace lyhord::api {
namespace {

using intake::DraftProblem;

constexpr FormPlace start{.kind = FormPlace::Kind::start, .page = 0};
constexpr FormPlace review{.kind = FormPlace::Kind::review, .page = 0};

FormPlace at_page(std::size_t page) { return {.kind = FormPlace::Kind::page, .page = page}; }

// In the order in which the page asks.
std::vector<DraftProblem> problems_on(const QuestionPage& page,
                                      const std::vector<DraftProblem>& problems) {
    std::vector<DraftProblem> found;
    for (const std::size_t question : page) {
        std::ranges::copy_if(
            problems, std::back_inserter(found), [question](const DraftProblem& problem) {
                return problem.question == question;
            });
    }
    return found;
}

class Turning {
public:
    Turning(const domain::FrozenRound& round, const FormEcho& echo)
        : round_(round),
          echo_(echo),
          pages_(question_pages(round.questionnaire, echo.state.layout)) {
        shown_pages_ = shown_pages(pages_, echo);
        problems_ = intake::DraftCheck::problems(
            round, echo.draft(round.questionnaire.language, domain::Channel::link));
    }

    FormTurn run() const {
        switch (echo_.state.step) {
            case FormStep::back:
                return {.place = previous(), .problems = {}};
            case FormStep::edit:
                return {.place = known(at_page(echo_.state.edit_page)), .problems = {}};
            case FormStep::stay:
                return {.place = known(echo_.state.place), .problems = {}};
            case FormStep::send:
                return complete(echo_.state.key.has_value());
            case FormStep::next:
                break;
        }
        return forward();
    }

private:
    // A page that was posted may not exist, or have nothing to ask any more.
    FormPlace known(const FormPlace& place) const {
        const bool is_page = place.kind == FormPlace::Kind::page;
        const bool asks = std::ranges::find(shown_pages_, place.page) != shown_pages_.end();
        return is_page && !asks ? start : place;
    }

    FormPlace previous() const {
        const FormPlace& place = echo_.state.place;
        FormPlace found = start;
        for (const std::size_t page : shown_pages_) {
            if (place.kind == FormPlace::Kind::review ||
                (place.kind == FormPlace::Kind::page && page < place.page)) {
                found = at_page(page);
            }
        }
        return found;
    }

    FormTurn forward() const {
        const FormPlace& place = echo_.state.place;
        const bool on_page = place.kind == FormPlace::Kind::page && place.page < pages_.size();
        if (on_page) {
            std::vector<DraftProblem> problems = problems_on(pages_[place.page], problems_);
            const QuestionPage& page = pages_[place.page];
            const bool was_hidden = echo_.state.lost_script && asks_anew(page, page);
            if (!problems.empty() || was_hidden) {
                return {.place = place, .problems = std::move(problems)};
            }
        }
        const std::size_t from = on_page ? place.page + 1 : 0;
        for (const std::size_t page : shown_pages_) {
            const bool wanted =
                !echo_.state.key || !on_page || asks_anew(pages_[page], pages_[place.page]);
            if (page >= from && wanted && place.kind != FormPlace::Kind::review) {
                return {.place = at_page(page), .problems = {}};
            }
        }
        return complete(false);
    }

    // Who changes an answer at the review goes back there, by way of the follow-up questions that
    // the change has opened.
    bool asks_anew(const QuestionPage& page, const QuestionPage& changed) const {
        const std::vector<bool> shown = echo_.shown();
        return std::ranges::any_of(page, [&](std::size_t index) {
            const auto& conditions = round_.questionnaire.questions[index].show_if;
            return shown[index] && !echo_.current()[index].answered &&
                   std::ranges::any_of(conditions, [&changed](const auto& condition) {
                       return std::ranges::find(changed, condition.question) != changed.end();
                   });
        });
    }

    FormTurn complete(bool may_submit) const {
        if (!problems_.empty()) {
            return turn_for_problems(round_, echo_.state.layout, problems_);
        }
        return {.place = review, .problems = {}, .submits = may_submit};
    }

    const domain::FrozenRound& round_;
    const FormEcho& echo_;
    std::vector<QuestionPage> pages_;
    std::vector<std::size_t> shown_pages_;
    std::vector<DraftProblem> problems_;
};

}  // namespace

FormTurn next_turn(const domain::FrozenRound& round, const FormEcho& echo) {
    return Turning(round, echo).run();
}

FormTurn turn_for_problems(const domain::FrozenRound& round,
                           PageLayout layout,
                           const std::vector<DraftProblem>& problems) {
    const std::vector<QuestionPage> pages = question_pages(round.questionnaire, layout);
    std::optional<std::size_t> first;
    for (const DraftProblem& problem : problems) {
        const auto page = problem.question ? page_of(pages, *problem.question) : std::nullopt;
        if (page && (!first || *page < *first)) {
            first = page;
        }
    }
    if (!first) {
        return {.place = review, .problems = problems};
    }
    return {.place = at_page(*first), .problems = problems_on(pages[*first], problems)};
}

std::vector<std::size_t> shown_pages(const std::vector<QuestionPage>& pages, const FormEcho& echo) {
    const std::vector<bool> shown = echo.shown();
    std::vector<std::size_t> found;
    for (std::size_t page = 0; page < pages.size(); ++page) {
        if (is_shown(pages[page], shown)) {
            found.push_back(page);
        }
    }
    return found;
}

}  // namespace lyhord::api
