#include "unit/store/fixture.h"

namespace lyhord::store {
namespace {

using base::Fault;
using domain::RoundState;
using domain::TickPurpose;

class Tick : public StoreTest {
protected:
    // Everything that a release writes.
    TickCommit a_release(const domain::Round& round, std::int64_t epoch, std::int64_t batch) {
        TickCommit commit = a_tick(round, epoch);
        commit.batches.push_back(
            {.question = 2, .batch = batch, .base = 7, .withheld = 1, .recoded = {0, 2}});
        commit.counters = {{.question = 2, .count = 7},
                           {.question = 2, .dimension = 0, .category = 1, .option = 3, .count = 5}};
        commit.waiting.push_back({.question = 4, .sealed = sealed(round, epoch + 1)});
        commit.round_after.batch = batch;
        commit.round_after.told = 8;
        commit.round_after.released_day = base::Day(22'010);
        return commit;
    }
};

TEST_F(Tick, MovesEverythingInOneTransaction) {
    const domain::Round round = open_round();
    expect_stored(a_submission(round));
    expect_stored(a_submission(round));
    close_epoch(round, 1);
    TickCommit commit = a_release(round, 1, 1);
    const base::Digest id = a_digest();
    commit.comments.push_back(a_comment(round, id));
    ASSERT_TRUE(store_->commit_tick(commit));
    EXPECT_TRUE(pending_of(round, 1).empty());
    const auto waiting = store_->waiting(round.id, 2).value();
    ASSERT_EQ(waiting.size(), 1U);
    EXPECT_EQ(waiting[0].question, 4);
    EXPECT_TRUE(std::ranges::equal(waiting[0].sealed.bytes(), commit.waiting[0].sealed.bytes()));
    const auto comments = store_->comments(round.id, CommentState::pending).value();
    ASSERT_EQ(comments.size(), 1U);
    EXPECT_EQ(comments[0].id, id);
    EXPECT_EQ(comments[0].area, "centrum");
    EXPECT_EQ(comments[0].week, base::Day(22'000));
    const auto rounds = store_->rounds().value();
    EXPECT_EQ(rounds[0].batch, 1);
    EXPECT_EQ(rounds[0].told, 8);
    EXPECT_EQ(rounds[0].released_day, base::Day(22'010));
    EXPECT_TRUE(store_->epochs().value()[0].drained);
    const RoundTally tally = tally_of(round);
    EXPECT_EQ(tally.acknowledged, 2);
    EXPECT_EQ(tally.pending, 0);
    EXPECT_EQ(tally.waiting_pieces, 1);
    EXPECT_EQ(tally.comments, 1);
    EXPECT_EQ(tally.comments_pending, 1);
    expect_sound();
}

TEST_F(Tick, CountersAdd) {
    const domain::Round round = open_round();
    close_epoch(round, 1);
    ASSERT_TRUE(store_->commit_tick(a_release(round, 1, 1)));
    close_epoch(round, 2);
    ASSERT_TRUE(store_->commit_tick(a_release(round, 2, 2)));
    const auto counters = store_->released(round.id).value().counters;
    ASSERT_EQ(counters.size(), 2U);
    EXPECT_EQ(counters[0].count, 14);
    EXPECT_EQ(counters[0].dimension, -1);
    EXPECT_EQ(counters[0].option, -1);
    EXPECT_EQ(counters[1].count, 10);
    EXPECT_EQ(counters[1].category, 1);
    EXPECT_EQ(counters[1].option, 3);
    expect_sound();
}

TEST_F(Tick, BatchesKeepWhatTheyTell) {
    const domain::Round round = open_round();
    close_epoch(round, 1);
    ASSERT_TRUE(store_->commit_tick(a_release(round, 1, 1)));
    const auto batches = store_->released(round.id).value().batches;
    ASSERT_EQ(batches.size(), 1U);
    EXPECT_EQ(batches[0].question, 2);
    EXPECT_EQ(batches[0].batch, 1);
    EXPECT_EQ(batches[0].base, 7);
    EXPECT_EQ(batches[0].withheld, 1);
    EXPECT_EQ(batches[0].recoded, (std::vector<std::int64_t>{0, 2}));
}

TEST_F(Tick, ARepeatedTickChangesNothing) {
    const domain::Round round = open_round();
    expect_stored(a_submission(round));
    close_epoch(round, 1);
    const TickCommit commit = a_release(round, 1, 1);
    ASSERT_TRUE(store_->commit_tick(commit));
    const auto again = store_->commit_tick(commit);
    ASSERT_FALSE(again);
    EXPECT_EQ(again.error().fault(), Fault::conflict);
    EXPECT_EQ(store_->released(round.id).value().counters[0].count, 7);
    EXPECT_EQ(store_->waiting(round.id, 2).value().size(), 1U);
    ASSERT_TRUE(store_->forget_epoch(round.id, 1));
    EXPECT_EQ(store_->commit_tick(commit).error().fault(), Fault::conflict);
    EXPECT_EQ(store_->released(round.id).value().counters[0].count, 7);
    expect_sound();
}

TEST_F(Tick, ARepeatedResealDoublesNothingThatWaits) {
    const domain::Round round = open_round();
    close_epoch(round, 1, TickPurpose::reseal);
    TickCommit commit = a_tick(round, 1);
    commit.waiting.push_back({.question = 4, .sealed = sealed(round, 2)});
    ASSERT_TRUE(store_->commit_tick(commit));
    commit.waiting[0].sealed = sealed(round, 2);
    EXPECT_EQ(store_->commit_tick(commit).error().fault(), Fault::conflict);
    EXPECT_EQ(store_->waiting(round.id, 2).value().size(), 1U);
}

TEST_F(Tick, ABatchNumberIsAdmittedOnce) {
    const domain::Round round = open_round();
    close_epoch(round, 1);
    ASSERT_TRUE(store_->commit_tick(a_release(round, 1, 1)));
    expect_stored(a_submission(round, 2));
    close_epoch(round, 2);
    const auto twin = store_->commit_tick(a_release(round, 2, 1));
    ASSERT_FALSE(twin);
    EXPECT_EQ(twin.error().fault(), Fault::conflict);
    EXPECT_EQ(pending_of(round, 2).size(), 1U);
    EXPECT_EQ(store_->released(round.id).value().counters[0].count, 7);
    EXPECT_FALSE(store_->epochs().value()[1].drained);
    expect_sound();
}

TEST_F(Tick, AnOpenEpochIsNotDrained) {
    const domain::Round round = open_round();
    expect_stored(a_submission(round));
    EXPECT_EQ(store_->commit_tick(a_tick(round, 1)).error().fault(), Fault::conflict);
    EXPECT_EQ(pending_of(round, 1).size(), 1U);
}

TEST_F(Tick, WhatWaitsNeedsAnEpochThatLives) {
    const domain::Round round = open_round();
    close_epoch(round, 1);
    TickCommit commit = a_release(round, 1, 1);
    commit.waiting_epoch = 1;
    EXPECT_EQ(store_->commit_tick(commit).error().fault(), Fault::invalid);
    commit.waiting_epoch = 9;
    EXPECT_EQ(store_->commit_tick(commit).error().fault(), Fault::invalid);
    EXPECT_TRUE(store_->released(round.id).value().counters.empty());
}

TEST_F(Tick, ACommentThatWasWithdrawnMeanwhileIsNotAdded) {
    const domain::Round round = open_round();
    close_epoch(round, 1);
    TickCommit commit = a_release(round, 1, 1);
    const base::Digest id = a_digest();
    commit.comments = {a_comment(round, id), a_comment(round, a_digest())};
    ASSERT_TRUE(store_->withdraw({{round.id, id}}));
    ASSERT_TRUE(store_->commit_tick(commit));
    const auto comments = store_->comments(round.id, CommentState::pending).value();
    ASSERT_EQ(comments.size(), 1U);
    EXPECT_NE(comments[0].id, id);
    expect_sound();
}

TEST_F(Tick, DoesNotReopenARoundThatWasClosedMeanwhile) {
    domain::Round round = open_round();
    close_epoch(round, 1);
    const TickCommit commit = a_release(round, 1, 1);
    round.state = RoundState::closed;
    ASSERT_TRUE(store_->update_round(round));
    ASSERT_TRUE(store_->commit_tick(commit));
    EXPECT_EQ(store_->rounds().value()[0].state, RoundState::closed);
}

TEST_F(Tick, SettlementLeavesNothingThatBelongsToAPerson) {
    const domain::Round round = open_round();
    const domain::Round other = open_round("parken");
    expect_stored(a_submission(round));
    const NewSubmission elsewhere = a_submission(other);
    expect_stored(elsewhere);
    ASSERT_TRUE(store_->withdraw({{round.id, a_digest()}, {other.id, a_digest()}}));
    close_epoch(round, 1, TickPurpose::settle);
    TickCommit commit = a_release(round, 1, 1);
    commit.waiting.clear();
    commit.round_after.state = RoundState::settled;
    ASSERT_TRUE(store_->commit_tick(commit));
    EXPECT_TRUE(store_->withdrawals(round.id).value().empty());
    EXPECT_EQ(store_->withdrawals(other.id).value().size(), 1U);
    const auto epochs = store_->epochs().value();
    ASSERT_EQ(epochs.size(), 1U);
    EXPECT_EQ(epochs[0].round, other.id);
    EXPECT_EQ(submit(elsewhere).value(), SubmitOutcome::replayed);
    const auto replays = store_->writer().alone([&](sqlite::Connection& connection) {
        const auto left = connection.integer("SELECT COUNT(*) FROM replays");
        EXPECT_EQ(left.value(), 1);
        return base::Result<void>{};
    });
    EXPECT_TRUE(replays);
    EXPECT_EQ(store_->commit_tick(commit).error().fault(), Fault::conflict);
    expect_sound();
}

TEST_F(Tick, SettlementWaitsForAnOlderEpoch) {
    const domain::Round round = open_round();
    expect_stored(a_submission(round));
    close_epoch(round, 1, TickPurpose::reseal);
    close_epoch(round, 2, TickPurpose::settle);
    TickCommit commit = a_tick(round, 2);
    commit.round_after.state = RoundState::settled;
    EXPECT_EQ(store_->commit_tick(commit).error().fault(), Fault::invalid);
    EXPECT_EQ(pending_of(round, 1).size(), 1U);
}

// Spearman's coefficient between the order of arrival and another order of the same ids.
double rank_correlation(const std::vector<base::Id>& arrival, const std::vector<base::Id>& order) {
    const auto n = static_cast<double>(arrival.size());
    double squares = 0;
    for (std::size_t i = 0; i < arrival.size(); ++i) {
        const auto at = std::ranges::find(order, arrival[i]) - order.begin();
        const double distance = static_cast<double>(at) - static_cast<double>(i);
        squares += distance * distance;
    }
    return 1 - 6 * squares / (n * (n * n - 1));
}

class Order : public StoreTest {
protected:
    std::vector<base::Id> arrive(const domain::Round& round, std::size_t plain_bytes) {
        std::vector<base::Id> arrival;
        std::vector<std::future<base::Result<SubmitOutcome>>> outcomes;
        for (int i = 0; i < 500; ++i) {
            const NewSubmission submission = a_submission(round, 1, plain_bytes);
            arrival.push_back(submission.sealed.record_id());
            outcomes.push_back(begin_submit(submission));
        }
        for (auto& outcome : outcomes) {
            EXPECT_EQ(outcome.get().value(), SubmitOutcome::stored);
        }
        return arrival;
    }
    // The ids in the order in which the byte `mark_at` of each sealed record lies in the file.
    std::vector<base::Id> order_in_file(const domain::Round& round, std::size_t mark_at) {
        empty_log();
        const std::string bytes = file_bytes(database());
        std::vector<std::pair<std::size_t, base::Id>> found;
        for (const domain::SealedAnswer& sealed : pending_of(round, 1)) {
            const std::size_t at = bytes.find(base::as_text(sealed.bytes().subspan(mark_at, 16)));
            EXPECT_NE(at, std::string::npos);
            found.emplace_back(at, sealed.record_id());
        }
        std::ranges::sort(found);
        std::vector<base::Id> order;
        for (const auto& [at, id] : found) {
            order.push_back(id);
        }
        return order;
    }
};

TEST_F(Order, OfArrivalIsNotTheOrderOfTheTable) {
    const domain::Round round = open_round();
    const std::vector<base::Id> arrival = arrive(round, 100);
    std::vector<base::Id> order;
    for (const domain::SealedAnswer& sealed : pending_of(round, 1)) {
        order.push_back(sealed.record_id());
    }
    EXPECT_LT(std::abs(rank_correlation(arrival, order)), 0.2);
}

TEST_F(Order, OfArrivalIsNotTheOrderOfTheFile) {
    const domain::Round round = open_round();
    const std::vector<base::Id> arrival = arrive(round, 100);
    EXPECT_LT(std::abs(rank_correlation(arrival, order_in_file(round, 200))), 0.2);
}

// Each piece of an answer, also the last one.
TEST_F(Order, OfArrivalIsNotTheOrderOfTheFileForLongAnswersEither) {
    const domain::Round round = open_round();
    const std::vector<base::Id> arrival = arrive(round, 8000);
    for (const std::size_t mark_at : {200U, 8100U}) {
        EXPECT_LT(std::abs(rank_correlation(arrival, order_in_file(round, mark_at))), 0.2);
    }
}

}  // namespace
}  // namespace lyhord::store
