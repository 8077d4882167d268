#include <gmock/gmock.h>

#include "domain/files.h"
#include "unit/domain/edited_json.h"

namespace lyhord::domain {
namespace {

using testing::HasSubstr;

// The smallest questionnaire there is, with one question of each type.
constexpr std::string_view small = R"({
    "id": "liten", "language": "sv", "title": "Liten",
    "questions": [
        {"id": "s", "type": "single", "text": "S?",
         "options": [{"id": "a", "text": "A"}, {"id": "b", "text": "B"}]},
        {"id": "m", "type": "multi", "text": "M?",
         "options": [{"id": "a", "text": "A"}, {"id": "b", "text": "B", "exclusive": true}]},
        {"id": "x", "type": "matrix", "text": "X?", "rows": [{"id": "r", "text": "R"}],
         "options": [{"id": "a", "text": "A"}]},
        {"id": "k", "type": "scale", "text": "K?", "min": 1, "max": 5,
         "labels": {"1": "Dåligt", "5": "Bra"}, "background": true},
        {"id": "n", "type": "number", "text": "N?", "min": 0, "max": 4, "step": 1},
        {"id": "t", "type": "text", "text": "T?"},
        {"id": "o", "type": "area", "text": "O?", "area_root": "2280", "background": true}
    ]})";

Questionnaire demo() { return QuestionnaireFile::read(demo_text("questionnaire")).value(); }

TEST(QuestionnaireFile, ReadsTheDemonstrationFile) {
    EXPECT_EQ(errors_of(QuestionnaireFile::read(demo_text("questionnaire"))), "");
}

TEST(QuestionnaireFile, KeepsWhatTheDemonstrationFileSays) {
    const Questionnaire read = demo();
    EXPECT_EQ(read.id, "trygghet-harnosand");
    EXPECT_EQ(read.owners, (std::vector<std::string>{"2280", "LPO-SA"}));
    EXPECT_EQ(read.questions.size(), 13U);
    EXPECT_EQ(read.estimated_minutes, 4);
    EXPECT_EQ(read.batch_size_min, 5);
    EXPECT_TRUE(read.privacy_notice.complete());
    EXPECT_TRUE(read.help_box.quick_exit);
    EXPECT_EQ(read.round.closes_at, base::Day::parse("2030-01-15"));
    EXPECT_EQ(read.round.expected_answers, 150);
    EXPECT_FALSE(read.round.release.weekly);
    EXPECT_FALSE(read.meeting);
}

TEST(QuestionnaireFile, KnowsHowManyPeopleThereAre) {
    const std::string place = "/questions/0/options/0/population";
    const auto read = QuestionnaireFile::read(with(std::string(small), place, "12080"));
    ASSERT_EQ(errors_of(read), "");
    EXPECT_EQ(read->questions[0].options[0].population, 12080);
    EXPECT_EQ(read->questions[0].options[1].population, std::nullopt);
    EXPECT_EQ(errors_of(QuestionnaireFile::read(with(std::string(small), place, "-1"))),
              place + ": must not be negative\n");
    EXPECT_EQ(errors_of(QuestionnaireFile::read(with(std::string(small), place, "\"många\""))),
              place + ": must be a number\n");
}

TEST(QuestionnaireFile, NamesRecordingsInItsLanguages) {
    const std::string file =
        with(std::string(small), "/questions/0/recordings", R"({"sv": "s.mp3"})");
    const auto read = QuestionnaireFile::read(file);
    ASSERT_EQ(errors_of(read), "");
    EXPECT_EQ(read->questions[0].recordings.at("sv"), "s.mp3");
    EXPECT_EQ(
        errors_of(QuestionnaireFile::read(with(file, "/questions/0/recordings/ar", R"("a.m4a")"))),
        "/questions/0/recordings: names a language without texts\n");
    for (const char* name : {"../s.mp3", "s.wav", "S.mp3", "s", ".mp3"}) {
        EXPECT_THAT(errors_of(QuestionnaireFile::read(
                        with(file, "/questions/0/recordings/sv", std::string("\"") + name + "\""))),
                    HasSubstr("/questions/0/recordings/sv: must be the name of a recording"))
            << name;
    }
}

TEST(QuestionnaireFile, KeepsTheRulesOfEachDemonstrationQuestion) {
    const Questionnaire read = demo();
    const Question& reasons = read.questions[*read.find("q4_orsak")];
    EXPECT_EQ(reasons.type, QuestionType::multiple);
    EXPECT_TRUE(reasons.randomize);
    EXPECT_FALSE(reasons.choices_max);
    EXPECT_TRUE(reasons.options.back().exclusive);
    EXPECT_EQ(reasons.options.front().theme, "trafik_hastighet");
    const Question& place = read.questions[*read.find("q6_plats")];
    EXPECT_EQ(place.text_rules.characters_max, 140U);
    EXPECT_TRUE(place.text_rules.place);
    EXPECT_FALSE(place.text_rules.codebook);
    const Question& when = read.questions[*read.find("q7_nar")];
    ASSERT_EQ(when.show_if.size(), 1U);
    EXPECT_EQ(when.show_if[0].question, *read.find("q6_plats"));
    EXPECT_TRUE(when.show_if[0].answered);
    const Question& gender = read.questions[*read.find("q13_kon")];
    EXPECT_EQ(gender.options[2].report_as, "vill_ej");
    EXPECT_TRUE(gender.options[3].missing);
}

TEST(QuestionnaireFile, KnowsEveryLanguageOfTheFile) {
    const Questionnaire read = demo();
    EXPECT_EQ(read.languages,
              (std::vector<std::string>{
                  "sv", "sv-x-lattlast", "en", "fi", "se", "ar", "so", "ti", "fa", "uk"}));
    EXPECT_EQ(read.title.in("en", "sv").text, "How safe do you feel in Härnösand?");
}

TEST(QuestionnaireFile, TranslatesEveryTextOfTheDemonstration) {
    for (const Question& question : demo().questions) {
        EXPECT_EQ(question.text.all().size(), 10U) << question.id;
        for (const Option& option : question.options) {
            EXPECT_EQ(option.text.all().size(), 10U) << question.id << "." << option.id;
        }
    }
}

TEST(QuestionnaireFile, ReadsEveryTypeOfQuestion) {
    EXPECT_EQ(errors_of(QuestionnaireFile::read(small)), "");
}

TEST(QuestionnaireFile, ReadsEveryOptionalField) {
    std::string file = with(small, "/kind", R"("survey")");
    file = with(file, "/sensitive", "true");
    file = with(file, "/layout", R"("one_page")");
    file = with(file, "/design", R"("invited_random")");
    file = with(file, "/questions/0/statement", R"("svarar att {option}")");
    file = with(file, "/questions/0/options/0/statement", R"("det är så")");
    file = with(file, "/round", R"({"release": {"every": "week", "batch_min": 60}})");
    file = with(file, "/questions/1/max_choices", "2");
    file = with(file, "/questions/1/show_if", R"({"s": ["a", "b"]})");
    file = with(file, "/questions/4/unit", R"({"sv": "år", "en": "years"})");
    file = with(file, "/questions/5/show_if", R"({"k": [1, 2], "n": [3], "m": "answered"})");
    file = with(file, "/questions/6/allow_outside", "true");
    const auto read = QuestionnaireFile::read(file);
    ASSERT_EQ(errors_of(read), "");
    EXPECT_TRUE(read->sensitive);
    EXPECT_TRUE(read->one_page);
    EXPECT_EQ(read->design, Design::invited_random);
    EXPECT_EQ(read->questions[0].statement.in("sv", "sv").text, "svarar att {option}");
    EXPECT_EQ(read->questions[0].options[0].statement.in("sv", "sv").text, "det är så");
    EXPECT_EQ(read->round.release.batch_min, 60);
    EXPECT_EQ(read->questions[1].choices_max, 2U);
    ASSERT_EQ(read->questions[5].show_if.size(), 3U);
    EXPECT_EQ(read->questions[5].show_if[0].values, (std::vector<std::string>{"1", "2"}));
    EXPECT_FALSE(read->questions[6].area_rules.outside_label.empty());
}

TEST(QuestionnaireFile, TakesEveryBackgroundQuestionAsADimensionUnlessTold) {
    EXPECT_EQ(QuestionnaireFile::read(small)->dimensions,
              (std::vector<std::vector<std::size_t>>{{3}, {6}}));
}

TEST(QuestionnaireFile, ReadsCrossings) {
    const auto read = QuestionnaireFile::read(with(small, "/dimensions", R"([["o", "k"]])"));
    ASSERT_EQ(errors_of(read), "");
    EXPECT_EQ(read->dimensions, (std::vector<std::vector<std::size_t>>{{6, 3}}));
}

TEST(QuestionnaireFile, IgnoresCommentsAnywhere) {
    std::string file = with(small, "/$comment", R"("x")");
    file = with(file, "/questions/0/$comment", R"(["x"])");
    file = with(file, "/questions/0/options/0/$comment", "{}");
    file = with(file, "/questions/1/show_if", R"({"$comment": 1, "s": "answered"})");
    file = with(file, "/title", R"({"$comment": "x", "sv": "Titel"})");
    EXPECT_EQ(errors_of(QuestionnaireFile::read(file)), "");
}

TEST(QuestionnaireFile, TakesNullAsAbsent) {
    const std::string file = with(small, "/questions/1/max_choices", "null");
    EXPECT_EQ(errors_of(QuestionnaireFile::read(with(file, "/round", "null"))), "");
}

TEST(QuestionnaireFile, GivesAMeetingNoGraceUnlessTold) {
    const std::string meeting = with(small, "/kind", R"("meeting")");
    EXPECT_EQ(QuestionnaireFile::read(meeting)->round.grace_hours, 0);
    EXPECT_EQ(QuestionnaireFile::read(small)->round.grace_hours, 72);
    const std::string told = with(meeting, "/round", R"({"grace_hours": 5})");
    EXPECT_EQ(QuestionnaireFile::read(told)->round.grace_hours, 5);
}

TEST(QuestionnaireFile, KnowsHowPeopleCameToAnswer) {
    const std::string meeting = with(small, "/kind", R"("meeting")");
    EXPECT_EQ(QuestionnaireFile::read(small)->design, Design::open);
    EXPECT_EQ(QuestionnaireFile::read(meeting)->design, Design::meeting);
    EXPECT_EQ(QuestionnaireFile::read(with(meeting, "/design", R"("open")"))->design, Design::open);
}

TEST(QuestionnaireFile, LabelsAScaleByListToo) {
    const auto ends = QuestionnaireFile::read(with(small, "/questions/3/labels", R"(["L", "H"])"));
    ASSERT_EQ(errors_of(ends), "");
    EXPECT_EQ(ends->questions[3].scale_rules.labels[1].first, 5);
    EXPECT_THAT(errors_of(QuestionnaireFile::read(
                    with(small, "/questions/3/labels", R"(["L", "M", "H"])"))),
                HasSubstr("/questions/3/labels: must have a text for every value"));
}

// One change of the small questionnaire, and what must be said about it.
struct Mistake {
    std::string_view pointer;
    std::string_view value;  // JSON; empty: the field is taken out
    std::string_view error;  // part of the whole list of errors
};

class QuestionnaireMistake : public testing::TestWithParam<Mistake> {};

TEST_P(QuestionnaireMistake, IsNamedWithItsPointerAndReason) {
    const Mistake& mistake = GetParam();
    const std::string file = mistake.value.empty() ? without(small, mistake.pointer)
                                                   : with(small, mistake.pointer, mistake.value);
    EXPECT_THAT(errors_of(QuestionnaireFile::read(file)), HasSubstr(std::string(mistake.error)));
}

constexpr Mistake document_mistakes[] = {
    {"/id", "", "/id: is missing"},
    {"/id", R"("Stor")", "/id: must be 1 to 63 of a-z, 0-9 and -"},
    {"/id", R"("-a")", "/id: must be 1 to 63"},
    {"/version", "0", "/version: is too small, smallest allowed (1)"},
    {"/version", "1.5", "/version: must be a whole number"},
    {"/language", R"("Svenska")", "/language: must be a language tag"},
    {"/title", "", "/title: is missing"},
    {"/title", "7", "/title: must be a text"},
    {"/title", R"(" ")", "/title: is an empty text"},
    {"/title", R"("a\u0000b")", "/title: has a control character"},
    {"/title", R"("a\u0085b")", "/title: has a control character"},
    {"/title", R"({"en": "Small"})", "/title: lacks the file's own language"},
    {"/title", R"({"sv": "L", "EN": "S"})", "/title/EN: is not a language tag"},
    {"/titel", R"("x")", "/titel: unknown field"},
    {"/a~1b", "1", "/a~01b: unknown field"},
    {"/owner", "[]", "/owner: has too few items, fewest allowed (1)"},
    {"/kind", R"("party")", "/kind: must be survey, meeting or submission"},
    {"/design", R"("census")", "/design: must be open, invited_random, meeting or reporters"},
    {"/questions/0/statement", R"("är så")", "/questions/0/statement: must say {option}"},
    {"/layout", R"("columns")", "/layout: must be pages or one_page"},
    {"/sensitive", R"("yes")", "/sensitive: must be true or false"},
    {"/privacy_notice", R"({"dpo": "x"})", "/privacy_notice/dpo: unknown field"},
    {"/help_box", "{}", "/help_box/text: is missing"},
    {"/questions", "[]", "/questions: has too few items"},
    {"/questions", "{}", "/questions: must be a list"},
    {"/questions/0", "7", "/questions/0: must be an object"},
    {"/batch_size_min", "2", "/batch_size_min: is too small, smallest allowed (3)"},
    {"/dimensions", R"(["zz"])", "/dimensions/0: names no question"},
    {"/dimensions", R"(["t"])", "/dimensions/0: a text, multi or matrix question cannot be"},
    {"/dimensions", R"(["m"])", "/dimensions/0: a text, multi or matrix question cannot be"},
    {"/dimensions", R"(["s"])", "/dimensions/0: a dimension must be a question with background"},
    {"/dimensions",
     R"(["k", "k"])",
     "/dimensions/1: a question may be in one dimension only: "
     "name the crossing, its margins are sums of it"},
    {"/dimensions",
     R"(["k", ["k", "o"]])",
     "/dimensions/1: a question may be in one dimension "
     "only: name the crossing, its margins are sums of it"},
    {"/dimensions",
     R"([["k", "o"], ["o", "k"]])",
     "/dimensions/1: a question may be in one "
     "dimension only: name the crossing, its margins "
     "are sums of it"},
    {"/dimensions", R"([["k", "k"]])", "/dimensions/0/1: occurs twice"},
    {"/round", R"({"opens": "x"})", "/round/opens: unknown field"},
    {"/round", R"({"closes_at": "2030-02-30"})", "/round/closes_at: must be a day"},
    {"/round", R"({"opens_at": "2030-02-02", "closes_at": "2030-02-01"})", "/round/closes_at: mus"},
    {"/round", R"({"closes_at": "2030-02-02", "publish_by": "2030-02-01"})", "/round/publish_by:"},
    {"/round", R"({"expected_answers": 0})", "/round/expected_answers: is too small"},
    {"/round", R"({"grace_hours": -1})", "/round/grace_hours: is too small"},
    {"/round", R"({"release": "daily"})", "/round/release: must be \"settlement\" or"},
    {"/round", R"({"release": {"every": "day"}})", "/round/release/every: must be week"},
    {"/round", R"({"release": {"every": "week", "batch_min": 4}})", "/round/release: batch_min mu"},
};
INSTANTIATE_TEST_SUITE_P(Document, QuestionnaireMistake, testing::ValuesIn(document_mistakes));

constexpr Mistake question_mistakes[] = {
    {"/questions/0/id", R"("q.1")", "/questions/0/id: must be 1 to 64 of A-Z"},
    {"/questions/0/id", R"("a*b")", "/questions/0/id: must be 1 to 64 of A-Z"},
    {"/questions/0/id", R"("_rest")", "/questions/0/id: must be 1 to 64 of A-Z"},
    {"/questions/0/id", R"("m")", "/questions/1/id: occurs twice"},
    {"/questions/0/id", R"("deltagande")", "/questions/0/id: is reserved"},
    {"/questions/0/type", "", "/questions/0/type: must be single, multi"},
    {"/questions/0/type", R"("multiple")", "/questions/0/type: must be single, multi"},
    {"/questions/0/max_choices", "1", "/questions/0/max_choices: this type does not have this"},
    {"/questions/5/options", "[]", "/questions/5/options: this type does not have this field"},
    {"/questions/0/scale", R"("nominal")", "/questions/0/scale: must be ordinal"},
    {"/questions/0/options", "", "/questions/0/options: is missing"},
    {"/questions/0/options", "[]", "/questions/0/options: has too few items"},
    {"/questions/0/options/1/id", R"("a")", "/questions/0/options/1/id: occurs twice"},
    {"/questions/0/options/0/text", "", "/questions/0/options/0/text: is missing"},
    {"/questions/0/options/0/exclusive", "true", "/questions/0/options/0/exclusive: this type"},
    {"/questions/0/options/0/report_as", R"("z")", "/questions/0/options/0/report_as: no option"},
    {"/questions/0/options/0/report_as", R"("a")", "/questions/0/options/0/report_as: must name"},
    {"/questions/0/options/0/color", R"("z")", "/questions/0/options/0/color: unknown field"},
    {"/questions/0/indicator",
     R"({"id": "i", "label": "I", "numerator": ["z"], "denominator": ["a"]})",
     "/questions/0/indicator/numerator/0: no option of this question has this id"},
    {"/questions/0/indicator",
     R"({"id": "i", "label": "I", "numerator": ["b"], "denominator": ["a"]})",
     "/questions/0/indicator/numerator/0: is not in the denominator"},
    {"/questions/0/indicator",
     R"({"id": "i", "label": "I", "numerator": ["a"], "denominator": ["a", "a"]})",
     "/questions/0/indicator/denominator/1: occurs twice"},
    {"/questions/1/max_choices", "3", "/questions/1/max_choices: is too large, largest allowed (2"},
    {"/questions/1/background", "true", "/questions/1/background: only a single, scale, number"},
    {"/questions/2/rows", "", "/questions/2/rows: is missing"},
    {"/questions/2/rows/0/id", "7", "/questions/2/rows/0/id: must be 1 to 64"},
    {"/questions/3/max", "1", "/questions/3/max: is too small"},
    {"/questions/3/max", "9999", "/questions/3/max: is too large"},
    {"/questions/3/min", "7", "/questions/3/max: is too small"},
    {"/questions/3/labels", R"({"6": "Bäst"})", "/questions/3/labels/6: is not a value"},
    {"/questions/4/max", "0", "/questions/4/max: must be greater than min"},
    {"/questions/4/step", "0", "/questions/4/step: must be greater than 0"},
    {"/questions/4/min", "1e13", "/questions/4/min: is too large a number"},
    {"/questions/4/max", "", "/questions/4/bands: is missing"},
    {"/questions/5/max_chars", "4001", "/questions/5/max_chars: is too large"},
    {"/questions/6/area_root", "", "/questions/6/area_root: is missing"},
    {"/questions/1/show_if", R"({"zz": "answered"})", "/questions/1/show_if/zz: names no question"},
    {"/questions/1/show_if", R"({"t": "answered"})", "/questions/1/show_if/t: must name an earli"},
    {"/questions/1/show_if", R"({"m": "answered"})", "/questions/1/show_if/m: must name an earli"},
    {"/questions/1/show_if", R"({"s": ["z"]})", "/questions/1/show_if/s/0: no option of the nam"},
    {"/questions/1/show_if", R"({"s": "a"})", "/questions/1/show_if/s: must be \"answered\" or"},
    {"/questions/1/show_if", R"({"s": []})", "/questions/1/show_if/s: has too few items"},
    {"/questions/3/show_if", R"({"x": "answered"})", "/questions/3/show_if/x: names a matrix"},
    {"/questions/3/show_if", R"({"x.r": "answered"})", "/questions/3/show_if/x.r: names no quest"},
    {"/questions/4/show_if", R"({"k": [9]})", "/questions/4/show_if/k/0: is too large"},
    {"/questions/6/show_if", R"({"t": ["x"]})", "/questions/6/show_if/t: of a text question"},
};
INSTANTIATE_TEST_SUITE_P(Question, QuestionnaireMistake, testing::ValuesIn(question_mistakes));

TEST(QuestionnaireFile, RefusesATextOverItsLimit) {
    const std::string long_text = "\"" + std::string(2001, 'x') + "\"";
    EXPECT_EQ(errors_of(QuestionnaireFile::read(with(small, "/title", long_text))),
              "/title: is too long, most characters allowed (2000)\n");
}

TEST(QuestionnaireFile, RefusesACrossingWithTooManyCategories) {
    std::string file = with(small, "/questions/3/max", "100");
    file = with(file, "/questions/4/background", "true");
    EXPECT_THAT(errors_of(QuestionnaireFile::read(with(file, "/dimensions", R"([["k", "n"]])"))),
                HasSubstr("/dimensions/0: has too many categories, most allowed (500)"));
}

TEST(QuestionnaireFile, CountsUppgiftSaknasAndEjRedovisatAmongTheCategories) {
    // Four bands and "Uppgift saknas", crossed with a scale and its own, and "Ej redovisat".
    std::string file = with(small, "/questions/4/background", "true");
    file = with(with(file, "/questions/4/max", "3"), "/dimensions", R"([["k", "n"]])");
    const std::string most = with(file, "/questions/3/max", "98");
    EXPECT_EQ(errors_of(QuestionnaireFile::read(most)), "");
    const std::string more = with(file, "/questions/3/max", "99");
    EXPECT_THAT(errors_of(QuestionnaireFile::read(more)),
                HasSubstr("/dimensions/0: has too many categories, most allowed (500)"));
}

TEST(QuestionnaireFile, RefusesAnOutsideConditionWithoutOutside) {
    std::string file = with(small, "/questions/0/type", R"("area")");
    file = with(without(file, "/questions/0/options"), "/questions/0/area_root", R"("2280")");
    file = with(file, "/questions/1/show_if", R"({"s": ["outside"]})");
    EXPECT_EQ(errors_of(QuestionnaireFile::read(file)),
              "/questions/1/show_if/s/0: needs allow_outside at the question it names\n");
}

TEST(QuestionnaireFile, NamesEverythingThatIsWrongAtOnce) {
    std::string file = with(small, "/id", R"("!")");
    file = with(file, "/questions/0/colour", R"("x")");
    file = with(file, "/questions/1/options/0/text", "7");
    file = with(file, "/round", R"({"closes_at": "soon"})");
    EXPECT_EQ(errors_of(QuestionnaireFile::read(file)),
              "/id: must be 1 to 63 of a-z, 0-9 and -, and not begin with -\n"
              "/questions/0/colour: unknown field\n"
              "/questions/1/options/0/text: must be a text\n"
              "/round/closes_at: must be a day, as in 2030-01-15\n");
}

TEST(QuestionnaireFile, NamesAtMostAHundredErrors) {
    base::Json root = parsed(small);
    for (int i = 0; i < 150; ++i) {
        root.set("x" + std::to_string(i), i);
    }
    EXPECT_EQ(QuestionnaireFile::read(root.dump()).error().size(), 100U);
}

TEST(QuestionnaireFile, RefusesWhatIsNoJson) {
    EXPECT_THAT(errors_of(QuestionnaireFile::read("{")), HasSubstr("not valid JSON"));
    EXPECT_THAT(errors_of(QuestionnaireFile::read("[]")), HasSubstr("/: must be an object"));
    EXPECT_THAT(errors_of(QuestionnaireFile::read(std::string(5 << 20, ' '))),
                HasSubstr("the file is too large"));
}

TEST(QuestionnaireFile, ReadsAFileWithAByteOrderMark) {
    EXPECT_EQ(errors_of(QuestionnaireFile::read("\xEF\xBB\xBF" + std::string(small))), "");
}

}  // namespace
}  // namespace lyhord::domain
