// Owns what the page of a text posts, and what its address says: fields in, values out. Pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "api/form.h"
#include "http/message.h"
#include "review/comment_review.h"

namespace lyhord::api::staff {

// Nothing if it is no number, or below 0.
std::optional<std::int64_t> number_of(std::string_view text);

// Which text is asked for; without a place the first one.
struct AskedText {
    review::Pile pile = review::Pile::unread;
    review::Step step = review::Step::first;
    base::Id place{};
};

AskedText asked_text(const http::Request& request);

enum class TextAction { approve, withhold, mask, next, previous };

struct PostedText {
    TextAction action = TextAction::next;
    review::Pile pile = review::Pile::unread;
    base::Id place{};
    base::Id version{};
    review::Stretch stretch;
    std::string translation;

    bool has_words() const;        // to mask
    bool has_translation() const;  // more than blanks
};

// Nothing if it is not a form of the page.
std::optional<PostedText> posted_text(const http::Fields& form);

// "?round=1&of=approved&step=next&place=..."
std::string query_of(std::int64_t round, const AskedText& asked);

}  // namespace lyhord::api::staff
