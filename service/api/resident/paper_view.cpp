#include "api/resident/paper_view.h"

#include "api/resident/question_pages.h"
#include "api/resident/start_view.h"

namespace lyhord::api {
namespace {

using base::Json;
using domain::Condition;
using domain::Question;

// The number that a question has on the paper, by its index.
using Numbers = std::vector<std::size_t>;

struct Paper {
    QuestionViewing viewing;
    Numbers numbers;
};

std::string value_words(const QuestionViewing& viewing,
                        const Question& question,
                        const std::string& value) {
    Json words = Json::object();
    if (const auto option = question.option(value)) {
        put_text(words, "text", question.options[*option].text, viewing.language);
        return *words.find("text")->as_string();
    }
    if (question.type == domain::QuestionType::area && value == domain::outside_category) {
        put_text(words, "text", question.area_rules.outside_label, viewing.language);
        return *words.find("text")->as_string();
    }
    const auto area = viewing.round.areas.find(value);
    return question.type == domain::QuestionType::area && area
               ? viewing.round.areas.areas[*area].name
               : value;
}

std::string condition_words(const Paper& paper, const Condition& condition) {
    const QuestionViewing& viewing = paper.viewing;
    const std::string number = std::to_string(paper.numbers[condition.question]);
    if (condition.answered) {
        return words(viewing.pages, viewing.language, "paper_only_if_answered", {"number", number});
    }
    const Question& question = viewing.round.questionnaire.questions[condition.question];
    std::string answers;
    for (const std::string& value : condition.values) {
        answers += (answers.empty() ? "" : " / ") + value_words(viewing, question, value);
    }
    const Placeholder placeholders[] = {{"answers", answers}, {"number", number}};
    return filled(viewing.pages.text(viewing.language.page, "paper_only_if"), placeholders);
}

Json question_on_paper(const Paper& paper, std::size_t index) {
    const Question& question = paper.viewing.round.questionnaire.questions[index];
    Json view = question_view(paper.viewing, index, {});
    const bool is_one_of = question.type == domain::QuestionType::single ||
                           question.type == domain::QuestionType::scale ||
                           question.type == domain::QuestionType::matrix;
    view.set("is_one_of", is_one_of);
    Json conditions = Json::array();
    for (const Condition& condition : question.show_if) {
        conditions.push(condition_words(paper, condition));
    }
    return view.set("conditions", std::move(conditions));
}

}  // namespace

Json paper_view(const QuestionViewing& viewing) {
    const domain::Questionnaire& questionnaire = viewing.round.questionnaire;
    Paper paper{.viewing = viewing, .numbers = Numbers(questionnaire.questions.size())};
    std::vector<std::size_t> order;
    for (const QuestionPage& page : question_pages(questionnaire)) {
        for (const std::size_t index : page) {
            order.push_back(index);
            paper.numbers[index] = order.size();
        }
    }
    Json questions = Json::array();
    for (const std::size_t index : order) {
        questions.push(question_on_paper(paper, index));
    }
    Json data = start_view({viewing.pages, viewing.round, viewing.language});
    return data.set("questions", std::move(questions));
}

}  // namespace lyhord::api
