// Owns FormState: what a form carries from page to page beside answers, since the service keeps
// nothing. Every text here is of an alphabet that cannot hold a resident's words.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "api/resident/question_pages.h"
#include "base/json/json.h"
#include "domain/draft.h"

namespace lyhord::api {

// Which button was pressed: field "go".
enum class FormStep { next, back, edit, send, stay };

// Where a form stood: before the first page, on a page, or at the review. Field "at".
struct FormPlace {
    enum class Kind { start, page, review };
    Kind kind = Kind::start;
    std::size_t page = 0;

    bool operator==(const FormPlace&) const = default;
    std::string text() const;  // "start", "0", "1" ..., "review"
};

struct FormState {
    FormPlace place;
    FormStep step = FormStep::next;
    std::size_t edit_page = 0;                 // of "go" = "page.N"
    PageLayout layout = PageLayout::apart;     // "inline": of the pages that `place` counts
    bool is_scripted = false;                  // "script": one ran on the page that was posted
    bool lost_script = false;                  // none did, on a page that was made for one
    std::optional<std::int64_t> version;       // "v"
    std::string form_token;                    // "form"
    std::string seed;                          // "seed", of the order of options
    std::optional<domain::SubmissionKey> key;  // "key"
    std::string proof;                         // "challenge", of http/limiter

    // Takes one posted field. One that cannot be what its name says is dropped.
    void read(std::string_view name, std::string_view value);
    // [{"name", "value"}] of everything but the button, for the next form.
    base::Json hidden_fields() const;

private:
    void read_button(std::string_view value);
};

// The state with the layout of the next page: questions follow at once from the start on where a
// script runs, and pages are turned again as soon as one was posted without it. `place` is the same
// place in that layout.
FormState with_next_layout(const domain::Questionnaire& questionnaire, FormState state);

// 22 characters base64url; nothing for any other text.
std::optional<domain::SubmissionKey> submission_key_from(std::string_view text);

// What a form carries unseen: {"name", "value"}.
base::Json hidden_field(std::string_view name, std::string_view value);

}  // namespace lyhord::api
