// What becomes of a text that the redactor withholds.
#include <gtest/gtest.h>

#include "base/limits.h"
#include "intake/fragmenting.h"

namespace lyhord::intake {
namespace {

domain::FrozenRound round_with_a_text() {
    domain::Round round;
    round.questionnaire = R"({
        "id": "prov", "version": 1, "language": "sv", "title": "Prov", "questions": [
        {"id": "ord", "type": "text", "text": "Berätta"}]})";
    round.areas = R"({"scheme": "s", "areas": [{"code": "1", "name": "Staden"}]})";
    round.codebooks = "[]";
    round.area_categories = "{}";
    base::Result<domain::FrozenRound> frozen = domain::thaw(std::move(round));
    EXPECT_TRUE(frozen) << (frozen ? "" : frozen.error().line());
    return std::move(frozen.value());
}

std::vector<domain::Fragment> fragments_of(std::string text) {
    const domain::FrozenRound round = round_with_a_text();
    CheckedDraft draft;
    draft.language = "sv";
    draft.answers.emplace_back().text = domain::RawText(std::move(text));
    const anonymize::Redactor redactor;
    return to_fragments({.round = round, .redactor = redactor, .coders = {}, .receipt = "R"},
                        std::move(draft));
}

TEST(WithheldText, LeavesAFragmentSoThatTheAnswerIsAccountedFor) {
    const auto fragments = fragments_of(std::string(base::limits::redact_bytes_max + 1, 'a'));
    ASSERT_EQ(fragments.size(), 2U) << "the question, and deltagande";
    EXPECT_EQ(fragments.front().question, 0);
    EXPECT_FALSE(fragments.front().text);
}

TEST(WithheldText, IsTheException) {
    const auto fragments = fragments_of("mörkt vid bron");
    ASSERT_EQ(fragments.size(), 2U);
    EXPECT_EQ(fragments.front().text->text.view(), "mörkt vid bron");
}

}  // namespace
}  // namespace lyhord::intake
