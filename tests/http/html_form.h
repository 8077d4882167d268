// Owns HtmlForm: the questionnaire form of a page as a browser without JavaScript sees it. It reads
// the markup that our templates write, not any HTML.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "site.h"

namespace lyhord::tests {

class HtmlForm {
public:
    explicit HtmlForm(std::string_view page);

    // The value of a hidden field; empty if there is none.
    std::string hidden(std::string_view name) const;
    // The values of the boxes and buttons of this name that are ticked.
    std::vector<std::string> chosen(std::string_view name) const;
    // Those of `answers` that this page has a field for.
    Fields asked_of(const Fields& answers) const;
    // What a browser would post: everything that the page carries, with the fields that were typed
    // replaced, and the button that was pressed.
    Fields filled(const Fields& typed, const Fields& button) const;
    // The value of the review's button that leads to the question with this wording.
    std::string edit_button(std::string_view wording) const;
    // The name of the field that the first link of the error summary leads to.
    std::string first_error_field() const;

private:
    struct Control {
        std::string id;
        std::string name;
        std::string value;
        bool hidden = false;
        bool on = false;  // it would be posted as it is
    };
    void read_input(std::string_view tag);
    void read_area(std::string_view tag, std::string_view content);
    void read_select(std::string_view tag, std::string_view content);

    std::string page_;
    std::vector<Control> controls_;
};

}  // namespace lyhord::tests
