#include <gmock/gmock.h>

#include "domain/files.h"
#include "unit/domain/edited_json.h"

namespace lyhord::domain {
namespace {

using testing::HasSubstr;

Questionnaire read(std::string_view file) { return QuestionnaireFile::read(file).value(); }

std::string refused(std::string_view revised) {
    return errors_of(
        QuestionnaireFile::check_revision(read(demo_text("questionnaire")), read(revised)));
}

std::string changed(std::string_view pointer, std::string_view value) {
    return refused(with(demo_text("questionnaire"), pointer, value));
}

TEST(Revision, MayChangeWording) {
    EXPECT_EQ(refused(demo_text("questionnaire")), "");
    EXPECT_EQ(changed("/title", R"("Ny titel")"), "");
    EXPECT_EQ(changed("/questions/0/options/0/text/en", R"("Very safe indeed")"), "");
    EXPECT_EQ(changed("/questions/0/help", R"("Ny hjälp")"), "");
    EXPECT_EQ(changed("/thanks", "null"), "");
    EXPECT_EQ(changed("/layout", R"("one_page")"), "");
    EXPECT_EQ(changed("/questions/2/statement", R"("oroas av {option}")"), "");
    EXPECT_EQ(changed("/privacy_notice/contact", R"("Ring oss")"), "");
}

TEST(Revision, MayAddALanguage) {
    EXPECT_EQ(changed("/questions/0/text/fi", R"("Kuinka turvallinen?")"), "");
}

TEST(Revision, LeavesTheRoundToWhoOpenedIt) { EXPECT_EQ(changed("/round", "null"), ""); }

TEST(Revision, MayNotChangeIdsOrOrder) {
    EXPECT_THAT(changed("/questions/1/id", R"("annat")"),
                HasSubstr("/questions/1/id: was changed"));
    const std::string swapped =
        with(with(demo_text("questionnaire"), "/questions/7/options/1/id", R"("ja_ej_anmalt")"),
             "/questions/7/options/2/id",
             R"("ja_anmalt")");
    EXPECT_THAT(refused(swapped), HasSubstr("/questions/7/options/1/id: was changed"));
}

TEST(Revision, MayNotChangeHowPeopleCameToAnswer) {
    EXPECT_THAT(changed("/design", R"("invited_random")"), HasSubstr("/design: was changed"));
}

TEST(Revision, MayNotChangeLogic) {
    EXPECT_THAT(changed("/questions/3/show_if/q4_orsak", R"(["annat", "fort"])"),
                HasSubstr("/questions/3/show_if/0/values: was changed"));
    EXPECT_THAT(changed("/questions/3/show_if", "null"),
                HasSubstr("/questions/3/show_if/0/values: was taken out"));
    EXPECT_THAT(changed("/questions/2/max_choices", "3"),
                HasSubstr("/questions/2/max_choices: was changed"));
    EXPECT_THAT(changed("/questions/3/max_chars", "100"),
                HasSubstr("/questions/3/max_chars: was changed"));
    EXPECT_THAT(changed("/questions/0/options/0/missing", "true"),
                HasSubstr("/questions/0/options/0/missing: was changed"));
    EXPECT_THAT(changed("/questions/12/options/2/report_as", "null"),
                HasSubstr("/questions/12/options/2/report_as: was changed"));
    EXPECT_THAT(changed("/questions/0/indicator/numerator", R"(["mycket_otrygg"])"),
                HasSubstr("/questions/0/indicator/numerator: was changed"));
    // Nothing said is neither: protected, but for the public too.
    for (const char* said : {"false", "true"}) {
        EXPECT_THAT(changed("/questions/0/sensitive", said),
                    HasSubstr("/questions/0/sensitive: was changed"));
    }
}

TEST(Revision, MayNotChangeDimensionsOrBatchSize) {
    EXPECT_THAT(changed("/dimensions", R"(["q1_area", "q12_alder"])"),
                HasSubstr("/dimensions/2/0: was taken out"));
    EXPECT_THAT(changed("/batch_size_min", "6"), HasSubstr("/batch_size_min: was changed"));
    EXPECT_THAT(changed("/version", "2"), HasSubstr("/version: was changed"));
}

TEST(Revision, MayNotAddOptions) {
    base::Json root = parsed(demo_text("questionnaire"));
    at(root, "/questions/0/options")->push(parsed(R"({"id": "ny", "text": "Ny"})"));
    EXPECT_THAT(refused(root.dump()), HasSubstr("/questions/0/options/7/id: was added"));
}

}  // namespace
}  // namespace lyhord::domain
