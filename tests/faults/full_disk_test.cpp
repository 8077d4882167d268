// The real program while its disk is full: answers wait, everything else goes on, and nobody has to
// start it again.
#include <gtest/gtest.h>

#include <fstream>
#include <thread>

#include "faults/residents.h"
#include "faults/town.h"

namespace lyhord::tests {
namespace {

class FullDisk : public testing::Test {
protected:
    void SetUp() override {
        town_.preload(LYHORD_FULL_DISK);
        town_.set("LYHORD_TEST_DISK", town_.data().string());
        town_.set("LYHORD_TEST_FULL", sign().string());
        town_.set("LYHORD_TEST_BALLAST", ballast().string());
        town_.set("LYHORD_BALLAST_MEGABYTES", "8");
        town_.set("LYHORD_ALARM_COMMAND", "tee -a " + (town_.folder() / "told").string());
        town_.open_demo();
        town_.start();
    }
    std::filesystem::path sign() const { return town_.folder() / "full"; }
    std::filesystem::path ballast() const { return town_.data() / "ballast"; }
    HttpReply submit() {
        return Client(town_.port()).submit(maker_.make({.place = "torget", .suggestion = "ljus"}));
    }
    // True as soon as it is, within the patience of the test program.
    template <typename Condition>
    static void wait_until(Condition condition) {
        while (!condition()) {
            std::this_thread::yield();
        }
    }
    bool was_told(const std::string& words) const {
        return file_bytes(town_.folder() / "told").find(words) != std::string::npos;
    }

    AnswerMaker maker_{5};
    Town town_;
};

TEST_F(FullDisk, KeepsAnswersWaitingAndLetsTextsGo) {
    const HttpReply first = submit();
    const std::string receipt = receipt_in(first);
    ASSERT_EQ(receipt.size(), 16U) << first.body;
    ASSERT_EQ(std::filesystem::file_size(ballast()), 8U << 20);
    std::ofstream(sign()).close();
    EXPECT_EQ(submit().status, 503) << "the disk is full";
    EXPECT_FALSE(std::filesystem::exists(ballast()));
    EXPECT_EQ(submit().status, 503) << "the room is not for answers";
    Client client(town_.port());
    EXPECT_EQ(client.get("/readyz").status, 503);
    EXPECT_EQ(client.get("/d/trygghet-harnosand").status, 200);
    const HttpReply withdrawn =
        client.post_json("/api/v1/receipts/withdrawals", R"({"receipt": ")" + receipt + "\"}");
    EXPECT_EQ(withdrawn.status, 204) << withdrawn.body;
    town_.must({"dialogue", "close", std::string(demo)});
    const ProgramEnd health = town_.command({"health"});
    EXPECT_EQ(health.exit_code, 1);
    EXPECT_NE(health.output.find("alarm disk_full"), std::string::npos) << health.output;
    wait_until([&] { return was_told("\"alarm\":\"disk_full\",\"state\":\"raised\""); });

    town_.must({"dialogue", "settle", std::string(demo), "--now"});
    town_.must({"dialogue", "open", std::string(demo)});
    EXPECT_EQ(submit().status, 503);
    std::filesystem::remove(sign());
    wait_until([&] { return submit().status == 201; });
    EXPECT_EQ(std::filesystem::file_size(ballast()), 8U << 20);
    EXPECT_EQ(client.get("/readyz").status, 200);
    const std::string after = town_.command({"health"}).output;
    EXPECT_EQ(after.find("alarm disk_full"), std::string::npos) << after;
    town_.must({"check"});
    town_.stop();
}

// Where the disk is full, not even the index of the log can be made: without the ballast nobody
// could start the service to dispose of anything.
TEST_F(FullDisk, StartsAndTakesAnswersAgainByItself) {
    town_.stop();
    ASSERT_TRUE(std::filesystem::exists(ballast()));
    std::ofstream(sign()).close();
    town_.start();
    EXPECT_FALSE(std::filesystem::exists(ballast()));
    EXPECT_EQ(submit().status, 503);
    town_.must({"dialogue", "close", std::string(demo)});
    town_.must({"dialogue", "settle", std::string(demo), "--now"});
    town_.must({"dialogue", "open", std::string(demo)});
    std::filesystem::remove(sign());
    wait_until([&] { return submit().status == 201; });
    town_.stop();
}

// It would be a restore for nothing.
TEST_F(FullDisk, IsNotTakenForDamage) {
    town_.stop();
    std::ofstream(sign()).close();
    town_.set("LYHORD_TEST_BALLAST", sign().string());  // nothing gives room
    const ProgramEnd end = town_.command({"check"});
    EXPECT_EQ(end.exit_code, 1);
    EXPECT_NE(end.errors.find("disk full"), std::string::npos) << end.errors;
    EXPECT_EQ(end.errors.find("restore"), std::string::npos) << end.errors;
    std::filesystem::remove(sign());
    town_.must({"check"});
}

}  // namespace
}  // namespace lyhord::tests
