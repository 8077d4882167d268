#include "base/limits.h"
#include "base/utf8.h"
#include "domain/questionnaire_file_parts.h"

namespace lyhord::domain {
namespace {

namespace limits = base::limits;

void read_every(FileReading& in, const Node& node, ReleaseRhythm& out) {
    const std::string* every = node.value->as_string();
    out.weekly = every != nullptr && *every == "week";
    if (!out.weekly) {
        in.refuse(node.at, "must be week");
    }
}

constexpr Field<ReleaseRhythm> release_fields[] = {
    {"every", read_every, required},
    {"batch_min",
     [](FileReading& in, const Node& node, ReleaseRhythm& out) {
         out.batch_min = static_cast<int>(
             in.integer(node, {.min = limits::batch_size_floor, .max = limits::weekly_batch_max}));
     }},
};

void read_release(FileReading& in, const Node& node, RoundTerms& out) {
    const std::string* name = node.value->as_string();
    if (name != nullptr && *name == "settlement") {
        return;
    }
    if (node.value->as_object() == nullptr) {
        in.refuse(node.at, R"(must be "settlement" or {"every": "week", "batch_min": 50})");
        return;
    }
    out.release = read_object<ReleaseRhythm>(in, node, release_fields);
}

constexpr Field<RoundTerms> round_fields[] = {
    {"opens_at", set<&RoundTerms::opens_at, &FileReading::day>},
    {"closes_at", set<&RoundTerms::closes_at, &FileReading::day>},
    {"publish_by", set<&RoundTerms::publish_by, &FileReading::day>},
    {"free_text_delete_date", set<&RoundTerms::free_text_delete_date, &FileReading::day>},
    {"decision_ref", set<&RoundTerms::decision_ref, &FileReading::plain>},
    {"expected_answers",
     [](FileReading& in, const Node& node, RoundTerms& out) {
         out.expected_answers = in.integer(node, {.min = 1, .max = limits::expected_answers_max});
     }},
    {"grace_hours",
     [](FileReading& in, const Node& node, RoundTerms& out) {
         out.grace_hours = in.integer(node, {.min = 0, .max = limits::grace_hours_max});
     }},
    {"release", read_release},
    {"note", known<RoundTerms>},
    {"source", known<RoundTerms>},
};

bool precedes(const std::optional<base::Day>& day, const std::optional<base::Day>& other) {
    return day && other && *day < *other;
}

}  // namespace

RoundTerms read_round(FileReading& in, const Node& node) {
    auto terms = read_object<RoundTerms>(in, node, round_fields);
    if (precedes(terms.closes_at, terms.opens_at)) {
        in.refuse(in.pointer(node, "closes_at"), "must not be before opens_at");
    }
    if (precedes(terms.publish_by, terms.closes_at)) {
        in.refuse(in.pointer(node, "publish_by"), "must not be before closes_at");
    }
    if (precedes(terms.free_text_delete_date, terms.closes_at)) {
        in.refuse(in.pointer(node, "free_text_delete_date"), "must not be before closes_at");
    }
    return terms;
}

}  // namespace lyhord::domain
