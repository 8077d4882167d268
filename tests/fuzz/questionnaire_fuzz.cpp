// A questionnaire file is read, with what it refers to, or refused with at least one reason. What
// is read can be frozen, and is its own revision.
#include "base/bytes.h"
#include "domain/files.h"
#include "domain/release_plan.h"
#include "fuzz/must.h"

namespace lyhord::fuzz {
namespace {

struct Surroundings {
    std::string areas_json = source_file("static/demo/areas.json");
    std::string codebook_json = source_file("static/demo/codebook.json");
    domain::AreaTree areas = domain::AreaFile::read(areas_json).value();
    std::vector<domain::Codebook> codebooks{domain::CodebookFile::read(codebook_json).value()};
};

void judge(std::string_view json) {
    static const Surroundings around;
    const auto read = domain::QuestionnaireFile::read(json, around.areas, around.codebooks);
    if (!read) {
        must(!read.error().empty());
        return;
    }
    must(domain::QuestionnaireFile::check_revision(*read, *read).empty());
    domain::Round round;
    round.questionnaire = json;
    round.areas = around.areas_json;
    round.codebooks = "[" + around.codebook_json + "]";
    round.area_categories = "{}";
    must(domain::thaw(std::move(round)).has_value());
}

}  // namespace
}  // namespace lyhord::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    lyhord::fuzz::judge(lyhord::base::as_text({data, size}));
    return 0;
}
