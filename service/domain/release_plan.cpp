#include "domain/release_plan.h"

#include <algorithm>

#include "domain/files.h"

namespace lyhord::domain {
namespace {

LocalizedText swedish(std::string text) {
    LocalizedText localized;
    localized.add("sv", std::move(text));
    return localized;
}

LocalizedText missing_text() {
    LocalizedText text = swedish("Uppgift saknas");
    text.add("en", "Not stated");
    return text;
}

LocalizedText not_reported_text() {
    LocalizedText text = swedish("Ej redovisat");
    text.add("en", "Not reported");
    return text;
}

Category category(std::string_view id, LocalizedText text) {
    Category made;
    made.id = id;
    made.text = std::move(text);
    return made;
}

std::string area_name(const AreaTree& areas, std::string_view code) {
    const auto index = areas.find(code);
    return index ? areas.areas[*index].name : std::string(code);
}

Category area_category_of(const AreaCategories::Entry& entry, const AreaTree& areas) {
    Category category;
    category.id = entry.id;
    category.moves_to = entry.moves_to;
    category.members = entry.members;
    if (entry.id.starts_with(rest_prefix)) {
        const std::string_view code = std::string_view(entry.id).substr(rest_prefix.size());
        category.text = swedish("Övriga " + area_name(areas, code));
    } else {
        category.text = swedish(area_name(areas, entry.id));
    }
    return category;
}

std::vector<ReleaseOption> scale_options(const ScaleRules& rules) {
    std::vector<ReleaseOption> options;
    for (std::int64_t value = rules.min; value <= rules.max; ++value) {
        ReleaseOption option{.id = std::to_string(value), .text = {}, .missing = false};
        for (const auto& [labelled, text] : rules.labels) {
            if (labelled == value) {
                option.text = text;
            }
        }
        if (option.text.empty()) {
            option.text = swedish(option.id);
        }
        options.push_back(std::move(option));
    }
    return options;
}

// What is counted of a question, in the order of its indexes. Options with report_as keep their
// index (so that later ones do not shift) and are never counted.
std::vector<ReleaseOption> options_of(const Question& question,
                                      const AreaTree& areas,
                                      const AreaCategories& area_categories) {
    std::vector<ReleaseOption> options;
    if (question.type == QuestionType::scale) {
        return scale_options(question.scale_rules);
    }
    if (question.type == QuestionType::number) {
        for (const Band& band : question.number_rules.bands) {
            options.push_back({.id = band.id, .text = band.text, .missing = false});
        }
    } else if (question.type == QuestionType::area) {
        const auto entries = area_categories.by_question.find(question.id);
        if (entries != area_categories.by_question.end()) {
            for (const AreaCategories::Entry& entry : entries->second) {
                const Category category = area_category_of(entry, areas);
                options.push_back({.id = category.id, .text = category.text, .missing = false});
            }
        }
        if (question.area_rules.allow_outside) {
            options.push_back({.id = std::string(outside_category),
                               .text = question.area_rules.outside_label,
                               .missing = false});
        }
    } else {
        for (const Option& option : question.options) {
            options.push_back({.id = option.id, .text = option.text, .missing = option.missing});
        }
    }
    return options;
}

// The categories that one background question gives, without the two last.
std::vector<Category> categories_of(const Question& question,
                                    const AreaTree& areas,
                                    const AreaCategories& area_categories) {
    std::vector<Category> categories;
    if (question.type == QuestionType::area) {
        const auto entries = area_categories.by_question.find(question.id);
        if (entries != area_categories.by_question.end()) {
            for (const AreaCategories::Entry& entry : entries->second) {
                categories.push_back(area_category_of(entry, areas));
            }
        }
        if (question.area_rules.allow_outside) {
            categories.push_back(category(outside_category, question.area_rules.outside_label));
        }
        return categories;
    }
    for (const ReleaseOption& option : options_of(question, areas, area_categories)) {
        const auto source = std::ranges::find(question.options, option.id, &Option::id);
        const bool counted_elsewhere = source != question.options.end() && source->report_as;
        if (!option.missing && !counted_elsewhere) {
            categories.push_back(category(option.id, option.text));
        }
    }
    return categories;
}

LocalizedText joined(const LocalizedText& left, const LocalizedText& right) {
    LocalizedText text;
    for (const auto& [language, words] : left.all()) {
        text.add(language, words + ", " + std::string(right.in(language, "sv").text));
    }
    return text;
}

// Every pair of categories, the first part varying slowest; each part's "_missing" is one of them,
// so that a crossing's margins add up to its parts. crossed_category() counts in the same order.
std::vector<Category> crossed(const std::vector<Category>& left,
                              const std::vector<Category>& right) {
    std::vector<Category> pairs;
    for (const Category& a : left) {
        for (const Category& b : right) {
            pairs.push_back(category(a.id + "*" + b.id, joined(a.text, b.text)));
        }
    }
    return pairs;
}

Dimension make_dimension(const Questionnaire& questionnaire,
                         const std::vector<std::size_t>& parts,
                         const AreaTree& areas,
                         const AreaCategories& area_categories) {
    Dimension dimension;
    dimension.parts = parts;
    dimension.is_area =
        parts.size() == 1 && questionnaire.questions[parts[0]].type == QuestionType::area;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const Question& question = questionnaire.questions[parts[i]];
        dimension.id += (i == 0 ? "" : "*") + question.id;
        std::vector<Category> own = categories_of(question, areas, area_categories);
        if (parts.size() > 1) {
            own.push_back(category(missing_category, missing_text()));
        }
        dimension.categories = i == 0 ? std::move(own) : crossed(dimension.categories, own);
    }
    if (parts.size() > 1) {
        // The last combination has nothing stated at all: that is what "_missing" says by itself.
        dimension.categories.pop_back();
    }
    dimension.categories.push_back(category(missing_category, missing_text()));
    dimension.categories.push_back(category(not_reported_category, not_reported_text()));
    return dimension;
}

std::string_view type_name(QuestionType type) {
    return question_type_names[static_cast<std::size_t>(type)];
}

std::vector<ReleaseOption> theme_options(const Question& question,
                                         const std::vector<Codebook>& codebooks) {
    std::vector<ReleaseOption> options;
    const auto found = std::ranges::find(codebooks, *question.text_rules.codebook, &Codebook::id);
    if (found == codebooks.end()) {
        return options;
    }
    for (const Theme& theme : found->themes) {
        options.push_back({.id = theme.id, .text = swedish(theme.label), .missing = false});
    }
    return options;
}

ReleaseQuestion text_question(const Question& question,
                              std::size_t index,
                              const std::vector<Codebook>& codebooks) {
    ReleaseQuestion release{.id = question.id,
                            .type = type_name(question.type),
                            .question = index,
                            .row = {},
                            .kind = ValueKind::none,
                            .all_rules = false,
                            .is_text = true,
                            .options = {},
                            .dimensions = {}};
    if (question.text_rules.codebook) {
        release.kind = ValueKind::several;
        release.all_rules = question.sensitive;
        release.options = theme_options(question, codebooks);
    }
    return release;
}

bool is_declared(const Questionnaire& questionnaire, std::size_t index) {
    return std::ranges::any_of(questionnaire.dimensions, [index](const auto& parts) {
        return std::ranges::find(parts, index) != parts.end();
    });
}

ReleaseQuestion choice_question(std::string id, std::string_view type) {
    ReleaseQuestion question;
    question.id = std::move(id);
    question.type = type;
    return question;
}

// One release question, or one a row of a matrix.
void add_choice_questions(ReleasePlan& plan,
                          const Question& question,
                          std::size_t index,
                          const std::vector<ReleaseOption>& options) {
    const std::size_t rows = question.type == QuestionType::matrix ? question.rows.size() : 1;
    for (std::size_t row = 0; row < rows; ++row) {
        ReleaseQuestion release = choice_question(question.id, type_name(question.type));
        release.question = index;
        release.options = options;
        release.all_rules = question.sensitive;
        if (question.type == QuestionType::matrix) {
            release.id += "." + question.rows[row].id;
            release.row = row;
        } else if (question.type == QuestionType::multiple) {
            release.kind = ValueKind::several;
        }
        plan.questions.push_back(std::move(release));
    }
}

}  // namespace

ReleasePlan make_release_plan(const Questionnaire& questionnaire,
                              const AreaTree& areas,
                              const std::vector<Codebook>& codebooks,
                              const AreaCategories& area_categories) {
    ReleasePlan plan;
    plan.batch_size_min = questionnaire.batch_size_min;
    std::vector<std::size_t> every;
    std::vector<std::size_t> areas_only;
    for (const std::vector<std::size_t>& parts : questionnaire.dimensions) {
        every.push_back(plan.dimensions.size());
        plan.dimensions.push_back(make_dimension(questionnaire, parts, areas, area_categories));
        if (plan.dimensions.back().is_area) {
            areas_only.push_back(every.back());
        }
    }
    for (std::size_t i = 0; i < questionnaire.questions.size(); ++i) {
        const Question& question = questionnaire.questions[i];
        if (is_declared(questionnaire, i) || question.type == QuestionType::area) {
            plan.singles.emplace(i, make_dimension(questionnaire, {i}, areas, area_categories));
        }
        if (question.type == QuestionType::text) {
            plan.questions.push_back(text_question(question, i, codebooks));
            plan.questions.back().dimensions = areas_only;
        } else if (!is_declared(questionnaire, i)) {
            add_choice_questions(plan, question, i, options_of(question, areas, area_categories));
        }
    }
    plan.questions.push_back(choice_question(std::string(participation_id), "participation"));
    plan.questions.back().kind = ValueKind::none;
    plan.questions.back().all_rules = false;
    for (ReleaseQuestion& question : plan.questions) {
        if (!question.is_text) {
            question.dimensions = every;
        }
    }
    return plan;
}

std::size_t crossed_category(const ReleasePlan& plan,
                             const Dimension& crossing,
                             std::span<const std::size_t> categories) {
    std::size_t place = 0;
    for (std::size_t i = 0; i < categories.size(); ++i) {
        // Of a part's own categories, all but "_not_reported" are crossed.
        const std::size_t crossed = plan.singles.at(crossing.parts[i]).categories.size() - 1;
        place = place * crossed + categories[i];
    }
    return place;
}

std::size_t area_category(const Dimension& dimension, std::string_view code) {
    for (std::size_t i = 0; i < dimension.missing(); ++i) {
        const Category& category = dimension.categories[i];
        const bool counts_it = std::ranges::find(category.members, code) != category.members.end();
        if (counts_it || (code == outside_category && category.id == outside_category)) {
            return i;
        }
    }
    return dimension.missing();
}

}  // namespace lyhord::domain
