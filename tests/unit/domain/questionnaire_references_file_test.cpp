#include <gmock/gmock.h>

#include "domain/files.h"
#include "unit/domain/edited_json.h"

namespace lyhord::domain {
namespace {

AreaTree areas() { return AreaFile::read(demo_text("areas")).value(); }

std::vector<Codebook> codebooks() { return {CodebookFile::read(demo_text("codebook")).value()}; }

std::string unresolved(std::string_view file) {
    const auto questionnaire = QuestionnaireFile::read(file);
    EXPECT_EQ(errors_of(questionnaire), "");
    return errors_of(QuestionnaireFile::check_references(*questionnaire, areas(), codebooks()));
}

TEST(References, OfTheDemonstrationAreThere) {
    EXPECT_EQ(unresolved(demo_text("questionnaire")), "");
}

TEST(References, OfASensitiveDialogueStandAtAnAddressThatTellsNothing) {
    const std::string file = with(demo_text("questionnaire"), "/sensitive", "true");
    constexpr const char* refused =
        "/id: stands in the address, which must not tell what a sensitive dialogue is about: must "
        "be \"dialog-\" and a number, as dialog-12\n";
    EXPECT_EQ(unresolved(file), refused);
    for (const char* id : {"dialog-", "dialog-vald", "dialog-1-vald", "12", "vald-12"}) {
        EXPECT_EQ(unresolved(with(file, "/id", std::string("\"") + id + "\"")), refused) << id;
    }
    EXPECT_EQ(unresolved(with(file, "/id", R"("dialog-12")")), "");
}

TEST(References, ToAreasThatDoNotExistAreNamed) {
    EXPECT_EQ(unresolved(with(demo_text("questionnaire"), "/questions/10/area_root", R"("9999")")),
              "/questions/10/area_root: no area has this code\n");
}

TEST(References, ToCodebooksAndThemesThatDoNotExistAreNamed) {
    std::string file = with(demo_text("questionnaire"), "/questions/3/codebook", R"("annan")");
    file = with(file, "/questions/2/options/0/theme", R"("rymden")");
    EXPECT_EQ(unresolved(file),
              "/questions/2/options/0/theme: no codebook has this theme\n"
              "/questions/3/codebook: no codebook has this id\n");
}

TEST(References, AreToldTogetherWithWhatIsWrongInTheFile) {
    std::string file = with(demo_text("questionnaire"), "/questions/3/codebook", R"("annan")");
    file = with(file, "/questions/0/type", R"("enkel")");
    const std::string told = errors_of(QuestionnaireFile::read(file, areas(), codebooks()));
    EXPECT_THAT(told, testing::HasSubstr("/questions/0/type: "));
    EXPECT_THAT(told, testing::HasSubstr("/questions/3/codebook: no codebook has this id\n"));
}

TEST(References, OfConditionsMustBeAreasOfTheQuestion) {
    std::string file = with(demo_text("questionnaire"),
                            "/questions/11/show_if",
                            R"({"q1_area": ["2280-CEN", "outside"]})");
    EXPECT_EQ(unresolved(file), "");
    file = with(file, "/questions/11/show_if", R"({"q1_area": ["2280-CEN", "2380-CEN"]})");
    EXPECT_EQ(unresolved(file),
              "/questions/11/show_if/q1_area/1: no area below the question's area_root has this "
              "code\n");
}

TEST(References, ThatMakeTooManyCategoriesAreNamed) {
    const std::string file =
        with(demo_text("questionnaire"), "/dimensions", R"([["q1_area", "q12_alder", "q13_kon"]])");
    EXPECT_THAT(unresolved(file),
                testing::HasSubstr("/dimensions/0: has too many categories with these areas"));
}

}  // namespace
}  // namespace lyhord::domain
