#include "reporting/report_parts.h"

namespace lyhord::reporting {

std::string place_of(const domain::FrozenRound& round) {
    const auto name = [&round](std::string_view code) {
        const auto found = round.areas.find(code);
        return found ? round.areas.areas[*found].name : std::string();
    };
    for (const std::string& owner : round.questionnaire.owners) {
        if (std::string found = name(owner); !found.empty()) {
            return found;
        }
    }
    for (const domain::Question& question : round.questionnaire.questions) {
        if (question.type == domain::QuestionType::area) {
            return name(question.area_rules.root);
        }
    }
    return {};
}

std::string_view design_key(domain::Design design) {
    switch (design) {
        case domain::Design::open:
            return "design_open";
        case domain::Design::invited_random:
            return "design_random";
        case domain::Design::meeting:
            return "design_meeting";
        case domain::Design::reporters:
            break;
    }
    return "design_reporters";
}

ReportSource source_of(const domain::FrozenRound& round) {
    ReportSource source{.dialogue = round.round.slug,
                        .round = round.round.number,
                        .batch = round.round.batch,
                        .batch_size_min = round.round.batch_size_min,
                        .questionnaire_version = round.questionnaire.version,
                        .codebooks = {}};
    for (const domain::Codebook& codebook : round.codebooks) {
        source.codebooks.push_back(codebook.id + ", version " + std::to_string(codebook.version));
    }
    return source;
}

std::string codebooks_text(const ReportSource& source) {
    std::string all;
    for (const std::string& codebook : source.codebooks) {
        all += (all.empty() ? "" : "; ") + codebook;
    }
    return all;
}

}  // namespace lyhord::reporting
