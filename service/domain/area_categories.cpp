#include "domain/release_plan.h"

namespace lyhord::domain {
namespace {

using base::Json;

std::optional<AreaCategories::Entry> entry_from(const Json& json) {
    const Json* id = json.find("id");
    const Json* moves_to = json.find("moves_to");
    const Json* members = json.find("members");
    if (id == nullptr || id->as_string() == nullptr || members == nullptr ||
        members->as_array() == nullptr) {
        return std::nullopt;
    }
    AreaCategories::Entry entry;
    entry.id = *id->as_string();
    if (moves_to != nullptr && moves_to->as_integer() != nullptr) {
        entry.moves_to = static_cast<std::size_t>(*moves_to->as_integer());
    }
    for (const Json& member : *members->as_array()) {
        if (member.as_string() == nullptr) {
            return std::nullopt;
        }
        entry.members.push_back(*member.as_string());
    }
    return entry;
}

Json to_json(const AreaCategories::Entry& entry) {
    Json members = Json::array();
    for (const std::string& member : entry.members) {
        members.push(member);
    }
    Json json = Json::object();
    json.set("id", entry.id).set("members", std::move(members));
    if (entry.moves_to) {
        json.set("moves_to", *entry.moves_to);
    }
    return json;
}

}  // namespace

Json AreaCategories::to_json() const {
    Json json = Json::object();
    for (const auto& [question, entries] : by_question) {
        Json list = Json::array();
        for (const Entry& entry : entries) {
            list.push(domain::to_json(entry));
        }
        json.set(question, std::move(list));
    }
    return json;
}

std::optional<AreaCategories> AreaCategories::from_json(const Json& json) {
    if (json.as_object() == nullptr) {
        return std::nullopt;
    }
    AreaCategories categories;
    for (const auto& [question, list] : *json.as_object()) {
        std::vector<Entry>& entries = categories.by_question[question];
        if (list.as_array() == nullptr) {
            return std::nullopt;
        }
        for (const Json& item : *list.as_array()) {
            std::optional<Entry> entry = entry_from(item);
            if (!entry) {
                return std::nullopt;
            }
            entries.push_back(std::move(*entry));
        }
    }
    return categories;
}

}  // namespace lyhord::domain
