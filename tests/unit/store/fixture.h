// Owns what every test of the store stands on: a folder that goes with the test, a clock that the
// test moves, a real database, and rows to put in it.
#pragma once

#include <gtest/gtest.h>
#include <unistd.h>

#include <atomic>
#include <filesystem>
#include <fstream>
#include <future>
#include <iterator>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "base/random.h"
#include "domain/fragment.h"
#include "store/data_directory.h"
#include "store/sqlite/engine.h"
#include "support/temporary_store.h"

namespace lyhord::store {

using tests::TemporaryFolder;

class FakeClock final : public base::Clock {
public:
    base::Instant now() const override { return {seconds_}; }
    std::int64_t uptime_seconds() const override { return seconds_; }
    void advance(std::int64_t seconds) { seconds_ += seconds; }

private:
    std::atomic<std::int64_t> seconds_ = 1'900'000'000;
};

inline std::string file_bytes(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

// True if any file below `folder` holds `needle`.
inline bool any_file_holds(const std::filesystem::path& folder, std::string_view needle) {
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
        if (entry.is_regular_file() && file_bytes(entry.path()).find(needle) != std::string::npos) {
            return true;
        }
    }
    return false;
}

// A job that occupies the writer until it is let go, so that what is queued meanwhile shares the
// next transaction.
class OccupiedWriter {
public:
    explicit OccupiedWriter(sqlite::Writer& writer)
        : thread_([this, &writer] {
              EXPECT_TRUE(writer.alone([this](sqlite::Connection&) -> base::Result<void> {
                  started_.set_value();
                  gate_.get_future().wait();
                  return {};
              }));
          }) {
        started_.get_future().wait();
    }
    void release() {
        gate_.set_value();
        thread_.join();
    }

private:
    std::promise<void> started_;
    std::promise<void> gate_;
    std::jthread thread_;
};

// RedactedText as the domain gives it back from a sealed comment; no test can make one directly.
inline domain::RedactedText redacted(std::string_view text) {
    base::Bytes bytes{
        1, static_cast<base::Byte>(text.size()), static_cast<base::Byte>(text.size() >> 8U)};
    bytes.insert(bytes.end(), text.begin(), text.end());
    bytes.insert(bytes.end(), 4, 0);
    return domain::Fragments::decode_comment(bytes).value().text;
}

class StoreTest : public ::testing::Test {
protected:
    void SetUp() override { open(); }

    void open() {
        auto opened = sqlite::SqliteStore::open(database(), clock_);
        ASSERT_TRUE(opened) << opened.error().line();
        store_ = std::move(*opened);
    }
    void close() { store_.reset(); }
    void reopen() {
        close();
        open();
    }

    std::filesystem::path database() const { return folder_.path() / "lyhord.db"; }
    std::filesystem::path log() const { return folder_.path() / "lyhord.db-wal"; }

    // So that all bytes are in the database itself.
    void empty_log() {
        EXPECT_TRUE(store_->writer().alone([](sqlite::Connection& connection) {
            const auto emptied = connection.checkpoint(std::chrono::seconds(10));
            return emptied && *emptied ? base::Result<void>()
                                       : base::fail(base::Fault::unavailable, "not emptied");
        }));
    }

    domain::Round a_round(std::string slug = "torget", std::int64_t number = 1) {
        domain::Round round;
        round.id = random_.id();
        round.slug = std::move(slug);
        round.number = number;
        round.state = domain::RoundState::open;
        return round;
    }
    EpochRow an_epoch(const domain::Round& round, std::int64_t number) {
        EpochRow epoch;
        epoch.round = round.id;
        epoch.number = number;
        epoch.key = key_.public_key;
        return epoch;
    }
    // A round that is open, with its first epoch.
    domain::Round open_round(std::string slug = "torget") {
        const domain::Round round = a_round(std::move(slug));
        EXPECT_TRUE(store_->add_round(round));
        EXPECT_TRUE(store_->advance_epoch(nullptr, an_epoch(round, 1)));
        return round;
    }
    // Closes epoch `number` and opens the next one.
    void close_epoch(const domain::Round& round,
                     std::int64_t number,
                     domain::TickPurpose purpose = domain::TickPurpose::release) {
        EpochRow closing = an_epoch(round, number);
        closing.purpose = purpose;
        const auto advanced = store_->advance_epoch(&closing, an_epoch(round, number + 1));
        ASSERT_TRUE(advanced) << advanced.error().line();
    }

    domain::SealedAnswer sealed(const domain::Round& round,
                                std::int64_t epoch = 1,
                                std::size_t plain_bytes = 100) {
        const base::Bytes plain(plain_bytes, 'x');
        return sealer_.seal({.round = round.id, .epoch = epoch, .key = key_.public_key}, plain);
    }
    base::Digest a_digest() {
        base::Digest digest{};
        random_.fill(digest);
        return digest;
    }
    NewSubmission a_submission(const domain::Round& round,
                               std::int64_t epoch = 1,
                               std::size_t plain_bytes = 100) {
        return {.round = round.id,
                .epoch = epoch,
                .sealed = sealed(round, epoch, plain_bytes),
                .replay_id = a_digest(),
                .replay_mac = a_digest()};
    }
    // Queued when it returns.
    std::future<base::Result<SubmitOutcome>> begin_submit(NewSubmission submission) {
        std::promise<base::Result<SubmitOutcome>> promise;
        auto result = promise.get_future();
        store_->submit(
            std::move(submission),
            base::Completion<SubmitOutcome>(
                [promise = std::move(promise)](base::Result<SubmitOutcome> outcome) mutable {
                    promise.set_value(std::move(outcome));
                }));
        return result;
    }
    base::Result<SubmitOutcome> submit(NewSubmission submission) {
        return begin_submit(std::move(submission)).get();
    }
    void expect_stored(NewSubmission submission) {
        const auto outcome = submit(std::move(submission));
        ASSERT_TRUE(outcome) << outcome.error().line();
        EXPECT_EQ(*outcome, SubmitOutcome::stored);
    }

    NewComment a_comment(const domain::Round& round, base::Digest id) {
        return {.id = id,
                .question = 3,
                .area = "centrum",
                .week = base::Day(22'000),
                .sealed = sealed(round, domain::review_epoch)};
    }
    TickCommit a_tick(const domain::Round& round, std::int64_t epoch) {
        TickCommit commit;
        commit.round = round.id;
        commit.epoch = epoch;
        commit.waiting_epoch = epoch + 1;
        commit.round_after = round;
        return commit;
    }
    // A round with one comment in `state`, whose text, once approved, is `text`.
    base::Digest comment_in(const domain::Round& round,
                            CommentState state,
                            std::string_view text = "Det är mörkt vid torget") {
        const base::Digest id = a_digest();
        const std::int64_t epoch = open_epoch_of(round);
        close_epoch(round, epoch);
        TickCommit commit = a_tick(round, epoch);
        commit.comments.push_back(a_comment(round, id));
        EXPECT_TRUE(store_->commit_tick(commit));
        if (state != CommentState::pending) {
            EXPECT_TRUE(store_->review_comment({.after = a_review(id, state, text)}));
        }
        return id;
    }
    CommentRow a_review(const base::Digest& id, CommentState state, std::string_view text) {
        CommentRow reviewed;
        reviewed.id = id;
        reviewed.state = state;
        if (state == CommentState::approved) {
            reviewed.text = redacted(text);
            reviewed.language = "sv";
            reviewed.themes = "[1,4]";
        }
        return reviewed;
    }
    std::int64_t open_epoch_of(const domain::Round& round) {
        const auto epochs = store_->epochs().value();
        for (const EpochRow& epoch : epochs) {
            if (epoch.round == round.id && epoch.open) {
                return epoch.number;
            }
        }
        ADD_FAILURE() << "the round has no open epoch";
        return 0;
    }
    void append_audit(std::string what) {
        ASSERT_TRUE(store_->append_audit({.sequence = 0,
                                          .at = clock_.now(),
                                          .who = "karin",
                                          .what = std::move(what),
                                          .object = "torget/1",
                                          .hash = {}}));
    }
    // By value: a range over the temporary Result would outlive it.
    std::vector<domain::SealedAnswer> pending_of(const domain::Round& round, std::int64_t epoch) {
        return store_->pending(round.id, epoch).value();
    }
    RoundTally tally_of(const domain::Round& round) {
        const auto tallies = store_->tallies().value();
        for (const RoundTally& tally : tallies) {
            if (tally.round == round.id) {
                return tally;
            }
        }
        ADD_FAILURE() << "the round has no tally";
        return {};
    }
    void expect_sound() {
        const auto report = store_->check();
        ASSERT_TRUE(report) << report.error().line();
        EXPECT_TRUE(report->integrity);
        EXPECT_TRUE(report->tallies);
        EXPECT_TRUE(report->audit_chain);
        for (const std::string& problem : report->problems) {
            ADD_FAILURE() << problem;
        }
    }

    TemporaryFolder folder_;
    FakeClock clock_;
    base::SystemRandom random_;
    base::crypto::KeyPair key_ = base::crypto::generate_key_pair();
    domain::Sealer sealer_{random_, clock_};
    std::unique_ptr<sqlite::SqliteStore> store_;
};

}  // namespace lyhord::store
