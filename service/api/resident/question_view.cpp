#include "api/resident/question_view.h"

#include <algorithm>

#include "api/resident/area_view.h"
#include "api/resident/option_order.h"
#include "api/resident/problem_text.h"
#include "api/resident/script_view.h"

namespace lyhord::api {
namespace {

using base::Json;
using domain::Question;
using domain::QuestionType;

std::string_view ui_text(const QuestionViewing& viewing, std::string_view key) {
    return viewing.pages.text(viewing.language.page, key);
}

// The first radio button or box of a group has the bare name, so that a link finds the group.
Json choice(std::string_view kind, const std::string& name, std::size_t place) {
    Json json = Json::object();
    json.set("kind", kind).set("name", name);
    return json.set("id", place == 0 ? name : name + "." + std::to_string(place));
}

Json options_view(const QuestionViewing& viewing, std::size_t index) {
    const Question& question = viewing.echo.question(index);
    const bool is_single = question.type == QuestionType::single;
    const std::string name = field_name(question);
    Json options = Json::array();
    std::size_t place = 0;
    for (const std::size_t at : option_order(question, viewing.echo.state.seed)) {
        const domain::Option& option = question.options[at];
        Json view = choice(is_single ? "radio" : "checkbox", name, place++);
        view.set("value", option.id).set("checked", viewing.echo.chose(index, option.id));
        put_text(view, "text", option.text, viewing.language);
        options.push(std::move(view));
    }
    return options;
}

domain::LocalizedText scale_label(const Question& question, std::int64_t value) {
    for (const auto& [labelled, text] : question.scale_rules.labels) {
        if (labelled == value) {
            return text;
        }
    }
    return {};
}

std::string numbered(const std::string& number, const std::string& words) {
    return words.empty() ? number : number + " – " + words;
}

Json scale_view(const QuestionViewing& viewing, std::size_t index) {
    const Question& question = viewing.echo.question(index);
    const std::string name = field_name(question);
    Json options = Json::array();
    std::size_t place = 0;
    for (std::int64_t value = question.scale_rules.min; value <= question.scale_rules.max;
         ++value) {
        const std::string number = std::to_string(value);
        Json view = choice("radio", name, place++);
        view.set("value", number).set("checked", viewing.echo.chose(index, number));
        Json label = Json::object();
        put_text(label, "text", scale_label(question, value), viewing.language);
        const std::string words = *label.find("text")->as_string();
        view.set("text", numbered(number, words));
        view.set("text_lang", *label.find("text_lang"));
        options.push(std::move(view));
    }
    return options;
}

Json row_options(const QuestionViewing& viewing, std::size_t index, std::size_t row) {
    const Question& question = viewing.echo.question(index);
    const std::string name = field_name(question, question.rows[row]);
    Json options = Json::array();
    for (std::size_t at = 0; at < question.options.size(); ++at) {
        Json view = choice("radio", name, at);
        view.set("value", question.options[at].id);
        view.set("checked", viewing.echo.row_choice(index, row) == at);
        put_text(view, "text", question.options[at].text, viewing.language);
        options.push(std::move(view));
    }
    return options;
}

Json rows_view(const QuestionViewing& viewing, std::size_t index) {
    const Question& question = viewing.echo.question(index);
    Json rows = Json::array();
    for (std::size_t row = 0; row < question.rows.size(); ++row) {
        Json view = Json::object();
        put_text(view, "text", question.rows[row].text, viewing.language);
        view.set("name", field_name(question, question.rows[row]));
        view.set("options", row_options(viewing, index, row));
        rows.push(std::move(view));
    }
    return rows;
}

std::string limit_words(const QuestionViewing& viewing, const Question& question) {
    std::string_view key;
    std::size_t max = 0;
    if (question.type == QuestionType::text) {
        key = "characters_max";
        max = question.text_rules.characters_max;
    } else if (question.type == QuestionType::multiple && question.choices_max) {
        key = "choose_most";
        max = *question.choices_max;
    } else if (question.type == QuestionType::multiple && question.help.empty()) {
        return std::string(ui_text(viewing, "choose_several"));
    }
    const Placeholder placeholder{"max", std::to_string(max)};
    return key.empty() ? std::string() : filled(ui_text(viewing, key), {&placeholder, 1});
}

// Where no script is known to run, a question that waits for one beside it is there to be read.
bool has_note(const QuestionViewing& viewing, const QuestionSurroundings& around) {
    return !around.conditions.empty() && viewing.echo.state.layout == PageLayout::apart;
}

// The ids of what explains the question, for aria-describedby.
std::string described_by(const QuestionViewing& viewing,
                         std::size_t index,
                         const std::string& limit,
                         const QuestionSurroundings& around) {
    const Question& question = viewing.echo.question(index);
    const std::string id = question_anchor(question);
    std::string ids;
    const auto add = [&ids, &id](bool is_there, std::string_view suffix) {
        if (is_there) {
            ids += (ids.empty() ? "" : " ") + id + std::string(suffix);
        }
    };
    add(has_note(viewing, around), "-note");
    add(!question.help.empty(), "-help");
    add(!limit.empty(), "-limit");
    add(!around.problem.empty(), "-problem");
    add(!question.number_rules.unit.empty(), "-unit");
    return ids;
}

void put_fields(Json& view, const QuestionViewing& viewing, std::size_t index) {
    const Question& question = viewing.echo.question(index);
    switch (question.type) {
        case QuestionType::single:
        case QuestionType::multiple:
            view.set("options", options_view(viewing, index));
            return;
        case QuestionType::scale:
            view.set("options", scale_view(viewing, index));
            return;
        case QuestionType::matrix:
            view.set("rows", rows_view(viewing, index));
            return;
        case QuestionType::number:
            put_text(view, "unit", question.number_rules.unit, viewing.language);
            view.set("typed", viewing.echo.typed(index));
            return;
        case QuestionType::text:
            view.set("max", question.text_rules.characters_max);
            view.set("typed", viewing.echo.typed(index));
            return;
        case QuestionType::area:
            view.set("areas", area_choices(viewing, index));
            return;
    }
}

// Its address, in the language that the question's words are really in; empty: there is none.
std::string recording(const QuestionViewing& viewing, const Question& question) {
    const auto found = question.recordings.find(viewing.language.content);
    const std::string& slug = viewing.round.round.slug;
    return found != question.recordings.end() && viewing.pages.recordings().has(slug, found->second)
               ? "/lyssna/" + slug + "/" + found->second
               : std::string();
}

Json plain_value(Json value) {
    Json json = Json::object();
    return json.set("value", std::move(value)).set("value_lang", "");
}

Json option_value(const QuestionViewing& viewing, const domain::Option& option) {
    Json json = Json::object();
    put_text(json, "value", option.text, viewing.language);
    return json;
}

void push_rows(Json& values, const QuestionViewing& viewing, std::size_t index) {
    const Question& question = viewing.echo.question(index);
    for (std::size_t row = 0; row < question.rows.size(); ++row) {
        if (const auto chosen = viewing.echo.row_choice(index, row)) {
            Json value = option_value(viewing, question.options[*chosen]);
            put_text(value, "row", question.rows[row].text, viewing.language);
            values.push(std::move(value));
        }
    }
}

Json answer_values(const QuestionViewing& viewing, std::size_t index) {
    const Question& question = viewing.echo.question(index);
    Json values = Json::array();
    if (!viewing.echo.current()[index].answered) {
        return values;
    }
    if (question.type == QuestionType::area) {
        values.push(chosen_area(viewing, index));
    } else if (question.type == QuestionType::matrix) {
        push_rows(values, viewing, index);
    } else if (question.options.empty()) {
        values.push(plain_value(viewing.echo.typed(index)));
    }
    for (const domain::Option& option : question.options) {
        if (viewing.echo.chose(index, option.id)) {
            values.push(option_value(viewing, option));
        }
    }
    return values;
}

}  // namespace

Json question_view(const QuestionViewing& viewing,
                   std::size_t index,
                   const QuestionSurroundings& around) {
    const Question& question = viewing.echo.question(index);
    const std::string limit = limit_words(viewing, question);
    const bool is_one_of =
        question.type == QuestionType::single || question.type == QuestionType::scale;
    const bool has_options = is_one_of || question.type == QuestionType::multiple;
    Json view = Json::object();
    put_text(view, "text", question.text, viewing.language);
    put_text(view, "help", question.help, viewing.language);
    view.set("id", question_anchor(question)).set("name", field_name(question));
    view.set("recording", recording(viewing, question));
    view.set("limit", limit).set("problem", around.problem);
    view.set("described", described_by(viewing, index, limit, around));
    view.set("conditions", around.conditions).set("checks", checks_text(viewing, index));
    view.set("note", has_note(viewing, around));
    view.set("concealed", !around.asked && !has_note(viewing, around));
    view.set("begins_background", around.begins_background);
    view.set("required", question.required);
    // For a script that makes a submission of the page itself.
    view.set("type", domain::question_type_names[static_cast<std::size_t>(question.type)]);
    view.set(
        "must",
        question.required
            ? problem_text(
                  viewing.pages, viewing.language, viewing.echo, {index, base::Literal("required")})
            : std::string());
    view.set("has_options", has_options);
    view.set("grouped", has_options || question.type == QuestionType::matrix);
    view.set("line", question.type == QuestionType::scale);
    view.set("clearable", is_one_of && !question.required);
    view.set("is_text", question.type == QuestionType::text);
    view.set("is_number", question.type == QuestionType::number);
    view.set("is_area", question.type == QuestionType::area);
    put_fields(view, viewing, index);
    return view;
}

Json answer_view(const QuestionViewing& viewing, std::size_t index) {
    Json view = Json::object();
    put_text(view, "text", viewing.echo.question(index).text, viewing.language);
    Json values = answer_values(viewing, index);
    const bool is_none = values.as_array()->empty();
    if (is_none) {
        values.push(plain_value(ui_text(viewing, "no_answer")));
    }
    for (Json& value : *values.as_array()) {
        value.set("is_none", is_none);
        if (value.find("row") == nullptr) {
            value.set("row", "");
        }
    }
    return view.set("values", std::move(values));
}

std::string question_anchor(const Question& question) { return "f-" + question.id; }

std::string first_field(const Question& question) {
    return question.rows.empty() ? field_name(question)
                                 : field_name(question, question.rows.front());
}

}  // namespace lyhord::api
