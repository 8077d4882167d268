// Owns the step from one posted form to the next screen: which page, with which problems, or
// whether the answers are complete and may be handed to intake. Pure: the same form gives the same
// screen.
#pragma once

#include <vector>

#include "api/resident/form_echo.h"
#include "api/resident/question_pages.h"
#include "domain/release_plan.h"
#include "intake/draft_check.h"

namespace lyhord::api {

struct FormTurn {
    FormPlace place;                             // what to show
    std::vector<intake::DraftProblem> problems;  // of the page shown, or of the draft as a whole
    bool submits = false;                        // hand it to intake instead
};

FormTurn next_turn(const domain::FrozenRound& round, const FormEcho& echo);

// Where problems that intake found are shown: at the page of the first one, or at the review.
FormTurn turn_for_problems(const domain::FrozenRound& round,
                           PageLayout layout,
                           const std::vector<intake::DraftProblem>& problems);

// The pages that have something to ask, given what is answered: "Steg 2 av 5" counts these and the
// review.
std::vector<std::size_t> shown_pages(const std::vector<QuestionPage>& pages, const FormEcho& echo);

}  // namespace lyhord::api
