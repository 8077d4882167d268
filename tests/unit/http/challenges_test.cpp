#include "http/limiter/challenges.h"

#include <gtest/gtest.h>

#include "base/limits.h"
#include "support/fake_clock.h"
#include "support/solved_challenge.h"

namespace lyhord::http {
namespace {

using tests::solved;
namespace limits = base::limits;

constexpr std::int64_t wait_seconds = 20;
constexpr bool may_wait = true;

class ChallengeTest : public testing::Test {
protected:
    // The proof that a submission with this key hands in.
    std::expected<Met, Unmet> redeem(const std::string& proof, const char* key = "key") {
        return challenges_.redeem(proof, base::as_bytes(key), may_wait);
    }
    std::string work(const Challenge& challenge) {
        return solved(challenge.token, challenge.bits, challenge.puzzles);
    }

    tests::FakeClock clock_;
    base::SystemRandom random_;
    Challenges challenges_{
        clock_, random_, {.bits = 4, .wait_seconds = wait_seconds, .used_max = 3}};
};

TEST_F(ChallengeTest, IsMetByWorkAtOnce) {
    const Challenge challenge = challenges_.issue(0);
    EXPECT_EQ(challenge.bits, 4);
    EXPECT_EQ(challenge.puzzles, 16);
    EXPECT_EQ(challenge.token.substr(0, 20), challenge.seed);
    EXPECT_EQ(challenge.wait_seconds, wait_seconds);
    EXPECT_EQ(challenge.expires_in_seconds, limits::challenge_seconds_max);
    EXPECT_EQ(redeem(work(challenge)), Met::by_work);
}

TEST_F(ChallengeTest, IsMetByWaitingOnlyOnceTheTimeIsOver) {
    const Challenge challenge = challenges_.issue(0);
    clock_.advance_seconds(wait_seconds - 1);
    EXPECT_EQ(redeem(challenge.token), std::unexpected(Unmet::too_early));
    clock_.advance_seconds(1);
    EXPECT_EQ(redeem(challenge.token), Met::by_waiting);
}

TEST_F(ChallengeTest, IsNotMetByWaitingWhereOnlyWorkCounts) {
    const Challenge challenge = challenges_.issue(0);
    clock_.advance_seconds(wait_seconds);
    EXPECT_EQ(challenges_.redeem(challenge.token, base::as_bytes("key"), !may_wait),
              std::unexpected(Unmet::too_early));
    EXPECT_EQ(challenges_.redeem(work(challenge), base::as_bytes("key"), !may_wait), Met::by_work);
}

TEST_F(ChallengeTest, HasItsTimeToEnd) {
    const Challenge challenge = challenges_.issue(0);
    clock_.advance_seconds(limits::challenge_seconds_max);
    EXPECT_EQ(redeem(work(challenge)), std::unexpected(Unmet::expired));
    EXPECT_EQ(redeem(challenge.token), std::unexpected(Unmet::expired));
}

TEST_F(ChallengeTest, RefusesWrongWork) {
    const Challenge challenge = challenges_.issue(0);
    const std::string proof = work(challenge);
    const std::string last = proof.substr(proof.rfind('.'));
    for (const std::string& wrong : {proof.substr(0, proof.rfind('.')),
                                     proof + ".0",
                                     proof + ".",
                                     challenge.token + ".",
                                     proof.substr(0, proof.rfind('.')) + ".-1",
                                     proof.substr(0, proof.rfind('.')) + "." + std::string(11, '0'),
                                     proof.substr(0, proof.rfind('.')) + ".x"}) {
        EXPECT_EQ(redeem(wrong), std::unexpected(Unmet::unsolved)) << wrong;
    }
    EXPECT_EQ(redeem(proof), Met::by_work);
}

// By the definition, not by the code that searched: of so many counters some must fail.
TEST_F(ChallengeTest, CountsZeroBits) {
    int good = 0;
    for (int counter = 0; counter < 64; ++counter) {
        std::string counters;
        for (int i = 0; i < limits::challenge_puzzles; ++i) {
            counters += "." + std::to_string(counter);
        }
        EXPECT_TRUE(solves("seed", 0, counters));
        good += solves("seed", 1, counters) ? 1 : 0;
        EXPECT_FALSE(solves("seed", 20, counters));
    }
    EXPECT_LT(good, 4);  // one of 65,536 is expected
}

TEST_F(ChallengeTest, RefusesWhatItDidNotSign) {
    const Challenge challenge = challenges_.issue(0);
    clock_.advance_seconds(wait_seconds);
    for (std::size_t at = 0; at < challenge.token.size(); ++at) {
        std::string tampered = challenge.token;
        tampered[at] = tampered[at] == 'A' ? 'B' : 'A';
        EXPECT_EQ(redeem(tampered), std::unexpected(Unmet::forged)) << at;
    }
    for (const std::string& none : {std::string(),
                                    std::string("x"),
                                    challenge.token.substr(1),
                                    challenge.token + "A",
                                    std::string(56, '!')}) {
        EXPECT_EQ(redeem(none), std::unexpected(Unmet::none)) << none;
    }
    Challenges other(clock_, random_, {.bits = 4, .wait_seconds = wait_seconds, .used_max = 3});
    EXPECT_EQ(redeem(other.issue(0).token), std::unexpected(Unmet::forged));
}

TEST_F(ChallengeTest, PassesOneAnswerHoweverOftenThatIsSent) {
    const std::string proof = work(challenges_.issue(0));
    EXPECT_EQ(redeem(proof, "key"), Met::by_work);
    EXPECT_EQ(redeem(proof, "other"), std::unexpected(Unmet::used));
    EXPECT_EQ(redeem(proof, "key"), Met::by_work);
    clock_.advance_seconds(wait_seconds);
    EXPECT_EQ(redeem(proof.substr(0, proof.find('.')), "other"), std::unexpected(Unmet::used));
}

TEST_F(ChallengeTest, OfSomebodyImpatientIsTheSameAgain) {
    const Challenge challenge = challenges_.issue(2);
    clock_.advance_seconds(5);
    const std::optional<Challenge> again = challenges_.again(challenge.token);
    ASSERT_TRUE(again);
    EXPECT_EQ(again->token, challenge.token);
    EXPECT_EQ(again->bits, challenge.bits);
    EXPECT_EQ(again->wait_seconds, wait_seconds - 5);
    EXPECT_FALSE(challenges_.again("x"));
    EXPECT_EQ(redeem(work(challenge)), Met::by_work);
    EXPECT_FALSE(challenges_.again(challenge.token)) << "it is used";
    const Challenge waited = challenges_.issue(0);
    clock_.advance_seconds(wait_seconds);
    EXPECT_FALSE(challenges_.again(waited.token)) << "its wait is over";
}

TEST_F(ChallengeTest, TakesMoreWorkWhereItIsAskedFor) {
    EXPECT_EQ(challenges_.issue(2).bits, 6);
    EXPECT_EQ(challenges_.issue(100).bits, 4 + limits::challenge_bits_added_max);
    EXPECT_EQ(challenges_.issue(-1).bits, 4);
}

TEST_F(ChallengeTest, RemembersABoundedNumberAndStillPassesNoneTwice) {
    std::vector<std::string> proofs;
    for (int i = 0; i < 4; ++i) {
        proofs.push_back(work(challenges_.issue(0)));
    }
    for (int i = 0; i < 3; ++i) {
        EXPECT_TRUE(redeem(proofs[static_cast<std::size_t>(i)], "first"));
    }
    EXPECT_EQ(challenges_.keys_replaced(), 0U);
    EXPECT_TRUE(redeem(proofs[3], "first"));
    EXPECT_EQ(challenges_.keys_replaced(), 1U);
    EXPECT_LE(challenges_.used(), 3U);
    for (const std::string& proof : proofs) {
        EXPECT_EQ(redeem(proof, "second"), std::unexpected(Unmet::forged));
    }
    EXPECT_EQ(redeem(work(challenges_.issue(0)), "second"), Met::by_work);
}

TEST_F(ChallengeTest, ForgetsWhatHasExpiredBeforeItTakesANewKey) {
    for (int i = 0; i < 3; ++i) {
        EXPECT_TRUE(redeem(work(challenges_.issue(0))));
    }
    clock_.advance_seconds(limits::challenge_seconds_max);
    EXPECT_TRUE(redeem(work(challenges_.issue(0))));
    EXPECT_EQ(challenges_.used(), 1U);
    EXPECT_EQ(challenges_.keys_replaced(), 0U);
}

TEST_F(ChallengeTest, IsAboutNobody) {
    EXPECT_NE(challenges_.issue(0).token, challenges_.issue(0).token);
    // Nobody set the clock that it goes by.
    const Challenge challenge = challenges_.issue(0);
    clock_.jump_days(1);
    EXPECT_EQ(redeem(challenge.token), std::unexpected(Unmet::too_early));
}

}  // namespace
}  // namespace lyhord::http
