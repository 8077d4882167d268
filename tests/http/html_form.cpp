#include "html_form.h"

#include <algorithm>
#include <stdexcept>

namespace lyhord::tests {
namespace {

std::string unescaped(std::string_view text) {
    const std::pair<std::string_view, char> entities[] = {{"&lt;", '<'},
                                                          {"&gt;", '>'},
                                                          {"&quot;", '"'},
                                                          {"&apos;", '\''},
                                                          {"&#39;", '\''},
                                                          {"&amp;", '&'}};
    std::string out;
    while (!text.empty()) {
        const auto* entity = std::ranges::find_if(
            entities, [text](const auto& known) { return text.starts_with(known.first); });
        const bool found = entity != std::end(entities);
        out += found ? entity->second : text.front();
        text.remove_prefix(found ? entity->first.size() : 1);
    }
    return out;
}

std::string attribute(std::string_view tag, std::string_view name) {
    const std::string begin = " " + std::string(name) + "=\"";
    const std::size_t at = tag.find(begin);
    if (at == std::string_view::npos) {
        return {};
    }
    tag.remove_prefix(at + begin.size());
    return unescaped(tag.substr(0, tag.find('"')));
}

bool has_flag(std::string_view tag, std::string_view name) {
    return tag.find(" " + std::string(name)) != std::string_view::npos;
}

// From the end of the opening tag to its closing tag.
std::string_view content_of(std::string_view rest, std::string_view closing) {
    rest.remove_prefix(rest.find('>') + 1);
    return rest.substr(0, rest.find(closing));
}

}  // namespace

HtmlForm::HtmlForm(std::string_view page) : page_(page) {
    for (std::size_t at = page_.find('<'); at != std::string::npos; at = page_.find('<', at + 1)) {
        const std::string_view rest = std::string_view(page_).substr(at);
        const std::string_view tag = rest.substr(0, rest.find('>'));
        if (tag.starts_with("<input")) {
            read_input(tag);
        } else if (tag.starts_with("<textarea")) {
            read_area(tag, content_of(rest, "</textarea>"));
        } else if (tag.starts_with("<select")) {
            read_select(tag, content_of(rest, "</select>"));
        }
    }
}

void HtmlForm::read_input(std::string_view tag) {
    const std::string type = attribute(tag, "type");
    const bool is_choice = type == "radio" || type == "checkbox";
    controls_.push_back({.id = attribute(tag, "id"),
                         .name = attribute(tag, "name"),
                         .value = attribute(tag, "value"),
                         .hidden = type == "hidden",
                         .on = !is_choice || has_flag(tag, "checked")});
}

void HtmlForm::read_area(std::string_view tag, std::string_view content) {
    if (content.starts_with('\n')) {
        content.remove_prefix(1);  // as HTML has it
    }
    controls_.push_back({.id = attribute(tag, "id"),
                         .name = attribute(tag, "name"),
                         .value = unescaped(content),
                         .hidden = false,
                         .on = true});
}

void HtmlForm::read_select(std::string_view tag, std::string_view content) {
    for (std::size_t at = content.find("<option"); at != std::string_view::npos;
         at = content.find("<option", at + 1)) {
        const std::string_view option = content.substr(at, content.find('>', at) - at);
        controls_.push_back({.id = attribute(tag, "id"),
                             .name = attribute(tag, "name"),
                             .value = attribute(option, "value"),
                             .hidden = false,
                             .on = has_flag(option, "selected")});
    }
}

std::string HtmlForm::hidden(std::string_view name) const {
    const auto found = std::ranges::find_if(controls_, [name](const Control& control) {
        return control.hidden && control.name == name;
    });
    return found == controls_.end() ? std::string() : found->value;
}

std::vector<std::string> HtmlForm::chosen(std::string_view name) const {
    std::vector<std::string> values;
    for (const Control& control : controls_) {
        if (control.name == name && control.on && !control.hidden) {
            values.push_back(control.value);
        }
    }
    std::ranges::sort(values);
    return values;
}

Fields HtmlForm::asked_of(const Fields& answers) const {
    Fields asked;
    std::ranges::copy_if(answers, std::back_inserter(asked), [this](const auto& answer) {
        return std::ranges::any_of(controls_, [&answer](const Control& control) {
            return !control.hidden && control.name == answer.first;
        });
    });
    return asked;
}

Fields HtmlForm::filled(const Fields& typed, const Fields& button) const {
    Fields fields;
    for (const Control& control : controls_) {
        const bool is_typed = std::ranges::any_of(
            typed, [&control](const auto& field) { return field.first == control.name; });
        if (control.on && (control.hidden || !is_typed)) {
            fields.emplace_back(control.name, control.value);
        }
    }
    fields.insert(fields.end(), typed.begin(), typed.end());
    fields.insert(fields.end(), button.begin(), button.end());
    return fields;
}

std::string HtmlForm::edit_button(std::string_view wording) const {
    const std::size_t asked = page_.find(">" + std::string(wording) + "</dt>");
    const std::size_t begin = page_.find("<button", asked);
    if (asked == std::string::npos || begin == std::string::npos) {
        throw std::runtime_error("the review has no button for this question");
    }
    const std::string_view rest = std::string_view(page_).substr(begin);
    return attribute(rest.substr(0, rest.find('>')), "value");
}

std::string HtmlForm::first_error_field() const {
    const std::size_t summary = page_.find("class=\"errors\"");
    const std::size_t link = page_.find("<a href=\"#", summary);
    if (summary == std::string::npos || link == std::string::npos) {
        throw std::runtime_error("the page has no error summary with a link");
    }
    const std::string_view rest = std::string_view(page_).substr(link);
    const std::string id = attribute(rest.substr(0, rest.find('>')), "href").substr(1);
    const auto found = std::ranges::find(controls_, id, &Control::id);
    return found == controls_.end() ? std::string() : found->name;
}

}  // namespace lyhord::tests
