#include "api/pages/message_page.h"

namespace lyhord::api {

http::Response message_page(const Pages& pages,
                            const PageLanguage& language,
                            const Message& message) {
    const std::string key(message.key.view());
    const std::string_view heading = pages.text(language.page, key + "_title");
    base::Json paragraphs = base::Json::array();
    paragraphs.push(pages.text(language.page, key + "_text"));
    for (const std::string& paragraph : message.more) {
        paragraphs.push(paragraph);
    }
    base::Json links = base::Json::array();
    for (const auto& [url, text] : message.links) {
        base::Json link = base::Json::object();
        links.push(link.set("url", url).set("text", text));
    }
    base::Json data = base::Json::object();
    data.set("title", heading).set("heading", heading);
    data.set("paragraphs", std::move(paragraphs));
    data.set("has_links", !message.links.empty()).set("links", std::move(links));
    return pages.render(
        "message",
        {.language = language.page, .status = message.status, .no_store = message.no_store},
        data);
}

}  // namespace lyhord::api
