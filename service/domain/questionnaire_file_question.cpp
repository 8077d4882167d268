#include "base/limits.h"
#include "domain/questionnaire_file_parts.h"

namespace lyhord::domain {
namespace {

namespace limits = base::limits;

constexpr unsigned single = type_bit(QuestionType::single);
constexpr unsigned multiple = type_bit(QuestionType::multiple);
constexpr unsigned matrix = type_bit(QuestionType::matrix);
constexpr unsigned scale = type_bit(QuestionType::scale);
constexpr unsigned number = type_bit(QuestionType::number);
constexpr unsigned text = type_bit(QuestionType::text);
constexpr unsigned area = type_bit(QuestionType::area);
constexpr unsigned with_options = single | multiple | matrix;

void read_max_choices(FileReading& in, const Node& node, Question& out) {
    const auto options = static_cast<std::int64_t>(std::max<std::size_t>(out.options.size(), 1));
    out.choices_max = static_cast<std::size_t>(in.integer(node, {.min = 1, .max = options}));
}

void read_step(FileReading& in, const Node& node, Question& out) {
    out.number_rules.step = in.number(node);
    if (out.number_rules.step && *out.number_rules.step <= 0) {
        in.refuse(node.at, "must be greater than 0");
        out.number_rules.step.reset();
    }
}

// {"1": "Mycket dåligt", "5": "Mycket bra"}; or a list with a text for every value, or for the two
// ends.
void read_labels(FileReading& in, const Node& node, Question& out) {
    ScaleRules& rules = out.scale_rules;
    if (node.value->as_array() == nullptr) {
        for (const auto& [name, child] : in.members(node)) {
            std::int64_t value = rules.min;
            while (value <= rules.max && std::to_string(value) != name) {
                ++value;
            }
            if (value > rules.max) {
                in.refuse(child.at, "is not a value of the scale");
            }
            rules.labels.emplace_back(value, in.text(child));
        }
        return;
    }
    const std::vector<Node> items =
        in.items(node, {.min = 2, .max = static_cast<std::size_t>(limits::scale_values_max)});
    const auto values = static_cast<std::size_t>(rules.max - rules.min + 1);
    if (items.size() != 2 && items.size() != values) {
        in.refuse(node.at, "must have a text for every value, or for the two ends");
        return;
    }
    for (std::size_t i = 0; i < items.size(); ++i) {
        const bool last = i + 1 == items.size();
        rules.labels.emplace_back(last ? rules.max : rules.min + static_cast<std::int64_t>(i),
                                  in.text(items[i]));
    }
}

void read_min(FileReading& in, const Node& node, Question& out) {
    if (out.type == QuestionType::number) {
        out.number_rules.min = in.number(node);
    } else {
        out.scale_rules.min =
            in.integer(node, {.min = -limits::scale_values_max, .max = limits::scale_values_max});
    }
}

void read_max(FileReading& in, const Node& node, Question& out) {
    if (out.type == QuestionType::number) {
        out.number_rules.max = in.number(node);
        if (out.number_rules.min && out.number_rules.max &&
            *out.number_rules.min >= *out.number_rules.max) {
            in.refuse(node.at, "must be greater than min");
            out.number_rules.max.reset();
        }
    } else {
        const std::int64_t min = out.scale_rules.min;
        out.scale_rules.max =
            in.integer(node, {.min = min + 1, .max = min + limits::scale_values_max - 1});
    }
}

void read_ordinal(FileReading& in, const Node& node, Question& out) {
    const std::string* name = node.value->as_string();
    out.ordinal = name != nullptr && *name == "ordinal";
    if (!out.ordinal) {
        in.refuse(node.at, "must be ordinal");
    }
}

// Every question is protected unless it says that it need not be; one that says "sensitive" itself
// is kept from the public too.
void read_sensitive(FileReading& in, const Node& node, Question& out) {
    out.sensitive = in.flag(node);
    out.for_staff_only = out.sensitive;
}

void read_statement(FileReading& in, const Node& node, Question& out) {
    out.statement = in.text(node);
    for (const auto& [language, statement] : out.statement.all()) {
        if (statement.find("{option}") == std::string::npos) {
            in.refuse(node.at, "must say {option} where the words of the option stand");
            return;
        }
    }
}

void read_characters_max(FileReading& in, const Node& node, Question& out) {
    out.text_rules.characters_max = static_cast<std::size_t>(in.integer(
        node, {.min = 1, .max = static_cast<std::int64_t>(limits::text_characters_max)}));
}

void read_recordings(FileReading& in, const Node& node, Question& out) {
    for (const auto& [language, file] : in.members(node)) {
        std::string name = in.plain(file);
        if (!is_recording_name(name)) {
            in.refuse(file.at,
                      "must be the name of a recording, as q1-sv.mp3 or q1-sv.m4a: small letters, "
                      "digits and hyphens");
        }
        out.recordings.emplace(language, std::move(name));
    }
}

// In the order in which they are read: options before what names them, min before max.
constexpr Field<Question> question_fields[] = {
    {"type", known<Question>, required},  // read first, for the table depends on it
    {"id", set<&Question::id, &FileReading::id>, required},
    {"text", set<&Question::text, &FileReading::text>, required},
    {"help", set<&Question::help, &FileReading::text>},
    {"recordings", read_recordings},
    {"required", set<&Question::required, &FileReading::flag>},
    {"background", set<&Question::background, &FileReading::flag>},
    {"sensitive", read_sensitive},
    {"show_if", known<Question>},  // read last: it names other questions
    {"note", known<Question>},
    {"source", known<Question>},
    {"factoid", set<&Question::factoid, &FileReading::text>, optional, ~(text | area)},
    {"randomize", set<&Question::randomize, &FileReading::flag>, optional, with_options},
    {"scale", read_ordinal, optional, single | matrix},
    {"options", read_options, required, with_options},
    {"statement", read_statement, optional, single | multiple},
    {"max_choices", read_max_choices, optional, multiple},
    {"rows", read_rows, required, matrix},
    {"indicator", read_indicator, optional, single},
    {"min", read_min, optional, scale | number},
    {"max", read_max, optional, scale | number},
    {"labels", read_labels, optional, scale},
    {"step", read_step, optional, number},
    {"unit",
     set_in<&Question::number_rules, &NumberRules::unit, &FileReading::text>,
     optional,
     number},
    {"bands", known<Question>, optional, number},  // read last: they depend on min, max and step
    {"max_chars", read_characters_max, optional, text},
    {"place", set_in<&Question::text_rules, &TextRules::place, &FileReading::flag>, optional, text},
    {"codebook",
     set_in<&Question::text_rules, &TextRules::codebook, &FileReading::id>,
     optional,
     text},
    {"area_root",
     set_in<&Question::area_rules, &AreaRules::root, &FileReading::id>,
     required,
     area},
    {"allow_outside",
     set_in<&Question::area_rules, &AreaRules::allow_outside, &FileReading::flag>,
     optional,
     area},
    {"outside_label",
     set_in<&Question::area_rules, &AreaRules::outside_label, &FileReading::text>,
     optional,
     area},
};

std::optional<QuestionType> read_type(FileReading& in, const Node& question) {
    const std::optional<Node> node = in.member(question, "type");
    const std::string* name = node ? node->value->as_string() : nullptr;
    const auto found = std::ranges::find(question_type_names, name != nullptr ? *name : "");
    if (found == question_type_names.end()) {
        in.refuse(in.pointer(question, "type"),
                  "must be single, multi, matrix, scale, number, text or area");
        return std::nullopt;
    }
    return static_cast<QuestionType>(found - question_type_names.begin());
}

LocalizedText default_outside_label() {
    LocalizedText label;
    label.add("sv", "Bor inte här");
    label.add("en", "I do not live here");
    return label;
}

// Rules that no single field breaks.
void check_question(FileReading& in, const Node& node, Question& question) {
    if (question.id == participation_id) {
        in.refuse(in.pointer(node, "id"), "is reserved for the number of submissions");
    }
    constexpr unsigned can_be_background = single | scale | number | area;
    if (question.background && (type_bit(question.type) & can_be_background) == 0) {
        in.refuse(in.pointer(node, "background"),
                  "only a single, scale, number or area question can be background");
    }
    if (question.scale_rules.max <= question.scale_rules.min) {
        in.refuse(in.pointer(node, "max"), "must be greater than min");
        question.scale_rules.max = question.scale_rules.min + 1;
    }
    if (question.area_rules.allow_outside && question.area_rules.outside_label.empty()) {
        question.area_rules.outside_label = default_outside_label();
    }
}

}  // namespace

Question read_question(FileReading& in, const Node& node) {
    if (node.value->as_object() == nullptr) {
        in.refuse(node.at, "must be an object");
        return {};
    }
    const std::optional<QuestionType> type = read_type(in, node);
    if (!type) {
        return {};
    }
    Question start;
    start.type = *type;
    Question question =
        read_object<Question>(in, node, {question_fields, type_bit(*type)}, std::move(start));
    check_question(in, node, question);
    if (question.type == QuestionType::number) {
        question.number_rules = with_bands(in, node, std::move(question.number_rules));
    }
    return question;
}

}  // namespace lyhord::domain
