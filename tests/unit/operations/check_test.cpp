#include "operations/check.h"

#include <algorithm>
#include <atomic>
#include <thread>

#include "operations/lost_comments.h"
#include "operations/recovery.h"
#include "unit/operations/machine.h"

namespace lyhord::operations {
namespace {

using domain::TickPurpose;
using tests::Machine;

class CheckTest : public tests::MachineTest {
protected:
    void SetUp() override {
        MachineTest::SetUp();
        round_ = machine_.open_round();
        machine_.submit_some(round_, 12, {.man = false, .text = "mörkt"});
        machine_.submit_some(round_, 3, {.man = true, .text = {}});
    }
    void expect_problem(std::string_view words) {
        const CheckedData checked = machine_.check();
        EXPECT_FALSE(checked.sound());
        EXPECT_TRUE(std::ranges::any_of(checked.problems, [&](const std::string& line) {
            return line.contains(words);
        })) << (checked.problems.empty() ? "no problem" : checked.problems.front());
    }
    // A tick that destroys what it should have counted, or counts what is not there.
    void wrong_tick(std::vector<store::QuestionBatch> batches,
                    std::vector<store::CounterDelta> counters) {
        store::EpochRow closing = machine_.store().epochs().value().front();
        store::EpochRow next = closing;
        next.number = closing.number + 1;
        next.key =
            machine_.keys().create_epoch_key({.round = round_.id, .number = next.number}).value();
        ASSERT_TRUE(machine_.store().advance_epoch(&closing, next));
        store::TickCommit commit;
        commit.round = round_.id;
        commit.epoch = closing.number;
        commit.batches = std::move(batches);
        commit.counters = std::move(counters);
        commit.round_after = round_;
        commit.round_after.batch = 1;
        ASSERT_TRUE(machine_.store().commit_tick(commit));
    }

    domain::Round round_;
};

TEST_F(CheckTest, AccountsForEveryAnswerAtEveryStage) {
    machine_.expect_sound();
    RoundLedger ledger = machine_.check().rounds.front();
    EXPECT_EQ(ledger.acknowledged, 15);
    EXPECT_EQ(ledger.pending, 15);
    EXPECT_EQ(ledger.waiting_answers(), 0);

    machine_.tick(round_, TickPurpose::reseal);
    machine_.expect_sound();
    ledger = machine_.check().rounds.front();
    EXPECT_EQ(ledger.pending, 0);
    EXPECT_EQ(ledger.waiting_answers(), 15);

    machine_.tick(round_, TickPurpose::release);
    machine_.submit_some(round_, 2, {});
    machine_.expect_sound();
    ledger = machine_.check().rounds.front();
    EXPECT_EQ(ledger.admitted, 12);
    EXPECT_EQ(ledger.pending, 2);
    EXPECT_EQ(ledger.waiting_answers(), 3);
    EXPECT_EQ(ledger.comments_pending, 12);

    machine_.settle(round_);
    machine_.expect_sound();
    ledger = machine_.check().rounds.front();
    EXPECT_EQ(ledger.admitted + ledger.withheld, 17);
    EXPECT_EQ(ledger.waiting_answers(), 0);
}

TEST_F(CheckTest, PrintsTheNumbersOfEveryRoundAndQuestion) {
    machine_.tick(round_, TickPurpose::release);
    const std::vector<std::string> lines = machine_.check().lines();
    const auto has = [&](std::string_view words) {
        return std::ranges::any_of(lines,
                                   [&](const std::string& line) { return line.contains(words); });
    };
    EXPECT_TRUE(has("torget round 1 (open): 15 acknowledged = 12 counted + 0 sealed + 3 waiting"));
    EXPECT_TRUE(has("trygg: 12 counted"));
    EXPECT_EQ(lines.back(), "no problems found");
}

TEST_F(CheckTest, FindsNothingWhileAnswersAndTicksGoOn) {
    std::atomic<bool> stopping = false;
    std::vector<std::jthread> residents;
    for (int i = 0; i < 3; ++i) {
        residents.emplace_back([&] {
            while (!stopping) {
                machine_.submit(round_, {});
            }
        });
    }
    std::jthread clockwork([&] {
        for (int tick = 0; tick < 6; ++tick) {
            machine_.tick(round_, tick % 2 == 0 ? TickPurpose::release : TickPurpose::reseal);
        }
    });
    const tests::Stop stop(stopping);
    for (int i = 0; i < 6; ++i) {
        const auto checked = Check({.store = machine_.store(), .keys = machine_.keys()}).run();
        if (!checked) {
            // Only that it could not look: ticks in a row are faster here than any clock's.
            EXPECT_EQ(checked.error().fault(), base::Fault::busy);
            continue;
        }
        for (const std::string& problem : checked->problems) {
            ADD_FAILURE() << problem;
        }
    }
}

TEST_F(CheckTest, FindsAMissingKey) {
    ASSERT_TRUE(machine_.keys().destroy_epoch_key({.round = round_.id, .number = 1}));
    expect_problem("keys: the key of epoch 1");
}

TEST_F(CheckTest, FindsAKeyOfAnotherEpoch) {
    ASSERT_TRUE(machine_.keys().put_epoch_key({.round = round_.id, .number = 1},
                                              base::crypto::generate_key_pair().private_key));
    expect_problem("is missing or another one");
}

// Also once a tick or a backup has made another key.
TEST_F(CheckTest, FindsAReviewKeyThatIsNotTheOneOfTheComments) {
    machine_.tick(round_, TickPurpose::release);
    machine_.expect_sound();
    ASSERT_TRUE(std::filesystem::remove(machine_.directory().keys() / "review"));
    ASSERT_TRUE(machine_.keys().review_key());
    machine_.tick(round_, TickPurpose::reseal);
    ASSERT_TRUE(machine_.backup().rotate(machine_.directory().backups(), 14));
    expect_problem("keys: the review key is not the one that 12 comments are sealed to");
}

TEST_F(CheckTest, FindsAMissingReviewKeyAndMakesNone) {
    machine_.tick(round_, TickPurpose::release);
    ASSERT_TRUE(std::filesystem::remove(machine_.directory().keys() / "review"));
    expect_problem("keys: the review key is missing, and 12 comments are sealed to it");
    expect_problem("keys: the review key is missing");
}

// And is whole again once they are given up.
TEST_F(CheckTest, TellsHowToGoOnWithoutTheReviewKey) {
    machine_.tick(round_, TickPurpose::release);
    ASSERT_TRUE(std::filesystem::remove(machine_.directory().keys() / "review"));
    expect_problem("a backup from before the key was lost");
    expect_problem("'lyhord comments give-up'");
    machine_.submit_some(round_, 12, {.man = false, .text = "ljust"});
    EXPECT_FALSE(machine_.ticker().tick(round_.id, TickPurpose::release));
    EXPECT_FALSE(machine_.keys().present_review_key()) << "no other one hides the loss";
    EXPECT_EQ(lost_comments(machine_.store(), machine_.keys()).value(), 12);
    EXPECT_EQ(give_up_unreviewed(machine_.store()).value(), 12);
    EXPECT_EQ(lost_comments(machine_.store(), machine_.keys()).value(), 0);
    machine_.expect_sound();
    ASSERT_TRUE(machine_.ticker().recover());
    EXPECT_EQ(machine_.tally(round_).comments, 12);
    machine_.expect_sound();
}

TEST_F(CheckTest, FindsAKeyThatOutlivedItsEpochUntilTheNextStart) {
    ASSERT_TRUE(machine_.keys().create_epoch_key({.round = round_.id, .number = 7}));
    expect_problem("has outlived it");
    machine_.stop();
    machine_.start();
    machine_.expect_sound();
}

TEST_F(CheckTest, FindsThatTheReviewKeyIsGone) {
    machine_.tick(round_, TickPurpose::release);
    std::filesystem::remove(machine_.directory().keys() / "review");
    expect_problem("12 comments are sealed to it");
}

TEST_F(CheckTest, FindsAnswersThatWereNeitherCountedNorKept) {
    wrong_tick({}, {});
    expect_problem("15 answers were acknowledged, but 0 are counted");
}

TEST_F(CheckTest, FindsAnswersThatWereCountedTwice) {
    store::QuestionBatch batch;
    batch.question = 2;
    batch.batch = 1;
    batch.base = 30;
    wrong_tick({batch}, {});
    expect_problem("15 answers were acknowledged, but 30 are counted");
    expect_problem("deltagande: its batches admitted 30, its counters say 0");
}

TEST_F(CheckTest, FindsPartsThatDoNotSumToTheirWhole) {
    machine_.tick(round_, TickPurpose::release);
    store::CounterDelta extra;
    extra.question = 0;
    extra.dimension = 0;
    extra.category = 0;
    extra.count = 1;
    wrong_tick({}, {extra});
    expect_problem("trygg by kon: its parts do not sum to its whole");
}

TEST_F(CheckTest, FindsOptionsThatDoNotSumToTheirBase) {
    machine_.tick(round_, TickPurpose::release);
    store::CounterDelta extra;
    extra.question = 0;
    extra.option = 0;
    extra.count = 1;
    wrong_tick({}, {extra});
    expect_problem("trygg: its options do not agree with its base");
}

}  // namespace
}  // namespace lyhord::operations
