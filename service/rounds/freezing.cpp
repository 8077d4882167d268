#include "rounds/freezing.h"

#include <algorithm>

#include "base/limits.h"
#include "disclosure/plan_shape.h"
#include "rounds/opening.h"

namespace lyhord::rounds {
namespace {

using base::Fault;
using base::Result;
using domain::Imported;
using domain::Round;

std::unexpected<std::vector<base::Error>> refused(const base::Error& error) {
    return std::unexpected(std::vector<base::Error>{error});
}

// Whether the release rules can judge every question of the plan.
bool is_sound(const domain::ReleasePlan& plan) {
    return std::ranges::all_of(plan.questions, [&plan](const domain::ReleaseQuestion& question) {
        return disclosure::is_sound(disclosure::shape_of(plan, question));
    });
}

}  // namespace

Result<References> references(store::Store& store) {
    References found;
    const auto areas = store.document(areas_document);
    const auto codebooks = store.documents(codebook_prefix);
    if (!areas || !codebooks) {
        return base::fail(!areas ? areas.error() : codebooks.error());
    }
    if (!*areas) {
        return base::fail(Fault::not_found, "there is no area tree: 'lyhord areas import' first");
    }
    found.areas_text = **areas;
    Imported<domain::AreaTree> tree = domain::AreaFile::read(found.areas_text);
    if (!tree) {
        return base::fail(tree.error().front());
    }
    found.areas = std::move(*tree);
    base::Json list = base::Json::array();
    for (const auto& [name, text] : *codebooks) {
        Imported<domain::Codebook> book = domain::CodebookFile::read(text);
        const Result<base::Json> json = base::Json::parse(text);
        if (book && json) {
            found.codebooks.push_back(std::move(*book));
            list.push(*json);
        }
    }
    found.codebooks_text = list.dump();
    return found;
}

Imported<Round> frozen_round(store::Store& store,
                             const store::DialogueRow& dialogue,
                             const domain::Questionnaire& questionnaire,
                             const OpenOptions& options) {
    const Result<References> known = references(store);
    if (!known) {
        return refused(known.error());
    }
    Round round;
    round.terms = merged_terms(questionnaire, options);
    const std::int64_t expected =
        round.terms.expected_answers.value_or(base::limits::expected_answers_default);
    const auto areas = disclosure::plan_area_categories(questionnaire, known->areas, expected);
    if (!areas) {
        return refused(areas.error());
    }
    if (!is_sound(
            domain::make_release_plan(questionnaire, known->areas, known->codebooks, *areas))) {
        return refused(base::Error(
            Fault::invalid, "the questions, categories or smallest batch are outside the limits"));
    }
    round.slug = dialogue.slug;
    round.batch_size_min = questionnaire.batch_size_min;
    round.questionnaire = dialogue.questionnaire;
    round.areas = known->areas_text;
    round.codebooks = known->codebooks_text;
    round.area_categories = areas->to_json().dump();
    return round;
}

}  // namespace lyhord::rounds
