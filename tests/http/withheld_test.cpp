// An answer whose text the redactor cannot redact: from intake over the counts to the tables.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <future>

#include "app/monitoring/metrics.h"
#include "scenario.h"
#include "tables_reading.h"

namespace lyhord::tests {
namespace {

using testing::HasSubstr;

constexpr std::size_t redacted_bytes_max = 40;
const std::string too_long = "Läraren Anna Svensson skriker, ring 070-123 45 67 till mig";

// Takes answers in as the site does, by a redactor that fails for longer texts.
class WithheldText : public ::testing::Test {
protected:
    WithheldText() { site_.open_demo(); }

    bool submit(const std::string& text) {
        domain::Draft draft;
        draft.version = service().receiver.round(demo)->questionnaire.version;
        draft.language = domain::RawText("sv");
        draft.answers.push_back(
            {.question = domain::RawText("q2_trygg_kvall"),
             .value = domain::RawText(keys_ % 2 == 0 ? "ganska_trygg" : "mycket_otrygg")});
        draft.answers.push_back(
            {.question = domain::RawText("q11_forslag"), .value = domain::RawText(text)});
        domain::SubmissionKey key{};
        key[0] = ++keys_;
        std::promise<bool> told;
        receiver_.receive(
            {.slug = std::string(demo), .key = key, .draft = std::move(draft), .form_token = {}},
            intake::Receiving(
                [&](const auto& outcome) { told.set_value(outcome && outcome->has_value()); }));
        return told.get_future().get();
    }
    app::Service& service() { return site_.service(); }
    std::string metrics() {
        app::ResidentCounts residents{};
        residents.intake = receiver_.counts();
        return app::metrics_text({.facts = {},
                                  .alarms = {},
                                  .gate = {},
                                  .traffic = {},
                                  .ticks = {},
                                  .residents = residents});
    }

    Site site_;
    anonymize::Redactor failing_{{.bytes_max = redacted_bytes_max}};
    intake::Receiver receiver_{{.store = *service().store,
                                .rounds = service().frozen_rounds,
                                .redactor = failing_,
                                .sealer = service().sealer,
                                .clock = service().clock,
                                .form_tokens = service().form_tokens}};
    std::uint8_t keys_ = 0;
};

TEST_F(WithheldText, IsLeftOutOfAnAnswerThatIsCounted) {
    constexpr int people = 24;
    for (int i = 0; i < people; ++i) {
        ASSERT_TRUE(submit("Mer ljus vid skolan"));
    }
    for (int i = 0; i < 2; ++i) {
        ASSERT_TRUE(submit(too_long)) << "the answer is taken";
    }
    EXPECT_EQ(receiver_.counts().stored, 26U);
    EXPECT_EQ(receiver_.counts().texts_withheld, 2U);
    EXPECT_THAT(metrics(), HasSubstr("\nlyhord_texts_withheld_total 2\n"));
    site_.settle_demo();
    const base::Json tables = site_.tables();
    EXPECT_EQ(number(entry(at(tables, "questions"), "id", "q2_trygg_kvall"), "base"), 26);
    const base::Json& texts = entry(at(tables, "questions"), "id", "q11_forslag");
    EXPECT_EQ(number(texts, "base"), people);
    EXPECT_EQ(number(texts, "withheld"), 2);
    EXPECT_EQ(site_.comments().size(), 24U) << "nothing of it is there to review";
}

}  // namespace
}  // namespace lyhord::tests
