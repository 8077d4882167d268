#include "http/limiter/submission_limit.h"

#include <gtest/gtest.h>

#include <string>

#include "support/fake_clock.h"
#include "support/solved_challenge.h"

namespace lyhord::http {
namespace {

constexpr std::uint64_t class_size = 600;

class LimitTest : public testing::Test {
protected:
    static SubmissionLimitOptions options() {
        SubmissionLimitOptions options;
        options.challenges.bits = 2;
        return options;
    }
    bool send(const Sender& sender, const std::string& proof = "") {
        return limit_.admit(sender, base::as_bytes("key " + std::to_string(++keys_)), proof);
    }
    int pass(const Sender& sender, int answers) {
        int passed = 0;
        for (int i = 0; i < answers; ++i) {
            passed += send(sender) ? 1 : 0;
        }
        return passed;
    }
    std::string work(const Sender& sender) {
        const Challenge challenge = limit_.challenge(sender, "");
        return tests::solved(challenge.token, challenge.bits, challenge.puzzles);
    }
    static Sender at(std::uint64_t address) { return {.client = ClientToken{address}}; }

    tests::FakeClock clock_;
    base::SystemRandom random_;
    SubmissionLimit limit_{clock_, random_, options()};
    int keys_ = 0;
    const Sender school_ = at(1);
};

TEST_F(LimitTest, LetsAClassOfSixHundredBehindOneAddressAnswerAndNoMore) {
    EXPECT_EQ(pass(school_, 600), 600);
    EXPECT_FALSE(send(school_)) << "the 601st";
    EXPECT_TRUE(send(at(2))) << "somebody else";
    EXPECT_EQ(limit_.snapshot().passed, class_size + 1);
}

TEST_F(LimitTest, LetsTheSixHundredAndFirstPassWithItsWorkOrItsWait) {
    pass(school_, 600);
    EXPECT_TRUE(send(school_, work(school_)));
    const std::string token = limit_.challenge(school_, "").token;
    EXPECT_FALSE(send(school_, token));
    clock_.advance_seconds(20);
    EXPECT_TRUE(send(school_, token));
    EXPECT_FALSE(send(school_, token)) << "with another answer";
    const SubmissionCounters counters = limit_.snapshot();
    EXPECT_EQ(counters.passed_by_work, 1U);
    EXPECT_EQ(counters.passed_by_waiting, 1U);
    EXPECT_EQ(counters.challenged, 2U);
    EXPECT_EQ(counters.proofs_refused, 2U);
    EXPECT_EQ(counters.proofs_used_before, 1U);
    EXPECT_EQ(counters.proofs_remembered, 2U);
}

TEST_F(LimitTest, LooksAtNoProofBelowTheLimit) {
    const std::string proof = work(school_);
    EXPECT_TRUE(send(school_, proof));
    pass(school_, 599);
    EXPECT_TRUE(send(school_, proof)) << "it was not spent";
}

TEST_F(LimitTest, SlidesItsWindow) {
    EXPECT_EQ(pass(school_, 400), 400);
    clock_.advance_seconds(300);
    EXPECT_EQ(pass(school_, 400), 200);
    clock_.advance_seconds(300);
    EXPECT_EQ(pass(school_, 1000), 400) << "the first 400 are out of the window, the 200 are not";
    clock_.advance_seconds(600);
    EXPECT_EQ(pass(school_, 1000), 600);
}

TEST_F(LimitTest, IsNeverStricterThanPromised) {
    for (int minute = 0; minute < 60; ++minute) {
        EXPECT_EQ(pass(school_, 60), 60) << minute;
        clock_.advance_seconds(60);
    }
}

TEST_F(LimitTest, GoesByAClockThatNobodySets) {
    pass(school_, 600);
    clock_.jump_days(1);
    EXPECT_FALSE(send(school_));
    clock_.jump_days(-2);
    EXPECT_FALSE(send(school_));
}

TEST_F(LimitTest, DoesNotCountWhatWasNotStored) {
    pass(school_, 600);
    limit_.give_back(school_);
    EXPECT_TRUE(send(school_));
    EXPECT_FALSE(send(school_));
    limit_.give_back(at(7));  // nobody knows it
    EXPECT_EQ(limit_.snapshot().clients, 1U);
}

TEST_F(LimitTest, TakesBackAlsoFromAnEarlierPartOfTheWindow) {
    pass(school_, 600);
    clock_.advance_seconds(120);
    limit_.give_back(school_);
    EXPECT_TRUE(send(school_));
    EXPECT_FALSE(send(school_));
}

TEST_F(LimitTest, DoesNotCountADevice) {
    const Sender kiosk{.client = ClientToken{1}, .is_enrolled_device = true};
    EXPECT_EQ(pass(kiosk, 2000), 2000);
    EXPECT_EQ(limit_.snapshot().passed_of_devices, 2000U);
    EXPECT_EQ(pass(school_, 600), 600) << "nor anybody beside it";
    limit_.give_back(kiosk);
    EXPECT_FALSE(send(school_));
    EXPECT_TRUE(send(kiosk));
}

TEST_F(LimitTest, TakesWaitingForAnAnswerUpToTwiceTheLimitOnly) {
    pass(school_, 600);
    while (limit_.snapshot().passed_by_work < 600) {
        ASSERT_TRUE(send(school_, work(school_)));
    }
    const Challenge challenge = limit_.challenge(school_, "");
    clock_.advance_seconds(20);
    EXPECT_FALSE(send(school_, challenge.token));
    EXPECT_TRUE(send(school_, work(school_)));
    // Who waits as long as they are told gets through, though not at once.
    EXPECT_EQ(challenge.wait_seconds, 600);
    const std::int64_t rest = limit_.challenge(school_, challenge.token).wait_seconds;
    EXPECT_EQ(rest, 580);
    clock_.advance_seconds(rest - 1);
    EXPECT_FALSE(send(school_, challenge.token));
    clock_.advance_seconds(1);
    EXPECT_TRUE(send(school_, challenge.token));
}

TEST_F(LimitTest, LetsAChallengeLastAsLongAsItsWait) {
    SubmissionLimitOptions hour = options();
    hour.counts.window_seconds = 3600;
    hour.answers_max = 1;
    SubmissionLimit limit(clock_, random_, hour);
    const auto send_with = [&](const char* key, const std::string& proof) {
        return limit.admit(school_, base::as_bytes(key), proof);
    };
    EXPECT_TRUE(send_with("a", ""));
    const Challenge first = limit.challenge(school_, "");
    EXPECT_TRUE(send_with("b", tests::solved(first.token, first.bits, first.puzzles)));
    const Challenge challenge = limit.challenge(school_, "");
    EXPECT_EQ(challenge.wait_seconds, 3600);
    EXPECT_GT(challenge.expires_in_seconds, challenge.wait_seconds);
    clock_.advance_seconds(challenge.wait_seconds);
    EXPECT_TRUE(send_with("c", "")) << "the window is over";
    const Challenge last = limit.challenge(school_, challenge.token);
    EXPECT_TRUE(send_with("d", challenge.token)) << last.wait_seconds;
}

TEST_F(LimitTest, DoublesTheWorkWithEachDoublingOfAFlood) {
    EXPECT_EQ(limit_.challenge(school_, "").bits, 2);
    pass(school_, 600);
    EXPECT_EQ(limit_.challenge(school_, "").bits, 2);
    while (limit_.snapshot().passed_by_work < 600) {
        ASSERT_TRUE(send(school_, work(school_)));
    }
    EXPECT_EQ(limit_.challenge(school_, "").bits, 3);
    EXPECT_EQ(limit_.challenge(at(2), "").bits, 2);
}

TEST_F(LimitTest, IsOffAtZero) {
    SubmissionLimitOptions none = options();
    none.answers_max = 0;
    SubmissionLimit limit(clock_, random_, none);
    for (int i = 0; i < 1000; ++i) {
        ASSERT_TRUE(limit.admit(school_, base::as_bytes("key"), ""));
    }
    limit.give_back(school_);
    EXPECT_EQ(limit.snapshot().clients, 0U);
}

}  // namespace
}  // namespace lyhord::http
