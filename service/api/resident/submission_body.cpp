#include "api/resident/submission_body.h"

#include <algorithm>
#include <array>
#include <limits>

namespace lyhord::api {
namespace {

using base::Json;
using domain::RawText;

// A value no question takes (true, null, a list of numbers ...): intake answers "wrong_type".
domain::RawValue unfit() { return std::numeric_limits<double>::quiet_NaN(); }

domain::RawValue choices_from(Json::Array& items) {
    domain::RawChoices choices;
    for (Json& item : items) {
        std::string* text = item.as_string();
        if (text == nullptr) {
            return unfit();
        }
        choices.emplace_back(std::move(*text));
    }
    return choices;
}

domain::RawValue rows_from(Json::Object& members) {
    domain::RawRows rows;
    for (auto& [row, value] : members) {
        std::string* option = value.as_string();
        if (option == nullptr) {
            return unfit();
        }
        rows.emplace_back(RawText(std::move(row)), RawText(std::move(*option)));
    }
    return rows;
}

domain::RawValue value_from(Json& json) {
    if (std::string* text = json.as_string()) {
        return RawText(std::move(*text));
    }
    if (const auto number = json.as_number()) {
        return *number;
    }
    if (Json::Array* items = json.as_array()) {
        return choices_from(*items);
    }
    if (Json::Object* members = json.as_object()) {
        return rows_from(*members);
    }
    return unfit();
}

Problem invalid(std::string_view problem) {
    Problem out{.status = 422, .type = "invalid"};
    out.errors = Json::array();
    out.errors.push(error_entry(Json(), problem));
    return out;
}

bool is_known(std::string_view field) {
    constexpr std::array<std::string_view, 5> known{
        "version", "language", "channel", "form", "answers"};
    return std::ranges::find(known, field) != known.end();
}

// The text of an optional field: `otherwise` where it is absent, nothing where it is no text.
std::optional<std::string> optional_text(Json& body,
                                         std::string_view field,
                                         std::string_view otherwise) {
    Json* value = body.find(field);
    if (value == nullptr) {
        return std::string(otherwise);
    }
    std::string* text = value->as_string();
    return text == nullptr ? std::nullopt : std::optional(std::move(*text));
}

}  // namespace

Json error_entry(const Json& question, std::string_view problem) {
    Json entry = Json::object();
    return entry.set("question", question).set("problem", problem);
}

std::expected<SubmissionBody, Problem> read_submission_body(std::string_view body,
                                                            std::string_view language) {
    base::Result<Json> json = Json::parse(body);
    if (!json || json->as_object() == nullptr) {
        return std::unexpected(Problem{.status = 400, .type = "malformed"});
    }
    for (const auto& [field, value] : *json->as_object()) {
        if (!is_known(field)) {
            return std::unexpected(invalid("unknown_field"));
        }
    }
    Json* version = json->find("version");
    Json* answers = json->find("answers");
    if (version == nullptr || answers == nullptr) {
        return std::unexpected(invalid("missing_field"));
    }
    auto tag = optional_text(*json, "language", language);
    const auto channel_name = optional_text(*json, "channel", "link");
    auto form = optional_text(*json, "form", "");
    if (version->as_integer() == nullptr || answers->as_object() == nullptr || !tag ||
        !channel_name || !form) {
        return std::unexpected(invalid("wrong_field"));
    }
    const auto channel = domain::channel_from(*channel_name);
    if (!channel) {
        return std::unexpected(invalid("unknown_channel"));
    }
    if (*channel != domain::Channel::link && *channel != domain::Channel::qr) {
        return std::unexpected(Problem{.status = 403, .type = "channel"});
    }
    SubmissionBody out{.draft = {}, .form_token = std::move(*form)};
    out.draft.version = *version->as_integer();
    out.draft.language = RawText(std::move(*tag));
    out.draft.channel = *channel;
    for (auto& [question, value] : *answers->as_object()) {
        out.draft.answers.push_back(
            {.question = RawText(std::move(question)), .value = value_from(value)});
    }
    return out;
}

}  // namespace lyhord::api
