#include "app/monitoring/alarms.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/json/json.h"
#include "support/fake_clock.h"
#include "support/temporary_store.h"

namespace lyhord::app {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

const Trouble backup{.condition = Condition::backup_late, .text = "37 hours"};
const Trouble disk{.condition = Condition::disk_low, .text = "9 MB"};
constexpr std::int64_t hour = 3600;

class AlarmsTest : public testing::Test {
protected:
    Alarms make() {
        return {folder_.path() / "alarms", clock_, [this](const Alarm& alarm) {
                    ++tries_;
                    if (is_delivered_) {
                        sent_.push_back(std::string(alarm.name.view()) + " " +
                                        std::string(alarm.state.view()));
                    }
                    return is_delivered_;
                }};
    }
    void see_nothing_for_an_hour() {
        alarms_.see({});
        clock_.advance_seconds(hour);
        alarms_.see({});
    }
    std::vector<std::string> take() { return std::exchange(sent_, {}); }

    tests::TemporaryFolder folder_;
    tests::FakeClock clock_;
    std::vector<std::string> sent_;
    bool is_delivered_ = true;
    int tries_ = 0;
    Alarms alarms_ = make();
};

TEST_F(AlarmsTest, TellOnceThatAConditionBeganAndThatItIsOver) {
    alarms_.see({});
    EXPECT_THAT(take(), IsEmpty());
    alarms_.see({backup});
    alarms_.see({backup});
    EXPECT_THAT(take(), ElementsAre("backup_late raised"));
    see_nothing_for_an_hour();
    alarms_.see({});
    EXPECT_THAT(take(), ElementsAre("backup_late resolved"));
}

TEST_F(AlarmsTest, TellOnceADayThatAConditionLasts) {
    alarms_.see({backup});
    clock_.advance_seconds(23 * hour);
    alarms_.see({backup});
    EXPECT_THAT(take(), ElementsAre("backup_late raised"));
    clock_.advance_seconds(hour);
    alarms_.see({backup});
    EXPECT_THAT(take(), ElementsAre("backup_late lasting"));
}

TEST_F(AlarmsTest, TellOfOneThatComesAndGoesOnceADay) {
    for (int i = 0; i < 46; ++i) {
        alarms_.see({disk});
        clock_.advance_seconds(hour / 4);
        alarms_.see({});
        clock_.advance_seconds(hour / 4);
    }
    EXPECT_THAT(take(), ElementsAre("disk_low raised"));
    clock_.advance_seconds(hour);
    alarms_.see({disk});
    EXPECT_THAT(take(), ElementsAre("disk_low lasting"));
}

TEST_F(AlarmsTest, TellThatItIsOverAfterAnHourAndThenOfEveryNewBeginning) {
    alarms_.see({disk});
    alarms_.see({});
    clock_.advance_seconds(hour - 1);
    alarms_.see({});
    EXPECT_THAT(take(), ElementsAre("disk_low raised")) << "it may come back";
    clock_.advance_seconds(1);
    alarms_.see({});
    alarms_.see({disk});
    EXPECT_THAT(take(), ElementsAre("disk_low resolved", "disk_low raised"));
}

TEST_F(AlarmsTest, TellOfOthersMeanwhile) {
    alarms_.see({backup});
    alarms_.see({backup, disk});
    EXPECT_THAT(take(), ElementsAre("backup_late raised", "disk_low raised"));
}

TEST_F(AlarmsTest, TryAgainAfterAPauseWhatWasNotDelivered) {
    is_delivered_ = false;
    alarms_.see({backup});
    alarms_.see({backup});
    EXPECT_EQ(tries_, 1);
    is_delivered_ = true;
    clock_.advance_seconds(600);
    alarms_.see({backup});
    EXPECT_THAT(take(), ElementsAre("backup_late raised"));
    is_delivered_ = false;
    see_nothing_for_an_hour();
    clock_.advance_seconds(600);
    is_delivered_ = true;
    alarms_.see({});
    EXPECT_THAT(take(), ElementsAre("backup_late resolved"));
}

TEST_F(AlarmsTest, TellNotThatItIsOverWhatNobodyHeardOf) {
    is_delivered_ = false;
    alarms_.see({backup});
    is_delivered_ = true;
    see_nothing_for_an_hour();
    EXPECT_THAT(take(), IsEmpty());
}

TEST_F(AlarmsTest, RememberOverARestart) {
    alarms_.see({backup, disk});
    take();
    Alarms after = make();
    after.see({backup});
    EXPECT_THAT(take(), IsEmpty());
    clock_.advance_seconds(hour);
    after.see({backup});
    EXPECT_THAT(take(), ElementsAre("disk_low resolved"));
}

TEST_F(AlarmsTest, TellAgainWhenTheClockWasSetBack) {
    alarms_.see({backup});
    take();
    clock_.jump_days(-300);
    alarms_.see({backup});
    EXPECT_THAT(take(), ElementsAre("backup_late lasting")) << "or it would be silent for a year";
}

TEST(Alarm, IsALineOfJson) {
    const Alarm alarm{.name = "disk_low", .state = "resolved", .text = "the \"disk\"\n"};
    const std::string line = alarm.line("https://svar.example.se");
    EXPECT_EQ(std::ranges::count(line, '\n'), 1);
    EXPECT_TRUE(line.ends_with('\n'));
    const auto json = base::Json::parse(line);
    ASSERT_TRUE(json);
    EXPECT_EQ(*json->find("alarm")->as_string(), "disk_low");
    EXPECT_EQ(*json->find("state")->as_string(), "resolved");
    EXPECT_EQ(*json->find("service")->as_string(), "https://svar.example.se");
    EXPECT_EQ(*json->find("text")->as_string(),
              "Lyhörd, over: the \"disk\"\n (https://svar.example.se)");
}

}  // namespace
}  // namespace lyhord::app
