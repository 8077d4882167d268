#include "api/staff/problem_words.h"

#include "api/assets.h"
#include "base/whole_number.h"

namespace lyhord::api::staff {
namespace {

using base::Json;

const Json& table() {
    static const Json read = Json::parse(embedded_asset("problems/sv.json")).value();
    return read;
}

// "q4_orsak" of "/questions/3/options/1/text", if the file can be read so far.
std::string question_at(std::string_view pointer, const Json& file) {
    constexpr std::string_view of_questions = "/questions/";
    if (!pointer.starts_with(of_questions)) {
        return {};
    }
    pointer.remove_prefix(of_questions.size());
    const auto number = base::whole_number(pointer.substr(0, pointer.find('/')));
    const Json* questions = file.find("questions");
    const Json::Array* all = questions == nullptr ? nullptr : questions->as_array();
    if (!number || all == nullptr || *number < 0 ||
        static_cast<std::size_t>(*number) >= all->size()) {
        return {};
    }
    const Json* id = (*all)[static_cast<std::size_t>(*number)].find("id");
    return id == nullptr || id->as_string() == nullptr ? std::string() : *id->as_string();
}

std::string text_of(const base::Error& error) {
    std::string text = swedish_of(error.message()).value_or(std::string(error.message()));
    if (error.details().subject) {
        text += ": " + error.details().subject->text();
    }
    return error.details().number ? text + " " + std::to_string(*error.details().number) : text;
}

}  // namespace

std::optional<std::string> swedish_of(std::string_view message) {
    const Json* found = table().find(message);
    return found == nullptr ? std::nullopt : std::optional(*found->as_string());
}

Json problems_data(const std::vector<base::Error>& errors, std::string_view file) {
    const auto parsed = Json::parse(file);
    Json problems = Json::array();
    for (const base::Error& error : errors) {
        Json problem = Json::object();
        std::string place = error.details().pointer ? error.details().pointer->text() : "";
        const std::string question = parsed ? question_at(place, *parsed) : std::string();
        if (!question.empty()) {
            place.insert(0, question + ": ");
        }
        problem.set("place", std::move(place)).set("text", text_of(error));
        problems.push(std::move(problem));
    }
    return problems;
}

}  // namespace lyhord::api::staff
