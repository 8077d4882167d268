// Owns the plain page that says one thing: closed, not found, already received.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "api/pages/page_language.h"
#include "base/literal.h"

namespace lyhord::api {

struct Message {
    int status = 200;
    base::Literal key = "failed";                                 // "<key>_title" and "<key>_text"
    std::vector<std::string> more = {};                           // further paragraphs
    std::vector<std::pair<std::string, std::string>> links = {};  // (address, text)
    bool no_store = false;
    bool has_exit = false;  // message_page() only: a dialogue has its own
};

// The page's data apart from its title.
base::Json message_data(const Pages& pages, const PageLanguage& language, const Message& message);

// Outside of any dialogue.
http::Response message_page(const Pages& pages,
                            const PageLanguage& language,
                            const Message& message);

}  // namespace lyhord::api
