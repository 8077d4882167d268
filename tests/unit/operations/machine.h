// Owns Machine: a data directory with everything the service has on it but the network, so that a
// test can take answers, tick, burn the machine and go on with another.
#pragma once

#include <gtest/gtest.h>

#include <atomic>
#include <filesystem>
#include <fstream>
#include <future>
#include <iterator>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

#include "base/random.h"
#include "domain/fragment.h"
#include "operations/backup.h"
#include "operations/check.h"
#include "operations/loss.h"
#include "operations/placement.h"
#include "operations/recovery.h"
#include "operations/restore.h"
#include "rounds/ticker.h"
#include "store/sqlite_store.h"
#include "support/fake_clock.h"
#include "support/temporary_store.h"

namespace lyhord::tests {

inline constexpr std::string_view questionnaire = R"({
    "id": "torget", "version": 1, "language": "sv", "title": "Torget",
    "questions": [
        {"id": "kon", "type": "single", "background": true, "text": "Kön?", "options": [
            {"id": "kvinna", "text": "Kvinna"}, {"id": "man", "text": "Man"}]},
        {"id": "trygg", "type": "single", "sensitive": false, "text": "Är du trygg?", "options": [
            {"id": "ja", "text": "Ja"}, {"id": "nej", "text": "Nej"}]},
        {"id": "ord", "type": "text", "text": "Berätta"}]})";

// RedactedText as the domain gives it back from a sealed comment; no test can make one directly.
inline domain::RedactedText redacted(std::string_view text) {
    base::Bytes bytes{1, static_cast<base::Byte>(text.size()), 0};
    bytes.insert(bytes.end(), text.begin(), text.end());
    bytes.insert(bytes.end(), 4, 0);
    return domain::Fragments::decode_comment(bytes).value().text;
}

inline std::string file_bytes(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

// Every file of a folder with its bytes, but the lock.
inline std::map<std::string, std::string> contents(const std::filesystem::path& folder) {
    std::map<std::string, std::string> files;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
        if (entry.is_regular_file() && entry.path().filename() != "lock") {
            files[entry.path().string()] = file_bytes(entry.path());
        }
    }
    return files;
}

// The files below `folder` that hold `needle`.
inline std::vector<std::string> files_with(const std::filesystem::path& folder,
                                           std::string_view needle) {
    std::vector<std::string> found;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
        if (entry.is_regular_file() && file_bytes(entry.path()).contains(needle)) {
            found.push_back(entry.path().filename().string());
        }
    }
    return found;
}

// Ends the loops of other threads, however the test ends.
class Stop {
public:
    explicit Stop(std::atomic<bool>& stopping) : stopping_(stopping) {}
    Stop(const Stop&) = delete;
    Stop& operator=(const Stop&) = delete;
    ~Stop() { stopping_ = true; }

private:
    std::atomic<bool>& stopping_;
};

// One resident's answer. `man` is the smaller category in these tests.
struct Answer {
    bool man = false;
    std::string text;              // empty: not answered
    base::Digest withdrawal_id{};  // of the text
};

class Machine {
public:
    explicit Machine(base::Clock& clock) : clock_(clock) {
        directory_.emplace(store::DataDirectory::lock(folder_.path()).value());
    }
    ~Machine() { stop(); }
    Machine(const Machine&) = delete;
    Machine& operator=(const Machine&) = delete;

    // As the service starts: opens the database and finishes what was begun.
    void start() {
        auto opened = store::open_sqlite(*directory_, clock_);
        ASSERT_TRUE(opened) << opened.error().line();
        store_ = std::move(*opened);
        const auto finished = operations::finish_restore(*directory_, *store_);
        ASSERT_TRUE(finished) << finished.error().line();
        const auto told = operations::tell_damaged_answers(*store_);
        ASSERT_TRUE(told) << told.error().line();
        rounds_ = std::make_unique<store::FrozenRounds>(*store_);
        sealer_ = std::make_unique<domain::Sealer>(random_, clock_);
        ticker_ = std::make_unique<rounds::Ticker>(rounds::TickerParts{.store = *store_,
                                                                       .rounds = *rounds_,
                                                                       .keys = keys_,
                                                                       .sealer = *sealer_,
                                                                       .random = random_,
                                                                       .clock = clock_});
        const auto recovered = ticker_->recover();
        ASSERT_TRUE(recovered) << recovered.error().line();
    }
    void stop() {
        ticker_.reset();
        rounds_.reset();
        store_.reset();
    }

    domain::Round open_round(std::int64_t number = 1) {
        domain::Round round;
        round.id = random_.id();
        round.slug = "torget";
        round.number = number;
        round.state = domain::RoundState::open;
        round.terms.free_text_delete_date = clock_.today().plus(100);
        round.terms.release = {.weekly = true, .batch_min = 5};
        round.questionnaire = questionnaire;
        round.areas = R"({"scheme": "prov", "areas": [{"code": "1", "name": "Staden"}]})";
        round.codebooks = "[]";
        round.area_categories = "{}";
        EXPECT_TRUE(store_->add_round(round));
        const auto begun = ticker_->begin(round.id);
        EXPECT_TRUE(begun) << begun.error().line();
        return round;
    }

    // Returns when it is acknowledged; sealed anew if a tick closes its epoch meanwhile.
    void submit(const domain::Round& round, const Answer& answer) {
        constexpr int tries_max = 1'000'000;  // a tick takes as long as the machine is busy
        store::SubmitOutcome outcome = begin_submit(round, answer).get();
        for (int i = 0; outcome == store::SubmitOutcome::epoch_closed && i < tries_max; ++i) {
            std::this_thread::yield();
            outcome = begin_submit(round, answer).get();
        }
        EXPECT_EQ(outcome, store::SubmitOutcome::stored);
    }
    // The same answer by several residents, at once.
    void submit_some(const domain::Round& round, int count, const Answer& answer) {
        std::vector<std::future<store::SubmitOutcome>> outcomes;
        for (int i = 0; i < count; ++i) {
            Answer own = answer;
            random_.fill(own.withdrawal_id);
            outcomes.push_back(begin_submit(round, own));
        }
        for (auto& outcome : outcomes) {
            EXPECT_EQ(outcome.get(), store::SubmitOutcome::stored);
        }
    }

    void tick(const domain::Round& round, domain::TickPurpose purpose) {
        const auto ticked = ticker_->tick(round.id, purpose);
        ASSERT_TRUE(ticked) << ticked.error().line();
    }
    void settle(const domain::Round& round) {
        domain::Round closed = rounds_->find(round.id)->round;
        closed.state = domain::RoundState::closed;
        ASSERT_TRUE(store_->update_round(closed));
        ASSERT_TRUE(rounds_->refresh());
        tick(round, domain::TickPurpose::settle);
    }
    // Every comment that nobody has reviewed is approved as `text`.
    void approve_all(const domain::Round& round, std::string_view text) {
        const auto unread = store_->comments(round.id, store::CommentState::pending).value();
        for (store::CommentRow comment : unread) {
            comment.state = store::CommentState::approved;
            comment.sealed.reset();
            comment.text = redacted(text);
            comment.language = "sv";
            comment.themes = "[]";
            ASSERT_TRUE(store_->review_comment({.after = comment}));
        }
    }

    store::RoundTally tally(const domain::Round& round) {
        const auto tallies = store_->tallies().value();
        for (const store::RoundTally& found : tallies) {
            if (found.round == round.id) {
                return found;
            }
        }
        ADD_FAILURE() << "the round has no tally";
        return {};
    }
    operations::RoundLedger ledger(const domain::Round& round) {
        return operations::read_ledger(
                   *store_, store_->tallies().value(), rounds_->find(round.id)->round)
            .value();
    }
    operations::CheckedData check() {
        return operations::Check({.store = *store_, .keys = keys_}).run().value();
    }
    void expect_sound() {
        const operations::CheckedData checked = check();
        for (const std::string& problem : checked.problems) {
            ADD_FAILURE() << problem;
        }
    }

    operations::Backup backup(
        operations::KeysInBackup keys_in_backup = operations::KeysInBackup::wrapped) {
        return operations::Backup({.store = *store_,
                                   .keys = keys_,
                                   .directory = *directory_,
                                   .withdrawn = withdrawn_,
                                   .clock = clock_,
                                   .keys_in_backup = keys_in_backup});
    }
    base::Result<operations::RestoreReport> restore(const operations::RestoreOptions& options) {
        return operations::Restore(*directory_, clock_).run(options);
    }

    store::Store& store() { return *store_; }
    rounds::Ticker& ticker() { return *ticker_; }
    store::KeyFiles& keys() { return keys_; }
    store::WithdrawnList& withdrawn() { return withdrawn_; }
    const store::DataDirectory& directory() const { return *directory_; }
    base::SystemRandom& random() { return random_; }

private:
    std::future<store::SubmitOutcome> begin_submit(const domain::Round& round,
                                                   const Answer& answer) {
        std::promise<store::SubmitOutcome> outcome;
        std::future<store::SubmitOutcome> result = outcome.get_future();
        const auto epoch = rounds_->open_epoch(round.id);
        if (!epoch) {
            outcome.set_value(store::SubmitOutcome::epoch_closed);
            return result;
        }
        store::NewSubmission submission{
            .round = round.id,
            .epoch = epoch->number,
            .sealed = sealer_->seal({round.id, epoch->number, epoch->key},
                                    domain::Fragments::encode(fragments(round, answer))),
            .replay_id = {},
            .replay_mac = {}};
        random_.fill(submission.replay_id);
        store_->submit(
            std::move(submission),
            base::Completion<store::SubmitOutcome>(
                [outcome = std::move(outcome)](base::Result<store::SubmitOutcome> got) mutable {
                    EXPECT_TRUE(got);
                    outcome.set_value(got.value_or(store::SubmitOutcome::conflict));
                }));
        return result;
    }

    std::vector<domain::Fragment> fragments(const domain::Round& round, const Answer& answer) {
        const store::FrozenRoundPtr frozen = rounds_->find(round.id);
        const domain::ReleasePlan& plan = frozen->plan;
        std::vector<domain::Fragment> fragments;
        for (std::size_t i = 0; i < plan.questions.size(); ++i) {
            const domain::ReleaseQuestion& question = plan.questions[i];
            if (question.is_text && answer.text.empty()) {
                continue;
            }
            domain::Fragment fragment;
            fragment.question = static_cast<std::uint16_t>(i);
            if (question.kind == domain::ValueKind::one) {
                fragment.values = {static_cast<std::uint16_t>(random_.below(2))};
            }
            const auto gender = static_cast<std::uint16_t>(answer.man ? 1 : 0);
            fragment.categories.assign(question.dimensions.size(), gender);
            if (question.is_text) {
                fragment.text = domain::FragmentText{.text = redacted(answer.text),
                                                     .withdrawal_id = answer.withdrawal_id,
                                                     .language = "sv"};
            }
            fragments.push_back(std::move(fragment));
        }
        return fragments;
    }

    TemporaryFolder folder_;
    base::Clock& clock_;
    base::SystemRandom random_;
    std::optional<store::DataDirectory> directory_;
    store::KeyFiles keys_{folder_.path() / "keys"};
    store::WithdrawnList withdrawn_{folder_.path() / "withdrawn"};
    std::unique_ptr<store::Store> store_;
    std::unique_ptr<store::FrozenRounds> rounds_;
    std::unique_ptr<domain::Sealer> sealer_;
    std::unique_ptr<rounds::Ticker> ticker_;
};

// A machine whose recovery key is on paper.
class MachineTest : public testing::Test {
protected:
    void SetUp() override {
        machine_.start();
        paper_ = operations::Recovery(machine_.keys()).make().value();
    }

    std::filesystem::path backup_path() const { return elsewhere_.path() / "saved.backup"; }
    // A backup away from the machine.
    operations::BackupReport save(
        operations::KeysInBackup keys_in_backup = operations::KeysInBackup::wrapped) {
        auto report = machine_.backup(keys_in_backup).run(backup_path());
        EXPECT_TRUE(report) << report.error().line();
        return report.value_or(operations::BackupReport{});
    }
    // Restores the backup on `machine`, and starts it.
    operations::RestoreReport revive(Machine& machine, std::optional<std::string> recovery_key) {
        auto report =
            machine.restore({.backup = backup_path(), .recovery_key = std::move(recovery_key)});
        EXPECT_TRUE(report) << report.error().line();
        machine.start();
        return report.value_or(operations::RestoreReport{});
    }

    TemporaryFolder elsewhere_;
    FakeClock clock_;
    Machine machine_{clock_};
    std::string paper_;
};

}  // namespace lyhord::tests
