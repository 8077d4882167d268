// Owns the marking of texts that a language lacks and that are shown in Swedish instead.
#pragma once

#include <string>
#include <string_view>

namespace lyhord::api {

// The template with every {{t.KEY}} that is text of its own, and may hold an element, inside
// <span lang="sv" dir="ltr"> where the page's data has `missing.KEY`. In attributes, titles and
// options the Swedish text stands unmarked: HTML has no way to say it there.
std::string with_fallback_marks(std::string_view html);

// The same for texts that reach a page as data, with their placeholders filled in: they are put
// between two noncharacters of Unicode, which no text of ours has, and a page that is made becomes
// what it is to be. Somebody who sends such a character marks their own words, on their own page.
std::string between_marks(std::string_view swedish);
std::string with_marks_resolved(std::string_view html);

}  // namespace lyhord::api
