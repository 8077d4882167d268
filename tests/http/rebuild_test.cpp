// `lyhord report rebuild`: what was published can be made again.
#include <gtest/gtest.h>

#include "app/commands.h"
#include "scenario.h"

namespace lyhord::tests {
namespace {

class Rebuild : public testing::Test {
protected:
    app::Outcome rebuild(std::map<std::string, std::string> options) {
        options.emplace("SLUG", demo);
        const app::Outcome encoded = app::run_command(
            site_.service(), {.name = "report rebuild", .options = options, .input = {}});
        return app::rebuilt_report(encoded);
    }
    void settle_a_round() {
        site_.open_demo();
        for (int i = 0; i < 30; ++i) {
            const std::string safe = i % 2 == 0 ? "mycket_trygg" : "mycket_otrygg";
            ASSERT_EQ(
                site_.submit(R"({"q2_trygg_kvall":")" + safe + R"("})", site_.new_key()).status,
                201);
        }
        site_.settle_demo();
    }
    Site site_;
};

TEST_F(Rebuild, GivesTheBytesThatStaffDownloaded) {
    settle_a_round();
    const std::string downloaded = site_.download("report.zip");
    ASSERT_TRUE(downloaded.starts_with("PK"));
    EXPECT_EQ(rebuild({}).output, downloaded);
    site_.restart();
    EXPECT_EQ(rebuild({{"round", "1"}}).output, downloaded);
}

TEST_F(Rebuild, RefusesWhatIsNoRound) {
    settle_a_round();
    EXPECT_EQ(rebuild({{"round", "2"}}).exit_code, 1);
    EXPECT_EQ(rebuild({{"round", "x"}}).exit_code, 2);
    EXPECT_EQ(rebuild({{"SLUG", "finns-inte"}}).exit_code, 1);
}

}  // namespace
}  // namespace lyhord::tests
