#include "reporting/poster.h"

#include "base/bytes.h"

namespace lyhord::reporting {
namespace {

using base::Json;

std::string text_of(const Json& json, std::string_view key) {
    const Json* value = json.find(key);
    const std::string* text = value == nullptr ? nullptr : value->as_string();
    return text == nullptr ? std::string() : *text;
}

Json text_json(const PosterText& text) {
    Json facts = Json::array();
    for (const std::string& fact : text.facts) {
        facts.push(fact);
    }
    Json json = Json::object();
    json.set("language", text.language).set("right_to_left", text.right_to_left);
    json.set("title", text.title).set("purpose", text.purpose);
    return json.set("facts", std::move(facts)).set("scan", text.scan).set("note", text.note);
}

PosterText text_from(const Json& json) {
    PosterText text{.language = text_of(json, "language"),
                    .title = text_of(json, "title"),
                    .purpose = text_of(json, "purpose"),
                    .facts = {},
                    .scan = text_of(json, "scan"),
                    .note = text_of(json, "note")};
    const Json* direction = json.find("right_to_left");
    text.right_to_left = direction != nullptr && direction->as_bool() && *direction->as_bool();
    const Json* facts = json.find("facts");
    if (facts != nullptr && facts->as_array() != nullptr) {
        for (const Json& fact : *facts->as_array()) {
            text.facts.push_back(fact.as_string() == nullptr ? "" : *fact.as_string());
        }
    }
    return text;
}

}  // namespace

std::optional<PosterFormat> poster_format_from(std::string_view name) {
    if (name == "pdf") {
        return PosterFormat::pdf;
    }
    return name == "svg" ? std::optional(PosterFormat::svg) : std::nullopt;
}

std::string_view poster_format_name(PosterFormat format) {
    return format == PosterFormat::pdf ? "pdf" : "svg";
}

std::string_view poster_content_type(PosterFormat format) {
    return format == PosterFormat::pdf ? "application/pdf" : "image/svg+xml";
}

base::Json poster_json(const Poster& poster) {
    Json texts = Json::array();
    for (const PosterText& text : poster.texts) {
        texts.push(text_json(text));
    }
    Json json = Json::object();
    json.set("site", poster.site).set("color", poster.color);
    json.set("logo", base::base64url(base::as_bytes(poster.logo)));
    json.set("link", poster.link).set("shown_link", poster.shown_link);
    return json.set("texts", std::move(texts));
}

std::optional<Poster> poster_from(const base::Json& json) {
    const Json* texts = json.find("texts");
    const auto logo = base::from_base64url(text_of(json, "logo"));
    if (texts == nullptr || texts->as_array() == nullptr || texts->as_array()->empty() || !logo) {
        return std::nullopt;
    }
    Poster poster{.site = text_of(json, "site"),
                  .color = text_of(json, "color"),
                  .logo = std::string(base::as_text(*logo)),
                  .link = text_of(json, "link"),
                  .shown_link = text_of(json, "shown_link"),
                  .texts = {}};
    for (const Json& text : *texts->as_array()) {
        poster.texts.push_back(text_from(text));
    }
    return poster;
}

}  // namespace lyhord::reporting
