#include "app/monitoring/metrics.h"

#include <gtest/gtest.h>

#include "base/limits.h"
#include "support/fake_clock.h"

namespace lyhord::app {
namespace {

std::size_t at(http::Traffic traffic) { return static_cast<std::size_t>(traffic); }

ResidentCounts some_answers(std::uint64_t count) {
    ResidentCounts answers;
    answers.intake.stored = count;
    answers.intake.texts_withheld = count;
    answers.traffic[at(http::Traffic::answering)].by_status[1] = count;
    answers.traffic[at(http::Traffic::answering)].by_seconds[2] = count;
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
                             .residents = residents_});
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
    ResidentCounts residents_;
};

TEST_F(Metrics, TellWhatTheGateDid) {
    gate_ = {.open = 130, .evicted = 1, .overloaded = 4};
    gate_.jobs_waiting = 700;
    gate_.slow_jobs_waiting = 3;
    residents_.gate = {.accepted = 12, .handshakes = 8};
    http::TrafficRow& reading = residents_.traffic[at(http::Traffic::reading)];
    reading.by_status = {0, 40, 5, 2, 1};
    reading.by_seconds = {30, 10, 8, 0, 0, 0, 0, 0, 0, 1};
    reading.seconds = 1.5;
    traffic_[at(http::Traffic::staff)].by_status = {0, 3, 0, 0, 0};
    expect_line("lyhord_connections_total 12");
    expect_line("lyhord_connections_open 128");
    expect_line("lyhord_connections_given_up_total{reason=\"evicted\"} 1");
    expect_line("lyhord_tls_handshakes_total 8");
    expect_line("lyhord_overloaded_total 4");
    expect_line("lyhord_jobs_waiting{queue=\"normal\"} 640");
    expect_line("lyhord_jobs_waiting{queue=\"slow\"} 3");
    expect_line("lyhord_requests_total{class=\"staff\",status=\"2xx\"} 3");
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

// A connection, a page, an answer, a row in a queue: whoever reads the numbers before and after
// learns nothing.
TEST_F(Metrics, DoNotMoveWithOneResident) {
    const auto without_memory = [](std::string all) {
        return all.erase(all.find("\nprocess_resident_memory_bytes "));
    };
    const std::string before = without_memory(text());
    gate_ = {.accepted = 1,
             .open = 1,
             .handshakes = 1,
             .handshakes_failed = 1,
             .requests = 4,
             .refused = 1,
             .timed_out = 1};
    traffic_[at(http::Traffic::unrouted)].by_status[2] = 1;  // http:// or a link that is wrong
    gate_.jobs_waiting = 1;
    facts_.store.waiting = 1;
    facts_.store.transactions = 1;
    facts_.store.writes = 1;
    traffic_[at(http::Traffic::reading)].by_status[1] = 2;
    traffic_[at(http::Traffic::reading)].by_seconds[0] = 2;
    traffic_[at(http::Traffic::answering)] = some_answers(1).traffic[at(http::Traffic::answering)];
    EXPECT_EQ(without_memory(text()), before);
}

TEST_F(Metrics, TellWhatTheLimitDid) {
    residents_.limit = {.passed_by_work = 5, .passed_by_waiting = 2, .challenged = 9};
    residents_.limit.clients = 65;
    residents_.limit.keys_replaced = 1;
    expect_line("lyhord_answers_limited_total{outcome=\"challenged\"} 9");
    expect_line("lyhord_answers_limited_total{outcome=\"passed_by_work\"} 5");
    expect_line("lyhord_answers_limited_total{outcome=\"passed_by_waiting\"} 2");
    expect_line("lyhord_limit_addresses 64");
    expect_line("lyhord_limit_forgotten_total{what=\"all_proofs\"} 1");
}

TEST_F(Metrics, OfAnswersAreOnlyThoseThatMayBeTold) {
    traffic_[at(http::Traffic::answering)].by_status[1] = 654;  // as it is this second
    residents_ = some_answers(5);
    expect_line("lyhord_requests_total{class=\"answering\",status=\"2xx\"} 5");
    expect_line("lyhord_request_seconds_count{class=\"answering\"} 5");
    expect_line("lyhord_answers_total{outcome=\"stored\"} 5");
    expect_line("lyhord_texts_withheld_total 5");
    expect_line("lyhord_transaction_writes_count 5");
    expect_none(" 654\n");
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
    EXPECT_EQ(counts.told().traffic[at(http::Traffic::answering)].by_status[1], 3U);
    clock.advance_seconds(base::limits::answers_told_seconds);
    counts.see(some_answers(5));
    EXPECT_EQ(counts.told().intake.stored, 5U);
}

}  // namespace
}  // namespace lyhord::app
