#include "api/resident/script_view.h"

#include <algorithm>

#include "api/resident/problem_text.h"

namespace lyhord::api {
namespace {

using base::Json;
using domain::Question;
using domain::QuestionType;

bool stands_on(const QuestionPage& page, std::size_t question) {
    return std::ranges::find(page, question) != page.end();
}

void put_limit(Json& checks, std::string_view name, const std::optional<double>& limit) {
    if (limit) {
        checks.set(name, *limit);
    }
}

Json alone(const Question& question) {
    Json ids = Json::array();
    for (const domain::Option& option : question.options) {
        if (option.exclusive) {
            ids.push(option.id);
        }
    }
    return ids;
}

}  // namespace

std::vector<std::size_t> questions_to_show(const FormEcho& echo, const QuestionPage& page) {
    const std::vector<bool> asked = echo.shown();
    std::vector<std::size_t> found;
    // A condition names a question that stands before, so one pass sees every chain.
    for (const std::size_t index : page) {
        const bool may_be = std::ranges::all_of(
            echo.question(index).show_if, [&](const domain::Condition& condition) {
                const std::size_t named = condition.question;
                return stands_on(page, named)
                           ? std::ranges::find(found, named) != found.end()
                           : asked[named] && holds(condition, echo.current()[named]);
            });
        if (may_be) {
            found.push_back(index);
        }
    }
    return found;
}

std::string conditions_text(const FormEcho& echo, const QuestionPage& page, std::size_t index) {
    std::string text;
    for (const domain::Condition& condition : echo.question(index).show_if) {
        if (!stands_on(page, condition.question)) {
            continue;
        }
        text += (text.empty() ? "" : " ") + echo.question(condition.question).id;
        char before = ':';
        for (const std::string& value : condition.values) {
            text += before + value;
            before = ',';
        }
    }
    return text;
}

std::string checks_text(const QuestionViewing& viewing, std::size_t index) {
    const Question& question = viewing.echo.question(index);
    Json checks = Json::object();
    std::vector<base::Literal> problems;
    if (question.type == QuestionType::number) {
        checks.set("kind", "number");
        put_limit(checks, "min", question.number_rules.min);
        put_limit(checks, "max", question.number_rules.max);
        put_limit(checks, "step", question.number_rules.step);
        problems = {"wrong_type", "out_of_range", "wrong_step"};
    } else if (question.type == QuestionType::multiple) {
        checks.set("kind", "multi").set("alone", alone(question));
        if (question.choices_max) {
            checks.set("max", *question.choices_max);
            problems.insert(problems.end(), "too_many_choices");
        }
        if (!checks.find("alone")->as_array()->empty()) {
            problems.insert(problems.end(), "exclusive");
        }
    }
    if (problems.empty()) {
        return {};
    }
    Json words = Json::object();
    for (const base::Literal problem : problems) {
        words.set(problem.view(),
                  problem_text(viewing.pages, viewing.language, viewing.echo, {index, problem}));
    }
    return checks.set("words", std::move(words)).dump();
}

}  // namespace lyhord::api
