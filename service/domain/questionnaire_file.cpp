#include <algorithm>

#include "base/limits.h"
#include "domain/files.h"
#include "domain/questionnaire_file_parts.h"

namespace lyhord::domain {
namespace {

namespace limits = base::limits;

constexpr Field<PrivacyNotice> privacy_fields[] = {
    {"controller", set<&PrivacyNotice::controller, &FileReading::text>},
    {"legal_basis", set<&PrivacyNotice::legal_basis, &FileReading::text>},
    {"retention", set<&PrivacyNotice::retention, &FileReading::text>},
    {"contact", set<&PrivacyNotice::contact, &FileReading::text>},
    {"complaint", set<&PrivacyNotice::complaint, &FileReading::text>},
    {"note", known<PrivacyNotice>},
    {"source", known<PrivacyNotice>},
};

constexpr Field<HelpBox> help_box_fields[] = {
    {"text", set<&HelpBox::text, &FileReading::text>, required},
    {"always_visible", set<&HelpBox::always_visible, &FileReading::flag>},
    {"quick_exit", set<&HelpBox::quick_exit, &FileReading::flag>},
    {"note", known<HelpBox>},
    {"source", known<HelpBox>},
};

void read_owners(FileReading& in, const Node& node, Questionnaire& out) {
    for (const Node& item : in.items(node, {.min = 1, .max = limits::owners_max})) {
        out.owners.push_back(in.id(item));
    }
}

void read_kind(FileReading& in, const Node& node, Questionnaire& out) {
    const std::string* kind = node.value->as_string();
    out.meeting = kind != nullptr && *kind == "meeting";
    out.submission = kind != nullptr && *kind == "submission";
    if (kind == nullptr || (*kind != "survey" && !out.meeting && !out.submission)) {
        in.refuse(node.at, "must be survey, meeting or submission");
    }
}

void read_design(FileReading& in, const Node& node, Questionnaire& out) {
    const std::string* name = node.value->as_string();
    const auto found = std::ranges::find(design_names, name != nullptr ? *name : "");
    if (found == design_names.end()) {
        in.refuse(node.at, "must be open, invited_random, meeting or reporters");
        return;
    }
    out.design = static_cast<Design>(found - design_names.begin());
}

void read_machine_translations(FileReading& in, const Node& node, Questionnaire& out) {
    for (const Node& item : in.items(node, {.min = 0, .max = limits::languages_max})) {
        out.machine_translations.push_back(in.language_tag(item));
    }
}

// How a form is laid out is wording: a revision may change it.
void read_layout(FileReading& in, const Node& node, Questionnaire& out) {
    const std::string* layout = node.value->as_string();
    out.one_page = layout != nullptr && *layout == "one_page";
    if (layout == nullptr || (*layout != "pages" && *layout != "one_page")) {
        in.refuse(node.at, "must be pages or one_page");
    }
}

void read_questions(FileReading& in, const Node& node, Questionnaire& out) {
    const std::vector<Node> nodes = in.items(node, {.min = 1, .max = limits::questions_max});
    std::set<std::string> seen;
    std::set<std::string> indicators;
    for (const Node& item : nodes) {
        out.questions.push_back(read_question(in, item));
        const Question& question = out.questions.back();
        in.distinct(item, "id", question.id, seen);
        if (question.indicator) {
            const Node indicator{item.value, in.pointer(item, "indicator")};
            in.distinct(indicator, "id", question.indicator->id, indicators);
        }
    }
    read_conditions(in, nodes, out);
}

constexpr Field<Questionnaire> questionnaire_fields[] = {
    {"id", set<&Questionnaire::id, &FileReading::slug>, required},
    {"version",
     [](FileReading& in, const Node& node, Questionnaire& out) {
         out.version = in.integer(node, {.min = 1, .max = limits::version_max});
     }},
    {"language", set<&Questionnaire::language, &FileReading::language_tag>},
    {"machine_translations", read_machine_translations},
    {"kind", read_kind},
    {"design", read_design},
    {"layout", read_layout},
    {"sensitive", set<&Questionnaire::sensitive, &FileReading::flag>},
    {"title", set<&Questionnaire::title, &FileReading::text>, required},
    {"owner", read_owners},
    {"estimated_minutes",
     [](FileReading& in, const Node& node, Questionnaire& out) {
         out.estimated_minutes = in.integer(node, {.min = 1, .max = limits::estimated_minutes_max});
     }},
    {"intro", set<&Questionnaire::intro, &FileReading::text>},
    {"thanks", set<&Questionnaire::thanks, &FileReading::text>},
    {"privacy_notice",
     [](FileReading& in, const Node& node, Questionnaire& out) {
         out.privacy_notice = read_object<PrivacyNotice>(in, node, privacy_fields);
     }},
    {"help_box",
     [](FileReading& in, const Node& node, Questionnaire& out) {
         out.help_box = read_object<HelpBox>(in, node, help_box_fields);
     }},
    {"questions", read_questions, required},
    {"dimensions", known<Questionnaire>},  // read last: they name questions
    {"batch_size_min",
     [](FileReading& in, const Node& node, Questionnaire& out) {
         out.batch_size_min = static_cast<int>(
             in.integer(node, {.min = limits::batch_size_floor, .max = limits::batch_size_max}));
     }},
    {"round",
     [](FileReading& in, const Node& node, Questionnaire& out) {
         out.round = read_round(in, node);
     }},
    {"note", known<Questionnaire>},
    {"source", known<Questionnaire>},
};

// Texts can be checked only when the file's language is known. A wrong one is refused later.
std::string language_of(const base::Json& root) {
    const base::Json* language = root.find("language");
    const std::string* tag = language != nullptr ? language->as_string() : nullptr;
    return tag != nullptr ? *tag : std::string(default_language);
}

bool gives_grace_hours(const base::Json& root) {
    const base::Json* round = root.find("round");
    const base::Json* hours = round != nullptr ? round->find("grace_hours") : nullptr;
    return hours != nullptr && !hours->is_null();
}

void check_recordings(FileReading& in, const Node& root, const Questionnaire& questionnaire) {
    for (std::size_t i = 0; i < questionnaire.questions.size(); ++i) {
        for (const auto& [language, file] : questionnaire.questions[i].recordings) {
            if (std::ranges::find(questionnaire.languages, language) ==
                questionnaire.languages.end()) {
                const base::JsonPointer question = in.pointer(root, "questions").child(i);
                in.refuse(in.pointer({nullptr, question}, "recordings"),
                          "names a language without texts");
            }
        }
    }
}

void complete(FileReading& in, const Node& root, Questionnaire& questionnaire) {
    questionnaire.language = language_of(*root.value);
    questionnaire.languages = {questionnaire.language};
    for (const std::string& language : in.other_languages()) {
        questionnaire.languages.push_back(language);
    }
    if (questionnaire.languages.size() > limits::languages_max) {
        in.refuse(root.at,
                  "has too many languages, most allowed",
                  static_cast<std::int64_t>(limits::languages_max));
    }
    for (const std::string& language : questionnaire.machine_translations) {
        if (std::ranges::find(questionnaire.languages, language) == questionnaire.languages.end()) {
            in.refuse(in.pointer(root, "machine_translations"), "names a language without texts");
        }
    }
    check_recordings(in, root, questionnaire);
    if (questionnaire.meeting && !gives_grace_hours(*root.value)) {
        questionnaire.round.grace_hours = 0;
    }
    if (questionnaire.meeting && root.value->find("design") == nullptr) {
        questionnaire.design = Design::meeting;
    }
    if (questionnaire.round.release.weekly &&
        questionnaire.round.release.batch_min < questionnaire.batch_size_min) {
        in.refuse(in.pointer({root.value, in.pointer(root, "round")}, "release"),
                  "batch_min must not be smaller than batch_size_min");
    }
    questionnaire.dimensions = read_dimensions(in, root, questionnaire);
}

}  // namespace

Imported<Questionnaire> QuestionnaireFile::read(std::string_view json) {
    return read_and_check(json, [](const Questionnaire&) { return Errors{}; });
}

Imported<Questionnaire> QuestionnaireFile::read(std::string_view json,
                                                const AreaTree& areas,
                                                const std::vector<Codebook>& codebooks) {
    return read_and_check(json, [&](const Questionnaire& questionnaire) {
        return check_references(questionnaire, areas, codebooks);
    });
}

Imported<Questionnaire> QuestionnaireFile::read_and_check(std::string_view json,
                                                          const Check& check) {
    const base::Result<base::Json> parsed = parse_file(json);
    if (!parsed) {
        return std::unexpected(std::vector{parsed.error()});
    }
    const Node root{&*parsed, {}};
    FileReading in({}, language_of(*parsed));
    auto questionnaire = read_object<Questionnaire>(in, root, questionnaire_fields);
    complete(in, root, questionnaire);
    Errors errors = in.take_errors();
    std::ranges::copy(check(questionnaire), std::back_inserter(errors));
    if (errors.size() > limits::import_errors_max) {
        errors.resize(limits::import_errors_max, errors.front());
    }
    if (!errors.empty()) {
        return std::unexpected(std::move(errors));
    }
    return questionnaire;
}

}  // namespace lyhord::domain
