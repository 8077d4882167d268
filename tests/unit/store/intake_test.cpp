#include <set>
#include <thread>

#include "base/limits.h"
#include "unit/store/fixture.h"

namespace lyhord::store {
namespace {

using domain::RoundState;
using domain::TickPurpose;

class Submit : public StoreTest {};

TEST_F(Submit, KeepsTheSealedBytes) {
    const domain::Round round = open_round();
    const NewSubmission submission = a_submission(round);
    expect_stored(submission);
    const auto pending = pending_of(round, 1);
    ASSERT_EQ(pending.size(), 1U);
    EXPECT_TRUE(std::ranges::equal(pending[0].bytes(), submission.sealed.bytes()));
    EXPECT_EQ(tally_of(round).acknowledged, 1);
    EXPECT_EQ(tally_of(round).pending, 1);
    expect_sound();
}

TEST_F(Submit, KeepsAnswersOfAnyLength) {
    const domain::Round round = open_round();
    std::set<base::Bytes> sent;
    for (const std::size_t plain_bytes : {1U, 1020U, 1021U, 2044U, 9000U, 60'000U}) {
        const NewSubmission submission = a_submission(round, 1, plain_bytes);
        const base::ByteView bytes = submission.sealed.bytes();
        sent.emplace(bytes.begin(), bytes.end());
        expect_stored(submission);
    }
    std::set<base::Bytes> found;
    for (const domain::SealedAnswer& sealed : pending_of(round, 1)) {
        found.emplace(sealed.bytes().begin(), sealed.bytes().end());
    }
    EXPECT_TRUE(found == sent);
    EXPECT_EQ(tally_of(round).pending, 6);
    expect_sound();
    close_epoch(round, 1);
    ASSERT_TRUE(store_->commit_tick(a_tick(round, 1)));
    EXPECT_EQ(tally_of(round).pending, 0);
    expect_sound();
}

TEST_F(Submit, StoresTheSameDraftUnderTheSameKeyOnce) {
    const domain::Round round = open_round();
    NewSubmission submission = a_submission(round);
    expect_stored(submission);
    submission.sealed = sealed(round);
    EXPECT_EQ(submit(submission).value(), SubmitOutcome::replayed);
    EXPECT_EQ(pending_of(round, 1).size(), 1U);
    EXPECT_EQ(tally_of(round).acknowledged, 1);
}

TEST_F(Submit, RefusesAnotherDraftUnderTheSameKey) {
    const domain::Round round = open_round();
    NewSubmission submission = a_submission(round);
    expect_stored(submission);
    submission.sealed = sealed(round);
    submission.replay_mac = a_digest();
    EXPECT_EQ(submit(submission).value(), SubmitOutcome::conflict);
    EXPECT_EQ(pending_of(round, 1).size(), 1U);
}

TEST_F(Submit, RecognizesAReplayAfterItsTick) {
    const domain::Round round = open_round();
    const NewSubmission submission = a_submission(round);
    expect_stored(submission);
    close_epoch(round, 1);
    ASSERT_TRUE(store_->commit_tick(a_tick(round, 1)));
    EXPECT_EQ(submit(submission).value(), SubmitOutcome::replayed);
}

TEST_F(Submit, AsksForANewSealWhenTheEpochIsClosed) {
    const domain::Round round = open_round();
    const NewSubmission late = a_submission(round, 1);
    close_epoch(round, 1);
    EXPECT_EQ(submit(late).value(), SubmitOutcome::epoch_closed);
    EXPECT_TRUE(pending_of(round, 1).empty());
    expect_stored(a_submission(round, 2));
}

TEST_F(Submit, TakesNothingOnceTheRoundHasBegunToSettle) {
    const domain::Round round = open_round();
    const NewSubmission known = a_submission(round);
    expect_stored(known);
    close_epoch(round, 1, TickPurpose::settle);
    EXPECT_EQ(submit(a_submission(round, 2)).value(), SubmitOutcome::settled);
    EXPECT_EQ(submit(known).value(), SubmitOutcome::replayed);
}

TEST_F(Submit, TakesNothingInASettledRound) {
    domain::Round round = open_round();
    close_epoch(round, 1, TickPurpose::settle);
    TickCommit commit = a_tick(round, 1);
    commit.round_after.state = RoundState::settled;
    ASSERT_TRUE(store_->commit_tick(commit));
    EXPECT_EQ(submit(a_submission(round, 2)).value(), SubmitOutcome::settled);
}

TEST_F(Submit, FailsForAnUnknownRound) {
    const auto outcome = submit(a_submission(a_round()));
    ASSERT_FALSE(outcome);
    EXPECT_EQ(outcome.error().fault(), base::Fault::not_found);
}

TEST_F(Submit, AFailureDoesNotSpoilItsNeighbours) {
    const domain::Round round = open_round();
    const NewSubmission first = a_submission(round);
    NewSubmission twin = a_submission(round);
    twin.sealed = first.sealed;  // the same record id: breaks the primary key
    const std::int64_t commits_before = store_->writer().commits();
    OccupiedWriter occupied(store_->writer());
    std::vector<std::future<base::Result<SubmitOutcome>>> outcomes;
    for (const NewSubmission& submission : {first, twin, a_submission(round)}) {
        outcomes.push_back(begin_submit(submission));
    }
    occupied.release();
    int stored = 0;
    int refused = 0;
    for (auto& outcome : outcomes) {
        const auto result = outcome.get();
        stored += result && *result == SubmitOutcome::stored ? 1 : 0;
        refused += !result && result.error().fault() == base::Fault::conflict ? 1 : 0;
    }
    EXPECT_EQ(stored, 2);
    EXPECT_EQ(refused, 1);
    EXPECT_EQ(store_->writer().commits(), commits_before + 1);
    EXPECT_EQ(tally_of(round).acknowledged, 2);
    expect_sound();
}

TEST_F(Submit, SixtyFourThreadsShareTransactionsAndEachAnswerIsThereOnce) {
    constexpr int threads = 64;
    constexpr int each = 25;
    const domain::Round round = open_round();
    std::vector<std::vector<base::Id>> stored(threads);
    const std::int64_t commits_before = store_->writer().commits();
    const auto send_each = [&](std::vector<base::Id>& ids) {
        for (int n = 0; n < each; ++n) {
            const NewSubmission submission = a_submission(round);
            ids.push_back(submission.sealed.record_id());
            expect_stored(submission);
        }
    };
    {
        std::vector<std::jthread> senders;
        for (std::vector<base::Id>& ids : stored) {
            senders.emplace_back([&] { send_each(ids); });
        }
    }
    std::multiset<base::Id> expected;
    for (const auto& ids : stored) {
        expected.insert(ids.begin(), ids.end());
    }
    std::multiset<base::Id> found;
    for (const auto& answer : pending_of(round, 1)) {
        found.insert(answer.record_id());
    }
    EXPECT_TRUE(found == expected);
    EXPECT_LT(store_->writer().commits() - commits_before, threads * each / 2);
    EXPECT_EQ(tally_of(round).acknowledged, threads * each);
    expect_sound();
}

// Every answer is in one of the epochs, in none twice, and none was stored in an epoch after it had
// been closed.
TEST_F(Submit, AnEpochThatClosesInTheMiddleLosesNothing) {
    constexpr int threads = 8;
    constexpr int each = 60;
    const domain::Round round = open_round();
    std::atomic<std::int64_t> current = 1;
    std::atomic<int> begun = 0;
    std::set<base::Id> drained;
    const auto send_one = [&] {
        NewSubmission submission = a_submission(round, current);
        ++begun;
        auto outcome = submit(submission);
        while (outcome && *outcome == SubmitOutcome::epoch_closed) {
            submission.epoch = current;
            submission.sealed = sealed(round, submission.epoch);
            outcome = submit(submission);
        }
        EXPECT_EQ(outcome.value(), SubmitOutcome::stored);
    };
    const auto send_each = [&] {
        for (int n = 0; n < each; ++n) {
            send_one();
        }
    };
    {
        std::vector<std::jthread> senders;
        for (int i = 0; i < threads; ++i) {
            senders.emplace_back(send_each);
        }
        for (std::int64_t epoch = 1; epoch <= 5; ++epoch) {
            while (begun < 40 * epoch) {
                std::this_thread::yield();
            }
            close_epoch(round, epoch, TickPurpose::reseal);
            current = epoch + 1;
            for (const auto& answer : pending_of(round, epoch)) {
                EXPECT_TRUE(drained.insert(answer.record_id()).second);
            }
            ASSERT_TRUE(store_->commit_tick(a_tick(round, epoch)));
        }
    }
    for (const auto& answer : pending_of(round, 6)) {
        EXPECT_TRUE(drained.insert(answer.record_id()).second);
    }
    EXPECT_EQ(drained.size(), static_cast<std::size_t>(threads * each));
    EXPECT_EQ(tally_of(round).acknowledged, threads * each);
    expect_sound();
}

TEST_F(Submit, AnswersUnavailableWhenTheQueueIsFull) {
    const domain::Round round = open_round();
    OccupiedWriter occupied(store_->writer());
    const NewSubmission submission = a_submission(round);
    std::atomic<int> stored = 0;
    std::atomic<int> unavailable = 0;
    for (std::size_t i = 0; i < base::limits::write_queue_max + 3; ++i) {
        store_->submit(
            submission, base::Completion<SubmitOutcome>([&](base::Result<SubmitOutcome> outcome) {
                stored += outcome ? 1 : 0;
                unavailable += !outcome && outcome.error().fault() == base::Fault::unavailable;
            }));
    }
    EXPECT_EQ(unavailable, 3);
    occupied.release();
    close();  // finishes what is queued
    EXPECT_EQ(stored, static_cast<int>(base::limits::write_queue_max));
    EXPECT_EQ(unavailable, 3);
}

TEST_F(Submit, ACompletionThatWaitsForAnotherWriteIsRefusedInsteadOfWaitingForItself) {
    const domain::Round round = open_round();
    std::promise<base::Result<void>> inner;
    auto result = inner.get_future();
    store_->submit(a_submission(round),
                   base::Completion<SubmitOutcome>([&](base::Result<SubmitOutcome>) {
                       inner.set_value(store_->put_document("areas", "{}"));
                   }));
    const auto written = result.get();
    ASSERT_FALSE(written);
    EXPECT_EQ(written.error().fault(), base::Fault::internal);
}

}  // namespace
}  // namespace lyhord::store
