#include "domain/files.h"
#include "domain/release_plan.h"

namespace lyhord::domain {
namespace {

constexpr base::Literal corrupt = "the frozen documents of a round cannot be read";

base::Result<std::vector<Codebook>> read_codebooks(const std::string& text) {
    const base::Result<base::Json> parsed = base::Json::parse(text);
    if (!parsed || parsed->as_array() == nullptr) {
        return base::fail(base::Fault::corrupt, corrupt);
    }
    std::vector<Codebook> codebooks;
    for (const base::Json& item : *parsed->as_array()) {
        Imported<Codebook> codebook = CodebookFile::read(item.dump());
        if (!codebook) {
            return base::fail(base::Fault::corrupt, corrupt);
        }
        codebooks.push_back(std::move(*codebook));
    }
    return codebooks;
}

}  // namespace

base::Result<FrozenRound> thaw(Round round) {
    Imported<Questionnaire> questionnaire = QuestionnaireFile::read(round.questionnaire);
    Imported<AreaTree> areas = AreaFile::read(round.areas);
    base::Result<std::vector<Codebook>> codebooks = read_codebooks(round.codebooks);
    const base::Result<base::Json> categories = base::Json::parse(round.area_categories);
    if (!questionnaire || !areas || !codebooks || !categories) {
        return base::fail(base::Fault::corrupt, corrupt);
    }
    const std::optional<AreaCategories> area_categories = AreaCategories::from_json(*categories);
    if (!area_categories) {
        return base::fail(base::Fault::corrupt, corrupt);
    }
    questionnaire->batch_size_min = round.batch_size_min;
    ReleasePlan plan = make_release_plan(*questionnaire, *areas, *codebooks, *area_categories);
    return FrozenRound{.round = std::move(round),
                       .questionnaire = std::move(*questionnaire),
                       .areas = std::move(*areas),
                       .codebooks = std::move(*codebooks),
                       .plan = std::move(plan)};
}

}  // namespace lyhord::domain
