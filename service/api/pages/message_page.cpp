#include "api/pages/message_page.h"

namespace lyhord::api {

base::Json message_data(const Pages& pages, const PageLanguage& language, const Message& message) {
    const std::string key(message.key.view());
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
    data.set("message_title", pages.text(language.page, key + "_title"));
    data.set("paragraphs", std::move(paragraphs));
    return data.set("has_links", !message.links.empty()).set("links", std::move(links));
}

http::Response message_page(const Pages& pages,
                            const PageLanguage& language,
                            const Message& message) {
    base::Json data = message_data(pages, language, message);
    data.set("title", *data.find("message_title")).set("queued", !message.no_store);
    if (message.has_exit) {
        put_exit(data);
    }
    return pages.render("message",
                        {.language = language.page,
                         .status = message.status,
                         .no_store = message.no_store,
                         .runs_script = !message.no_store || message.has_exit,
                         .sends_queue = !message.no_store},
                        data);
}

}  // namespace lyhord::api
