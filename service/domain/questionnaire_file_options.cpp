#include "base/limits.h"
#include "domain/questionnaire_file_parts.h"

namespace lyhord::domain {
namespace {

namespace limits = base::limits;

constexpr Field<Option> option_fields[] = {
    {"id", set<&Option::id, &FileReading::id>, required},
    {"text", set<&Option::text, &FileReading::text>, required},
    {"missing", set<&Option::missing, &FileReading::flag>},
    {"exclusive",
     set<&Option::exclusive, &FileReading::flag>,
     optional,
     type_bit(QuestionType::multiple)},
    {"anchored", set<&Option::anchored, &FileReading::flag>},
    {"report_as", set<&Option::report_as, &FileReading::id>},
    {"theme", set<&Option::theme, &FileReading::id>},
    {"statement", set<&Option::statement, &FileReading::text>},
    {"population", set<&Option::population, &FileReading::people>},
    {"note", known<Option>},
    {"source", known<Option>},
};

constexpr Field<MatrixRow> row_fields[] = {
    {"id", set<&MatrixRow::id, &FileReading::id>, required},
    {"text", set<&MatrixRow::text, &FileReading::text>, required},
    {"note", known<MatrixRow>},
    {"source", known<MatrixRow>},
};

template <auto member>
void read_option_ids(FileReading& in, const Node& node, Indicator& out) {
    std::set<std::string> seen;
    for (const Node& item : in.items(node, {.min = 1, .max = limits::options_max})) {
        (out.*member).push_back(in.id(item));
        if (!seen.insert((out.*member).back()).second) {
            in.refuse(item.at, "occurs twice");
        }
    }
}

constexpr Field<Indicator> indicator_fields[] = {
    {"id", set<&Indicator::id, &FileReading::id>, required},
    {"label", set<&Indicator::label, &FileReading::text>, required},
    {"statement", set<&Indicator::statement, &FileReading::text>},
    {"numerator", read_option_ids<&Indicator::numerator>, required},
    {"denominator", read_option_ids<&Indicator::denominator>, required},
    {"note", known<Indicator>},
    {"source", known<Indicator>},
};

void check_report_as(FileReading& in,
                     const Node& item,
                     const Question& question,
                     const Option& option) {
    const base::JsonPointer at = in.pointer(item, "report_as");
    const auto target = std::ranges::find(question.options, *option.report_as, &Option::id);
    if (target == question.options.end()) {
        in.refuse(at, "no option of this question has this id");
    } else if (target->id == option.id) {
        in.refuse(at, "must name another option");
    } else if (target->report_as) {
        in.refuse(at, "names an option that is itself counted as another");
    }
}

void check_listed(FileReading& in,
                  const Node& indicator,
                  std::string_view key,
                  const Question& question,
                  const std::vector<std::string>& ids) {
    const base::JsonPointer at = in.pointer(indicator, key);
    for (std::size_t i = 0; i < ids.size(); ++i) {
        if (!ids[i].empty() && !question.option(ids[i])) {
            in.refuse(at.child(i), "no option of this question has this id");
        }
    }
}

}  // namespace

void read_rows(FileReading& in, const Node& node, Question& out) {
    std::set<std::string> seen;
    for (const Node& item : in.items(node, {.min = 1, .max = limits::rows_max})) {
        out.rows.push_back(read_object<MatrixRow>(in, item, row_fields));
        in.distinct(item, "id", out.rows.back().id, seen);
    }
}

void read_options(FileReading& in, const Node& node, Question& out) {
    const std::vector<Node> items = in.items(node, {.min = 1, .max = limits::options_max});
    std::set<std::string> seen;
    for (const Node& item : items) {
        out.options.push_back(read_object<Option>(in, item, {option_fields, type_bit(out.type)}));
        in.distinct(item, "id", out.options.back().id, seen);
    }
    for (std::size_t i = 0; i < items.size(); ++i) {
        if (out.options[i].report_as) {
            check_report_as(in, items[i], out, out.options[i]);
        }
    }
}

void read_indicator(FileReading& in, const Node& node, Question& out) {
    out.indicator = read_object<Indicator>(in, node, indicator_fields);
    const Indicator& indicator = *out.indicator;
    check_listed(in, node, "numerator", out, indicator.numerator);
    check_listed(in, node, "denominator", out, indicator.denominator);
    const base::JsonPointer at = in.pointer(node, "numerator");
    for (std::size_t i = 0; i < indicator.numerator.size(); ++i) {
        const std::string& id = indicator.numerator[i];
        if (out.option(id) &&
            std::ranges::find(indicator.denominator, id) == indicator.denominator.end()) {
            in.refuse(at.child(i), "is not in the denominator");
        }
    }
}

}  // namespace lyhord::domain
