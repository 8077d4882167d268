#include "app/due_texts_log.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "api/assets.h"
#include "service_fixture.h"

namespace lyhord::app {
namespace {

// A round whose texts are to be disposed of after 100 days.
class DueTextsLog : public testing::WithService {
protected:
    void SetUp() override {
        const auto imported = service_->lifecycle.import_dialogue(
            std::string(api::embedded_asset("demo/questionnaire.json")));
        ASSERT_TRUE(imported);
        rounds::OpenOptions options;
        options.closes_at = clock_.today().plus(14);
        options.publish_by = clock_.today().plus(28);
        options.free_text_delete_date = clock_.today().plus(100);
        ASSERT_TRUE(service_->lifecycle.open(imported->slug, options));
    }
    // What one turn of the schedule logs.
    std::string turn() {
        ::testing::internal::CaptureStderr();
        log_due_texts(service_->disposal_reminder);
        return ::testing::internal::GetCapturedStderr();
    }
};

TEST_F(DueTextsLog, SaysNothingLongBeforeTheDay) {
    clock_.advance_days(69);
    EXPECT_EQ(turn(), "");
}

TEST_F(DueTextsLog, NamesTheRoundAndItsDayOnceADay) {
    const std::string day = clock_.today().plus(100).text();
    clock_.advance_days(70);
    const std::string line = turn();
    EXPECT_NE(line.find(R"("level":"warning")"), std::string::npos) << line;
    EXPECT_NE(line.find("round 1"), std::string::npos) << line;
    EXPECT_NE(line.find("due on " + day), std::string::npos) << line;
    EXPECT_EQ(std::ranges::count(line, '\n'), 1);
    EXPECT_EQ(turn(), "");
    clock_.advance_days(1);
    EXPECT_EQ(turn(), line);
}

}  // namespace
}  // namespace lyhord::app
