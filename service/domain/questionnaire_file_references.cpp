#include <algorithm>

#include "base/limits.h"
#include "domain/files.h"
#include "domain/questionnaire_file_parts.h"

namespace lyhord::domain {
namespace {

namespace limits = base::limits;

// What a questionnaire refers to, and what is wrong with that.
struct References {
    FileReading& in;
    const Questionnaire& questionnaire;
    const AreaTree& areas;
    const std::vector<Codebook>& codebooks;
};

base::JsonPointer question_pointer(const References& all, std::size_t index) {
    return all.in.pointer({}, "questions").child(index);
}

base::JsonPointer below(const References& all, const base::JsonPointer& at, std::string_view key) {
    return all.in.pointer({nullptr, at}, key);
}

bool has_theme(const References& all, std::string_view id) {
    return std::ranges::any_of(all.codebooks, [id](const Codebook& codebook) {
        return std::ranges::find(codebook.themes, id, &Theme::id) != codebook.themes.end();
    });
}

bool has_area(const References& all, const AreaRules& rules, std::string_view code) {
    const std::optional<std::size_t> root = all.areas.find(rules.root);
    const std::optional<std::size_t> area = all.areas.find(code);
    return root && area && all.areas.is_within(*area, *root);
}

void check_condition(const References& all,
                     const base::JsonPointer& at,
                     const Condition& condition) {
    if (condition.question >= all.questionnaire.questions.size()) {
        return;  // told when the file was read
    }
    const Question& named = all.questionnaire.questions[condition.question];
    if (named.type != QuestionType::area || !all.areas.find(named.area_rules.root)) {
        return;  // other values were checked when the file was read
    }
    for (std::size_t i = 0; i < condition.values.size(); ++i) {
        if (condition.values[i] != outside_category &&
            !has_area(all, named.area_rules, condition.values[i])) {
            all.in.refuse(below(all, at, named.id).child(i),
                          "no area below the question's area_root has this code");
        }
    }
}

void check_question(const References& all, std::size_t index) {
    const Question& question = all.questionnaire.questions[index];
    const base::JsonPointer at = question_pointer(all, index);
    if (question.type == QuestionType::area && !all.areas.find(question.area_rules.root)) {
        all.in.refuse(below(all, at, "area_root"), "no area has this code");
    }
    const std::optional<std::string>& codebook = question.text_rules.codebook;
    if (codebook &&
        std::ranges::find(all.codebooks, *codebook, &Codebook::id) == all.codebooks.end()) {
        all.in.refuse(below(all, at, "codebook"), "no codebook has this id");
    }
    for (std::size_t i = 0; i < question.options.size(); ++i) {
        const std::optional<std::string>& theme = question.options[i].theme;
        if (theme && !has_theme(all, *theme)) {
            all.in.refuse(below(all, below(all, at, "options").child(i), "theme"),
                          "no codebook has this theme");
        }
    }
    for (const Condition& condition : question.show_if) {
        check_condition(all, below(all, at, "show_if"), condition);
    }
}

// The most categories that an area question can give: every area below its root, and outside.
std::size_t count_areas(const References& all, const Question& question) {
    const std::optional<std::size_t> root = all.areas.find(question.area_rules.root);
    std::size_t count = 1;
    for (std::size_t i = 0; root && i < all.areas.areas.size(); ++i) {
        count += all.areas.is_within(i, *root) ? 1 : 0;
    }
    return count;
}

void check_dimension(const References& all, std::size_t index) {
    std::size_t categories = 1;
    bool has_areas = false;
    for (const std::size_t part : all.questionnaire.dimensions[index]) {
        if (part >= all.questionnaire.questions.size()) {
            return;  // told when the file was read
        }
        const Question& question = all.questionnaire.questions[part];
        const bool is_area = question.type == QuestionType::area;
        has_areas |= is_area;
        categories *= count_categories(question, is_area ? count_areas(all, question) : 0) + 1;
    }
    if (has_areas && categories + 1 > limits::categories_max) {
        all.in.refuse(all.in.pointer({}, "dimensions").child(index),
                      "has too many categories with these areas, most allowed",
                      static_cast<std::int64_t>(limits::categories_max));
    }
}

// The id stands in the address, and so in the history of every browser that was there. Of a
// sensitive dialogue it must tell nothing, and only a number surely does.
void check_address(const References& all) {
    constexpr std::string_view neutral_prefix = "dialog-";
    const std::string_view id = all.questionnaire.id;
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    const bool is_neutral = id.starts_with(neutral_prefix) && id.size() > neutral_prefix.size() &&
                            std::ranges::all_of(id.substr(neutral_prefix.size()), is_digit);
    if (all.questionnaire.sensitive && !is_neutral) {
        all.in.refuse(all.in.pointer({}, "id"),
                      "stands in the address, which must not tell what a sensitive dialogue is "
                      "about: must be \"dialog-\" and a number, as dialog-12");
    }
}

}  // namespace

std::vector<base::Error> QuestionnaireFile::check_references(
    const Questionnaire& questionnaire,
    const AreaTree& areas,
    const std::vector<Codebook>& codebooks) {
    FileReading in({}, questionnaire.language);
    const References all{in, questionnaire, areas, codebooks};
    check_address(all);
    for (std::size_t i = 0; i < questionnaire.questions.size(); ++i) {
        check_question(all, i);
    }
    for (std::size_t i = 0; i < questionnaire.dimensions.size(); ++i) {
        check_dimension(all, i);
    }
    return in.take_errors();
}

}  // namespace lyhord::domain
