// Bodies that come in slowly, and what all of them together may take.
#include "unit/http/gate_fixture.h"

namespace lyhord::tests {
namespace {

using namespace std::chrono_literals;

// Clients that promise 900 bytes and send a part of them.
class SlowBodies : public GateTest {
protected:
    void begin(std::size_t body_bytes_max, int clients, std::size_t bytes) {
        GateOptions options;
        options.io_threads = 1;
        options.body_bytes_max = body_bytes_max;
        options.deadlines.drain = 100ms;
        start(std::move(options));
        const std::string head = "POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: 900\r\n\r\n";
        for (int i = 0; i < clients; ++i) {
            slow_.push_back(std::make_unique<RawClient>(plain_port()));
            ASSERT_TRUE(slow_.back()->send(head + std::string(bytes, 'x')));
        }
    }
    static std::string honest(std::size_t bytes) { return post("/a", std::string(bytes, 'y')); }

    std::vector<std::unique_ptr<RawClient>> slow_;
};

TEST_F(SlowBodies, KeepNobodyOutByWhatTheyPromise) {
    begin(1000, 20, 1);
    RawClient resident(plain_port());
    EXPECT_EQ(resident.ask(honest(900))->status, 200);
    EXPECT_EQ(gate_->counters().evicted, 0U);
    EXPECT_EQ(gate_->counters().overloaded, 0U);
}

TEST_F(SlowBodies, AreGivenUpOldestFirstWhenAllAreTooMuch) {
    begin(900, 3, 300);
    RawClient resident(plain_port());
    EXPECT_EQ(resident.ask(honest(300))->status, 200);
    EXPECT_EQ(gate_->counters().evicted, 1U);
    EXPECT_TRUE(slow_[0]->is_ended());
    // Its share was given back, and so is that of the honest one: the next needs nobody's.
    EXPECT_EQ(resident.ask(honest(300))->status, 200);
    EXPECT_EQ(gate_->counters().evicted, 1U);
    EXPECT_EQ(slow_[1]->ask(std::string(600, 'x'))->status, 200);
    EXPECT_EQ(gate_->counters().evicted, 2U);
    EXPECT_EQ(gate_->counters().overloaded, 0U);
    EXPECT_EQ(resident.ask(honest(901))->status, 503);
    EXPECT_EQ(gate_->counters().overloaded, 1U);
}

TEST_F(SlowBodies, AreNotGivenUpInVain) {
    begin(900, 1, 100);
    slow_.push_back(std::make_unique<RawClient>(plain_port()));
    ASSERT_TRUE(slow_.back()->send("POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\n"));
    RawClient late(plain_port());
    ASSERT_TRUE(late.send(post("/late", std::string(600, 'z'))));
    echo_.wait_for(1);
    RawClient resident(plain_port());
    EXPECT_EQ(resident.ask(honest(301))->status, 503);
    EXPECT_EQ(gate_->counters().evicted, 0U) << "what is being handled keeps its place";
    RawClient another(plain_port());
    EXPECT_EQ(another.ask(honest(300))->status, 200);
    EXPECT_EQ(gate_->counters().evicted, 1U);
    EXPECT_TRUE(slow_[0]->is_ended());
    echo_.answer_late();
    EXPECT_EQ(late.response()->status, 201);
    EXPECT_EQ(slow_[1]->ask("123456789")->status, 200) << "it held nothing";
}

TEST_F(SlowBodies, WhoDoesNotReadTheAnswerKeepsNobodyOut) {
    begin(900, 0, 0);
    RawClient deaf(plain_port());
    ASSERT_TRUE(deaf.send(post("/large", std::string(800, 'z'))));
    echo_.wait_for(1);
    // Until its answer is there, and too large for the sockets' buffers, it may keep its place.
    int status = 503;
    while (status == 503) {
        RawClient resident(plain_port());
        status = resident.ask(honest(300))->status;
    }
    EXPECT_EQ(status, 200);
    EXPECT_EQ(gate_->counters().evicted, 1U);
}

}  // namespace
}  // namespace lyhord::tests
