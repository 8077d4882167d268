#include "api/pages/fallback_marks.h"

#include <algorithm>
#include <array>

#include "api/pages/languages.h"

namespace lyhord::api {
namespace {

constexpr std::string_view text_tag = "{{t.";
constexpr std::string_view tag_end = "}}";

// Noncharacters of Unicode: for a program's own use, never in a text.
constexpr std::string_view mark_begin = "\uFDD0";
constexpr std::string_view mark_end = "\uFDD1";

// Elements whose content is text only.
constexpr std::array<std::string_view, 4> plain_elements{"title", "option", "textarea", "style"};

std::string element_name(std::string_view after_bracket) {
    const bool closes = after_bracket.starts_with('/');
    const std::string_view name = after_bracket.substr(closes ? 1 : 0);
    return std::string(name.substr(0, name.find_first_of(" >\n{")));
}

// Where a reader of HTML is.
struct Place {
    bool is_in_tag = false;
    bool is_in_plain_element = false;

    void pass(std::string_view rest) {
        if (rest.front() == '<') {
            is_in_tag = true;
            if (std::ranges::find(plain_elements, element_name(rest.substr(1))) !=
                plain_elements.end()) {
                is_in_plain_element = rest[1] != '/';
            }
        } else if (rest.front() == '>') {
            is_in_tag = false;
        }
    }
};

std::string opening() { return "<span lang=\"" + std::string(first_language) + "\" dir=\"ltr\">"; }

constexpr std::string_view closing = "</span>";

std::string marked(std::string_view key) {
    const std::string name(key);
    const std::string text = "{{t." + name + "}}";
    return "{{#missing." + name + "}}" + opening() + text + std::string(closing) + "{{/missing." +
           name + "}}{{^missing." + name + "}}" + text + "{{/missing." + name + "}}";
}

}  // namespace

std::string with_fallback_marks(std::string_view html) {
    std::string out;
    Place place;
    while (!html.empty()) {
        const std::size_t end =
            html.starts_with("{{") ? html.find(tag_end) : std::string_view::npos;
        if (end == std::string_view::npos) {
            place.pass(html);
            out += html.front();
            html.remove_prefix(1);
            continue;
        }
        const bool is_text =
            html.starts_with(text_tag) && !place.is_in_tag && !place.is_in_plain_element;
        out += is_text ? marked(html.substr(text_tag.size(), end - text_tag.size()))
                       : std::string(html.substr(0, end + tag_end.size()));
        html.remove_prefix(end + tag_end.size());
    }
    return out;
}

std::string between_marks(std::string_view swedish) {
    return std::string(mark_begin).append(swedish).append(mark_end);
}

std::string with_marks_resolved(std::string_view html) {
    std::string out;
    Place place;
    while (!html.empty()) {
        const bool begins = html.starts_with(mark_begin);
        if (begins || html.starts_with(mark_end)) {
            const bool is_text = !place.is_in_tag && !place.is_in_plain_element;
            out += !is_text ? "" : begins ? opening() : std::string(closing);
            html.remove_prefix(mark_begin.size());
            continue;
        }
        place.pass(html);
        out += html.front();
        html.remove_prefix(1);
    }
    return out;
}

}  // namespace lyhord::api
