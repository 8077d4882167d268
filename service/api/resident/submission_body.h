// Owns the reading of a submission's JSON body into a Draft. What has the wrong shape is named by
// field, never by content; what the questionnaire allows is for intake to say.
#pragma once

#include <expected>
#include <string>
#include <string_view>

#include "api/problem.h"
#include "domain/draft.h"

namespace lyhord::api {

struct SubmissionBody {
    domain::Draft draft;
    std::string form_token;
};

// `language` is what a body without one is taken to be in. 400 malformed: no JSON object. 422: a
// field that is not known, missing, or of the wrong type. 403: a channel that needs its own route.
std::expected<SubmissionBody, Problem> read_submission_body(std::string_view body,
                                                            std::string_view language);

// One entry of a 422's `errors`; without a question it is about the draft as a whole.
base::Json error_entry(const base::Json& question, std::string_view problem);

}  // namespace lyhord::api
