#include <map>

#include "domain/conditions.h"
#include "domain/files.h"
#include "domain/questionnaire_file_parts.h"

namespace lyhord::domain {
namespace {

// Everything of a questionnaire but its wording: where it stands, and its value as text. Two
// questionnaires that differ in wording only have equal outlines.
class Outline {
public:
    explicit Outline(base::OperatorKey key) : key_(key) {}

    struct Entry {
        base::JsonPointer at;
        std::string value;
    };
    const std::map<std::string, Entry>& entries() const { return entries_; }

    base::JsonPointer at(const base::JsonPointer& parent, std::string_view key) const {
        return parent.child(key_, key);
    }
    void add(const base::JsonPointer& parent, std::string_view key, std::string value) {
        const base::JsonPointer place = at(parent, key);
        entries_[place.text()] = {place, std::move(value)};
    }
    void add_flag(const base::JsonPointer& parent, std::string_view key, bool value) {
        add(parent, key, std::string(value ? "true" : "false"));
    }
    void add_number(const base::JsonPointer& parent,
                    std::string_view key,
                    const std::optional<double>& value) {
        add(parent, key, value ? number_text(*value) : std::string());
    }
    void add_ids(const base::JsonPointer& parent,
                 std::string_view key,
                 const std::vector<std::string>& values) {
        std::string joined;
        for (const std::string& value : values) {
            joined += value + ' ';  // no id has a space
        }
        add(parent, key, std::move(joined));
    }

private:
    base::OperatorKey key_;
    std::map<std::string, Entry> entries_;
};

void add_option(Outline& outline, const base::JsonPointer& at, const Option& option) {
    outline.add(at, "id", option.id);
    outline.add_flag(at, "missing", option.missing);
    outline.add_flag(at, "exclusive", option.exclusive);
    outline.add_flag(at, "anchored", option.anchored);
    outline.add(at, "report_as", option.report_as.value_or(""));
    outline.add(at, "theme", option.theme.value_or(""));
}

void add_bands(Outline& outline, const base::JsonPointer& at, const std::vector<Band>& bands) {
    for (std::size_t i = 0; i < bands.size(); ++i) {
        outline.add(at.child(i), "id", bands[i].id);
        outline.add_number(at.child(i), "min", bands[i].min);
        outline.add_number(at.child(i), "max", bands[i].below);
    }
}

void add_rules(Outline& outline, const base::JsonPointer& at, const Question& question) {
    switch (question.type) {
        case QuestionType::scale:
            outline.add(at, "min", std::to_string(question.scale_rules.min));
            outline.add(at, "max", std::to_string(question.scale_rules.max));
            break;
        case QuestionType::number:
            outline.add_number(at, "min", question.number_rules.min);
            outline.add_number(at, "max", question.number_rules.max);
            outline.add_number(at, "step", question.number_rules.step);
            add_bands(outline, outline.at(at, "bands"), question.number_rules.bands);
            break;
        case QuestionType::text:
            outline.add(at, "max_chars", std::to_string(question.text_rules.characters_max));
            outline.add_flag(at, "place", question.text_rules.place);
            outline.add(at, "codebook", question.text_rules.codebook.value_or(""));
            break;
        case QuestionType::area:
            outline.add(at, "area_root", question.area_rules.root);
            outline.add_flag(at, "allow_outside", question.area_rules.allow_outside);
            break;
        default:
            outline.add(at,
                        "max_choices",
                        std::to_string(question.choices_max.value_or(question.options.size())));
    }
}

void add_choices(Outline& outline, const base::JsonPointer& at, const Question& question) {
    const base::JsonPointer options = outline.at(at, "options");
    for (std::size_t i = 0; i < question.options.size(); ++i) {
        add_option(outline, options.child(i), question.options[i]);
    }
    const base::JsonPointer rows = outline.at(at, "rows");
    for (std::size_t i = 0; i < question.rows.size(); ++i) {
        outline.add(rows.child(i), "id", question.rows[i].id);
    }
    if (question.indicator) {
        const base::JsonPointer indicator = outline.at(at, "indicator");
        outline.add(indicator, "id", question.indicator->id);
        outline.add_ids(indicator, "numerator", question.indicator->numerator);
        outline.add_ids(indicator, "denominator", question.indicator->denominator);
    }
}

std::string_view protection_name(const Question& question) {
    if (question.for_staff_only) {
        return "true";
    }
    return question.sensitive ? "unsaid" : "false";
}

void add_question(Outline& outline, const base::JsonPointer& at, const Question& question) {
    outline.add(at, "id", question.id);
    outline.add(at, "type", std::to_string(static_cast<int>(question.type)));
    outline.add_flag(at, "required", question.required);
    outline.add_flag(at, "background", question.background);
    outline.add(at, "sensitive", std::string(protection_name(question)));
    outline.add_flag(at, "randomize", question.randomize);
    outline.add_flag(at, "scale", question.ordinal);
    add_choices(outline, at, question);
    add_rules(outline, at, question);
    const base::JsonPointer show_if = outline.at(at, "show_if");
    for (std::size_t i = 0; i < question.show_if.size(); ++i) {
        const Condition& condition = question.show_if[i];
        outline.add(show_if.child(i), "question", std::to_string(condition.question));
        outline.add_flag(show_if.child(i), "answered", condition.answered);
        outline.add_ids(show_if.child(i), "values", condition.values);
    }
}

Outline outline_of(base::OperatorKey key, const Questionnaire& questionnaire) {
    Outline outline(key);
    const base::JsonPointer root;
    outline.add(root, "id", questionnaire.id);
    outline.add(root, "version", std::to_string(questionnaire.version));
    outline.add(root, "language", questionnaire.language);
    outline.add_flag(root, "kind", questionnaire.meeting);
    outline.add_flag(root, "kind", questionnaire.submission);
    outline.add(root, "design", std::to_string(static_cast<int>(questionnaire.design)));
    outline.add_flag(root, "sensitive", questionnaire.sensitive);
    outline.add_ids(root, "owner", questionnaire.owners);
    outline.add(root, "batch_size_min", std::to_string(questionnaire.batch_size_min));
    const base::JsonPointer questions = outline.at(root, "questions");
    for (std::size_t i = 0; i < questionnaire.questions.size(); ++i) {
        add_question(outline, questions.child(i), questionnaire.questions[i]);
    }
    const base::JsonPointer dimensions = outline.at(root, "dimensions");
    for (std::size_t i = 0; i < questionnaire.dimensions.size(); ++i) {
        const base::JsonPointer dimension = dimensions.child(i);
        for (std::size_t part = 0; part < questionnaire.dimensions[i].size(); ++part) {
            const std::size_t question = questionnaire.dimensions[i][part];
            outline.add(dimension, std::to_string(part), std::to_string(question));
        }
    }
    return outline;
}

}  // namespace

std::vector<base::Error> QuestionnaireFile::check_revision(const Questionnaire& frozen,
                                                           const Questionnaire& revised) {
    const Outline before = outline_of({}, frozen);
    const Outline after = outline_of({}, revised);
    FileReading in({}, revised.language);
    for (const auto& [place, entry] : before.entries()) {
        const auto found = after.entries().find(place);
        if (found == after.entries().end()) {
            in.refuse(entry.at, "was taken out: only wording can change while a version is open");
        } else if (found->second.value != entry.value) {
            in.refuse(entry.at, "was changed: only wording can change while a version is open");
        }
    }
    for (const auto& [place, entry] : after.entries()) {
        if (!before.entries().contains(place)) {
            in.refuse(entry.at, "was added: only wording can change while a version is open");
        }
    }
    return in.take_errors();
}

}  // namespace lyhord::domain
