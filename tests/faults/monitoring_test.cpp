// What the real program tells of itself, where, and to whom.
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <thread>

#include "base/json/json.h"
#include "faults/residents.h"
#include "faults/town.h"

namespace lyhord::tests {
namespace {

class Monitoring : public testing::Test {
protected:
    void SetUp() override {
        town_.set("LYHORD_METRICS_LISTEN", "unix:" + socket());
        town_.set("LYHORD_ALARM_COMMAND", "tee -a " + (town_.folder() / "told").string());
        town_.open_demo();
        town_.start();
    }
    std::string socket() const { return (town_.folder() / "metrics.sock").string(); }
    // As Prometheus would; the status stands on a line of its own at the end.
    std::string scrape(const std::string& path) {
        const ProgramEnd end = run_program({.words = {"curl",
                                                      "-s",
                                                      "-w",
                                                      "\n%{http_code}",
                                                      "--unix-socket",
                                                      socket(),
                                                      "http://localhost" + path},
                                            .environment = {}});
        return end.output;
    }
    static bool has(const std::string& text, const std::string& words) {
        return text.find(words) != std::string::npos;
    }

    Town town_;
};

TEST_F(Monitoring, GivesItsNumbersAtASocketOfTheirOwn) {
    AnswerMaker maker(7);
    Client client(town_.port());
    EXPECT_EQ(client.get("/").status, 200);
    EXPECT_EQ(client.get("/nowhere").status, 404);
    EXPECT_EQ(client.get("/staff").status, 303);
    EXPECT_EQ(client.submit(maker.make({.place = "torget", .suggestion = ""})).status, 201);
    const std::string numbers = scrape("/metrics");
    EXPECT_TRUE(numbers.ends_with("\n200")) << numbers;
    // Made for two days, of which a part of a second or more is gone.
    EXPECT_TRUE(has(numbers, "lyhord_certificate_days 1\n") ||
                has(numbers, "lyhord_certificate_days 2\n"))
        << numbers;
    EXPECT_TRUE(has(numbers, "lyhord_ready 1\n"));
    EXPECT_TRUE(has(numbers, "lyhord_requests_total{class=\"staff\",status=\"3xx\"} 1\n"));
    // Of whoever has just answered, nothing for an hour.
    EXPECT_TRUE(has(numbers, "lyhord_requests_total{class=\"unrouted\",status=\"4xx\"} 0\n"));
    EXPECT_TRUE(has(numbers, "lyhord_connections_total 0\n"));
    EXPECT_TRUE(has(numbers, "lyhord_connections_open 0\n"));
    EXPECT_TRUE(has(numbers, "lyhord_tls_handshakes_total 0\n"));
    EXPECT_TRUE(has(numbers, "lyhord_requests_total{class=\"reading\",status=\"2xx\"} 0\n"));
    EXPECT_TRUE(has(numbers, "lyhord_answers_total{outcome=\"stored\"} 0\n"));
    EXPECT_TRUE(has(numbers, "lyhord_requests_total{class=\"answering\",status=\"2xx\"} 0\n"));
    EXPECT_TRUE(has(numbers, "lyhord_transaction_writes_count 0\n"));
    EXPECT_FALSE(has(numbers, "harnosand"));
    EXPECT_EQ(client.get("/metrics").status, 404) << "not where residents are";
    town_.stop();
    EXPECT_FALSE(std::filesystem::exists(socket()));
}

TEST_F(Monitoring, TellsDetailsOfReadinessOnlyThere) {
    const std::string details = scrape("/readyz");
    EXPECT_TRUE(details.ends_with("\n200")) << details;
    const auto json = base::Json::parse(details.substr(0, details.rfind('\n')));
    ASSERT_TRUE(json) << details;
    EXPECT_EQ(*json->find("status")->as_string(), "ready");
    const std::int64_t days = *json->find("certificate_days")->as_integer();
    EXPECT_TRUE(days == 1 || days == 2) << days;
    EXPECT_GT(*json->find("free_bytes")->as_integer(), 0);
    EXPECT_EQ(*json->find("free_bytes")->as_integer() % (16 * 1024 * 1024), 0);
    EXPECT_TRUE(json->find("backup_age_seconds")->is_null());
    EXPECT_TRUE(has(details, "certificate_ending"));
    EXPECT_EQ(Client(town_.port()).get("/readyz").body, "{\"status\":\"ready\"}\n");
    EXPECT_TRUE(scrape("/d/trygghet-harnosand").ends_with("\n404"));
    town_.stop();
}

TEST_F(Monitoring, RaisesAnAlarmAndTellsItsHealth) {
    const std::filesystem::path told = town_.folder() / "told";
    // The certificate of the test ends in two days.
    while (!has(file_bytes(told), "\"alarm\":\"certificate_ending\",\"state\":\"raised\"")) {
        std::this_thread::yield();
    }
    ProgramEnd health = town_.command({"health"});
    EXPECT_EQ(health.exit_code, 1);
    EXPECT_TRUE(has(health.output, "ready\nalarm certificate_ending: ")) << health.output;
    EXPECT_TRUE(has(health.output, "newest backup, hours: none\n")) << health.output;
    town_.must({"backup"});
    health = town_.command({"health"});
    EXPECT_TRUE(has(health.output, "newest backup, hours: 0\n")) << health.output;
    EXPECT_EQ(town_.must({"alarm"}), "delivered\n");
    EXPECT_TRUE(has(file_bytes(told), "this is a test of the alarm"));
    town_.stop();
    const ProgramEnd without = town_.command({"health"});
    EXPECT_EQ(without.exit_code, 1);
    EXPECT_TRUE(has(without.errors, "not running")) << without.errors;
    EXPECT_EQ(town_.command({"alarm"}).exit_code, 1);
    town_.set("LYHORD_ALARM_COMMAND", "false");
    town_.start();
    EXPECT_EQ(town_.command({"alarm"}).exit_code, 1);
    town_.stop();
}

// A question must not migrate a database, or hold the directory while the service starts.
TEST_F(Monitoring, IsAskedWithoutTouchingTheDataOfAServiceThatIsNotRunning) {
    town_.stop();
    std::filesystem::remove_all(town_.data());
    std::filesystem::create_directory(town_.data());
    for (const char* question : {"health", "alarm"}) {
        const ProgramEnd end = town_.command({question});
        EXPECT_EQ(end.exit_code, 1);
        EXPECT_TRUE(has(end.errors, "the service is not running")) << end.errors;
        EXPECT_TRUE(std::filesystem::is_empty(town_.data())) << question;
    }
}

// The second of its two alarms is not sent any more when the service stops.
TEST_F(Monitoring, ServesAndStopsBesideAWebhookThatHangs) {
    town_.stop();
    const std::filesystem::path begun = town_.folder() / "begun";
    const std::filesystem::path hangs = town_.folder() / "hangs";
    std::ofstream(hangs) << "#!/bin/sh\necho $$ >>" << begun << "\nexec sleep 1000\n";
    std::filesystem::permissions(hangs, std::filesystem::perms::owner_all);
    std::filesystem::remove(town_.data() / "alarms");
    town_.set("LYHORD_ALARM_COMMAND", hangs.string());
    town_.set("LYHORD_FREE_MEGABYTES_MIN", "1000000");
    town_.start();
    while (!file_bytes(begun).ends_with('\n')) {
        std::this_thread::yield();
    }
    const std::string process = file_bytes(begun);
    EXPECT_TRUE(std::filesystem::exists("/proc/" + process.substr(0, process.size() - 1)))
        << "it served only after the webhook";
    EXPECT_EQ(Client(town_.port()).get("/healthz").status, 200);
    EXPECT_TRUE(has(town_.command({"health"}).output, "alarm disk_low"));
    town_.stop();
    EXPECT_EQ(std::ranges::count(file_bytes(begun), '\n'), 1);
}

}  // namespace
}  // namespace lyhord::tests
