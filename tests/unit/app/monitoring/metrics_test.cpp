#include "app/monitoring/metrics.h"

#include <gtest/gtest.h>

#include "base/limits.h"
#include "support/fake_clock.h"

namespace lyhord::app {
namespace {

std::size_t at(http::Traffic traffic) { return static_cast<std::size_t>(traffic); }

AnswerCounts some_answers(std::uint64_t count) {
    AnswerCounts answers;
    answers.intake.stored = count;
    answers.traffic.by_status[1] = count;
    answers.traffic.by_seconds[2] = count;
    answers.store.transactions_by_size[0] = count;
    answers.store.writes = count;
    return answers;
}

class Metrics : public testing::Test {
protected:
    std::string text() const {
        return metrics_text({.facts = facts_,
                             .alarms = alarms_,
                             .gate = gate_,
                             .traffic = traffic_,
                             .ticks = ticks_,
                             .answers = answers_});
    }
    void expect_line(const std::string& line) const {
        EXPECT_NE(text().find("\n" + line + "\n"), std::string::npos) << line << "\n" << text();
    }
    void expect_none(const std::string& words) const {
        EXPECT_EQ(text().find(words), std::string::npos) << words;
    }

    Facts facts_;
    std::vector<std::string_view> alarms_;
    http::GateCounters gate_;
    http::TrafficTable traffic_;
    rounds::TickStatistics ticks_;
    AnswerCounts answers_;
};

TEST_F(Metrics, TellWhatTheGateDid) {
    gate_ = {.accepted = 12, .open = 3, .evicted = 1, .handshakes = 8, .overloaded = 4};
    gate_.jobs_waiting = 7;
    traffic_[at(http::Traffic::reading)].by_status = {0, 40, 5, 2, 1};
    traffic_[at(http::Traffic::reading)].by_seconds = {30, 10, 8, 0, 0, 0, 0, 0, 0, 1};
    traffic_[at(http::Traffic::reading)].seconds = 1.5;
    expect_line("lyhord_connections_total 12");
    expect_line("lyhord_connections_open 3");
    expect_line("lyhord_connections_given_up_total{reason=\"evicted\"} 1");
    expect_line("lyhord_tls_handshakes_total 8");
    expect_line("lyhord_overloaded_total 4");
    expect_line("lyhord_jobs_waiting{queue=\"normal\"} 7");
    expect_line("lyhord_requests_total{class=\"reading\",status=\"2xx\"} 40");
    expect_line("lyhord_requests_total{class=\"reading\",status=\"5xx\"} 1");
    expect_line("lyhord_request_seconds_count{class=\"reading\"} 49");
    expect_line("lyhord_request_seconds_sum{class=\"reading\"} 1.5");
    expect_line("lyhord_request_seconds_bucket{class=\"reading\",le=\"0.005\"} 40");
    expect_line("lyhord_request_seconds_bucket{class=\"reading\",le=\"+Inf\"} 49");
}

TEST_F(Metrics, TellHowTheServiceIs) {
    facts_.backup_age_seconds = 7200;
    facts_.certificate_days = -1;
    facts_.free_bytes = 100'000'000;
    ticks_ = {
        .finished = 3, .failed = 1, .seconds = 2.5, .finished_by_seconds = {1, 2}, .last = {}};
    alarms_ = {"certificate_ending"};
    expect_line("lyhord_ready 1");
    expect_line("lyhord_backup_age_seconds 7200");
    expect_line("lyhord_certificate_days -1");
    expect_line("lyhord_free_bytes 83886080");  // whole 16 MiB
    expect_line("lyhord_tick_seconds_count 3");
    expect_line("lyhord_ticks_failed_total 1");
    expect_line("lyhord_alarm{condition=\"certificate_ending\"} 1");
    expect_line("lyhord_alarm{condition=\"disk_full\"} 0");
    EXPECT_NE(text().find("\nprocess_resident_memory_bytes "), std::string::npos);
    facts_ = {};
    facts_.store.has_room = false;
    expect_line("lyhord_ready 0");
    expect_none("lyhord_backup_age_seconds");
    expect_none("lyhord_certificate_days");
}

// A file that grows by one answer would tell when it came.
TEST_F(Metrics, OfTheDiskDoNotMoveWithOneAnswer) {
    facts_.free_bytes = 1'000'000'000;
    const std::string before = text();
    facts_.free_bytes = 1'000'000'000 - 8192;
    const auto line = [](const std::string& all) {
        const std::size_t begin = all.find("\nlyhord_free_bytes ");
        return all.substr(begin, all.find('\n', begin + 1) - begin);
    };
    EXPECT_EQ(line(text()), line(before));
}

TEST_F(Metrics, OfAnswersAreOnlyThoseThatMayBeTold) {
    traffic_[at(http::Traffic::answering)].by_status[1] = 99;  // as it is this second
    answers_ = some_answers(5);
    expect_line("lyhord_requests_total{class=\"answering\",status=\"2xx\"} 5");
    expect_line("lyhord_request_seconds_count{class=\"answering\"} 5");
    expect_line("lyhord_answers_total{outcome=\"stored\"} 5");
    expect_line("lyhord_transaction_writes_count 5");
    expect_none("99");
}

TEST(StepCounts, MoveOnceAnHour) {
    tests::FakeClock clock;
    StepCounts counts(clock);
    counts.see(some_answers(1));
    EXPECT_EQ(counts.told().intake.stored, 0U);
    clock.advance_seconds(base::limits::answers_told_seconds - 1);
    counts.see(some_answers(2));
    EXPECT_EQ(counts.told().intake.stored, 0U);
    clock.advance_seconds(1);
    counts.see(some_answers(3));
    EXPECT_EQ(counts.told().intake.stored, 3U);
    counts.see(some_answers(4));
    EXPECT_EQ(counts.told().intake.stored, 3U);
    EXPECT_EQ(counts.told().traffic.by_status[1], 3U);
    clock.advance_seconds(base::limits::answers_told_seconds);
    counts.see(some_answers(5));
    EXPECT_EQ(counts.told().intake.stored, 5U);
}

}  // namespace
}  // namespace lyhord::app
