#include "http/gate/workers.h"

#include <gtest/gtest.h>

#include <future>
#include <string>

namespace lyhord::http {
namespace {

// One thread, and room for one job to wait.
class WorkersTest : public testing::Test {
protected:
    // Keeps the thread busy until let_go().
    void hold() {
        std::promise<void> begun;
        Workers::Job job = [this, &begun] {
            begun.set_value();
            held_.get_future().wait();
        };
        ASSERT_TRUE(workers_->offer(job));
        begun.get_future().wait();
    }
    void let_go() { held_.set_value(); }
    Workers::Job noting(char name) {
        return [this, name] { order_ += name; };
    }

    std::promise<void> held_;
    std::string order_;  // once the workers have stopped
    std::shared_ptr<Workers> workers_ = std::make_shared<Workers>(Workers::Options{});
};

TEST_F(WorkersTest, TakeOverBeforeWhatWaitsAndBeyondItsLimit) {
    hold();
    Workers::Job first = noting('a');
    Workers::Job second = noting('b');
    EXPECT_TRUE(workers_->offer(first));
    EXPECT_FALSE(workers_->offer(second));
    workers_->take_over(noting('1'));
    workers_->take_over(noting('2'));
    EXPECT_EQ(workers_->waiting(), 3U);
    let_go();
    workers_->stop();
    EXPECT_EQ(order_, "12a");
}

TEST_F(WorkersTest, DoAtOnceWhatOneOfThemWantsTakenOver) {
    Workers::Job job = [this] {
        order_ += '(';
        workers_->take_over(noting('1'));
        order_ += ')';
    };
    ASSERT_TRUE(workers_->offer(job));
    workers_->stop();
    EXPECT_EQ(order_, "(1)");
}

// A store that stalls answers when the gate has ended.
TEST_F(WorkersTest, LeaveTheWorkToTheCallerOnceTheyHaveStopped) {
    const std::weak_ptr<Workers> known = workers_;
    const std::shared_ptr<Workers> kept = known.lock();
    workers_->stop();
    workers_.reset();
    kept->take_over([this, here = std::this_thread::get_id()] {
        order_ += std::this_thread::get_id() == here ? "here" : "there";
    });
    EXPECT_EQ(order_, "here");
    Workers::Job job = noting('a');
    EXPECT_FALSE(kept->offer(job));
}

}  // namespace
}  // namespace lyhord::http
