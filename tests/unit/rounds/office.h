// Owns Office: everything that rounds/ works with over a real store in a folder, so that a test can
// open rounds, take answers, tick, stop anywhere and start again; and Books, which tell where every
// acknowledged answer is.
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <functional>
#include <future>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/random.h"
#include "domain/fragment.h"
#include "rounds/lifecycle.h"
#include "store/sqlite_store.h"
#include "support/fake_clock.h"
#include "support/temporary_store.h"
#include "unit/rounds/stepping_store.h"

namespace lyhord::tests {

// Two categories of one background question; a question under all three rules, one for which
// several options may be ticked, a text, and `deltagande`.
inline constexpr std::string_view torget = R"({
    "id": "torget", "version": 1, "language": "sv", "title": "Torget", "batch_size_min": 5,
    "privacy_notice": {"controller": "Staden", "legal_basis": "Lag", "retention": "Ett beslut",
                       "contact": "ombud@staden.example"},
    "questions": [
        {"id": "kon", "type": "single", "background": true, "text": "Kön?", "options": [
            {"id": "kvinna", "text": "Kvinna"}, {"id": "man", "text": "Man"}]},
        {"id": "trygg", "type": "single", "text": "Är du trygg?", "options": [
            {"id": "ja", "text": "Ja"}, {"id": "nej", "text": "Nej"}]},
        {"id": "orsak", "type": "multi", "text": "Varför?", "options": [
            {"id": "morkt", "text": "Mörkt"}, {"id": "buller", "text": "Buller"}]},
        {"id": "ord", "type": "text", "text": "Berätta"}],
    "round": {"closes_at": "2024-10-31", "publish_by": "2024-12-01", "decision_ref": "KS 1",
              "free_text_delete_date": "2025-06-30", "grace_hours": 72}})";
// The day on which the fake clock starts; `torget` closes three weeks later.
inline constexpr std::string_view first_day = "2024-10-04";

inline std::string replaced(std::string_view text, std::string_view what, std::string_view by) {
    std::string out(text);
    const std::size_t at = out.find(what);
    EXPECT_NE(at, std::string::npos) << what;
    return at == std::string::npos ? out : out.replace(at, what.size(), by);
}

// RedactedText as the domain gives it back from a sealed comment; no test can make one directly.
inline domain::RedactedText redacted(std::string_view text) {
    base::Bytes bytes{
        1, static_cast<base::Byte>(text.size()), static_cast<base::Byte>(text.size() >> 8U)};
    bytes.insert(bytes.end(), text.begin(), text.end());
    bytes.insert(bytes.end(), 4, 0);
    return domain::Fragments::decode_comment(bytes).value().text;
}

// One resident's answer to `torget`. By default every question is answered.
struct Answer {
    bool man = false;
    bool safe = true;
    bool with_text = true;
    bool redactable = true;  // the text; else its fragment comes without it
    std::string text = "mörkt vid bron";
    base::Digest withdrawal_id{};  // of the text
};

// Where the fragments of each question are. Opened with the keys that live.
struct Books {
    struct Question {
        std::int64_t counted = 0;
        std::int64_t withheld = 0;
        std::int64_t withdrawn = 0;
        std::int64_t sealed = 0;  // pending or waiting, and readable
        std::int64_t sum() const { return counted + withheld + withdrawn + sealed; }
    };
    std::map<std::string, Question> questions;
    std::int64_t acknowledged = 0;
    std::int64_t unreadable = 0;  // sealed records that no living key opens

    std::int64_t sum(const std::string& question) const { return questions.at(question).sum(); }
};

class Office {
public:
    using Step = SteppingStore::Step;

    Office(std::filesystem::path folder, base::Clock& clock)
        : folder_(std::move(folder)), clock_(clock) {}
    ~Office() { stop(); }
    Office(const Office&) = delete;
    Office& operator=(const Office&) = delete;

    // Opens everything; `recover()` is the caller's.
    void start() {
        directory_.emplace(store::DataDirectory::lock(folder_).value());
        keys_.emplace(directory_->keys());
        inner_ = store::open_sqlite(*directory_, clock_).value();
        store_ = std::make_unique<SteppingStore>(*inner_, [this] {
            const std::shared_ptr<Step> step = step_;  // it may replace itself
            return step ? (*step)() : base::Result<void>();
        });
        rounds_ = std::make_unique<store::FrozenRounds>(*store_);
        sealer_ = std::make_unique<domain::Sealer>(random_, clock_);
        const rounds::TickerParts parts{.store = *store_,
                                        .rounds = *rounds_,
                                        .keys = *keys_,
                                        .sealer = *sealer_,
                                        .random = random_,
                                        .clock = clock_};
        ticker_ = std::make_unique<rounds::Ticker>(parts);
        lifecycle_ = std::make_unique<rounds::Lifecycle>(parts, *ticker_);
    }
    void stop() {
        lifecycle_.reset();
        ticker_.reset();
        rounds_.reset();
        store_.reset();
        inner_.reset();
        directory_.reset();
    }
    void recover() {
        const auto recovered = ticker_->recover();
        ASSERT_TRUE(recovered) << recovered.error().line();
    }
    // As after a kill.
    void restart() {
        stop();
        start();
        recover();
    }

    // Called at each step of the store from now on; null: no more.
    void set_step(Step step) { step_ = step ? std::make_shared<Step>(std::move(step)) : nullptr; }

    // What every questionnaire is checked against.
    void import_areas() {
        EXPECT_TRUE(lifecycle_->import_areas(
            R"({"scheme": "prov", "areas": [{"code": "1", "name": "Staden"}]})"));
    }
    // Imports `torget`, or a changed one, and opens a round of it.
    domain::Round open(std::string_view questionnaire = torget,
                       const rounds::OpenOptions& options = {}) {
        import_areas();
        EXPECT_TRUE(lifecycle_->import_dialogue(questionnaire));
        const auto opened = lifecycle_->open("torget", options);
        EXPECT_TRUE(opened) << (opened ? "" : opened.error().front().line());
        return opened.value_or(domain::Round{});
    }
    domain::Round round() { return rounds_->current("torget")->round; }

    // Called with the replay id of each answer that is acknowledged, on the writer's own thread.
    void set_on_stored(std::function<void(const base::Digest&)> on_stored) {
        on_stored_ = std::move(on_stored);
    }

    // True if it is acknowledged. As intake does it: sealed to the epoch that is known to be open,
    // and sealed anew if that one was closed meanwhile.
    bool submit(const Answer& answer) {
        for (int tries = 0; tries < 4; ++tries) {
            const auto outcome = submit_once(answer);
            if (!outcome || *outcome != store::SubmitOutcome::epoch_closed) {
                return outcome && *outcome == store::SubmitOutcome::stored;
            }
        }
        return false;
    }
    // An answer of these fragments, whether they fit the questionnaire or not.
    void submit_fragments(const std::vector<domain::Fragment>& fragments) {
        const auto outcome = store_sealed(domain::Fragments::encode(fragments), {});
        ASSERT_TRUE(outcome && *outcome == store::SubmitOutcome::stored);
    }
    // Sealed to another key than the epoch's: as unreadable as a damaged record.
    void submit_unopenable() {
        const auto outcome = store_sealed({}, base::crypto::generate_key_pair().public_key);
        ASSERT_TRUE(outcome && *outcome == store::SubmitOutcome::stored);
    }
    // Answers of which every one can be counted: both categories see both options.
    void submit_mixed(int count) {
        for (int i = 0; i < count; ++i) {
            Answer answer{.man = i % 4 >= 2, .safe = i % 2 == 0};
            random_.fill(answer.withdrawal_id);
            ASSERT_TRUE(submit(answer));
        }
    }

    Books books() {
        const domain::Round round = this->round();
        const domain::ReleasePlan& plan = rounds_->find(round.id)->plan;
        Books books;
        for (const domain::ReleaseQuestion& question : plan.questions) {
            books.questions[question.id] = {};
        }
        const auto of = [&](std::uint16_t question) -> Books::Question& {
            return books.questions.at(plan.questions[question].id);
        };
        const store::ReleasedRows released = inner_->released(round.id).value();
        for (const store::QuestionBatch& batch : released.batches) {
            of(batch.question).counted += batch.base;
            of(batch.question).withheld += batch.withheld;
        }
        for (const store::CounterDelta& counter : released.counters) {
            if (counter.dimension == store::withdrawn_dimension) {
                of(counter.question).withdrawn += counter.count;
            }
        }
        const auto fragments = sealed_fragments(round, books.unreadable);
        for (const domain::Fragment& fragment : fragments) {
            ++of(fragment.question).sealed;
        }
        books.acknowledged = tally().acknowledged;
        return books;
    }
    // Every question of every acknowledged answer is somewhere, once. All answers have all
    // questions.
    void expect_complete(const std::string& where) {
        const Books now = books();
        EXPECT_EQ(now.unreadable, 0) << where;
        for (const auto& [id, question] : now.questions) {
            EXPECT_EQ(question.sum(), now.acknowledged) << id << ' ' << where;
        }
        const auto checked = inner_->check().value();
        EXPECT_TRUE(checked.integrity && checked.tallies) << where;
    }
    // Nothing of the round is sealed any more, and no key of it is left.
    void expect_settled(const std::string& where) {
        expect_complete(where);
        EXPECT_EQ(round().state, domain::RoundState::settled) << where;
        const Books now = books();
        for (const auto& [id, question] : now.questions) {
            EXPECT_EQ(question.sealed, 0) << id << ' ' << where;
        }
        EXPECT_EQ(epochs().size(), 0U) << where;
        EXPECT_EQ(key_files(), 0U) << where;
    }

    store::RoundTally tally() {
        const auto tallies = inner_->tallies().value();
        EXPECT_EQ(tallies.size(), 1U);
        return tallies.empty() ? store::RoundTally{} : tallies.front();
    }
    std::vector<store::EpochRow> epochs() { return inner_->epochs().value(); }
    // Files of keys/ that hold, or may hold, an epoch's key: also those that a kill left half made.
    std::size_t key_files() const {
        std::size_t count = 0;
        for (const auto& entry : std::filesystem::directory_iterator(folder_ / "keys")) {
            count += entry.path().filename().string().starts_with("epoch-") ? 1 : 0;
        }
        return count;
    }

    rounds::Lifecycle& lifecycle() { return *lifecycle_; }
    rounds::Ticker& ticker() { return *ticker_; }
    store::Store& store() { return *inner_; }
    store::FrozenRounds& rounds() { return *rounds_; }
    store::KeyFiles& keys() { return *keys_; }
    base::SystemRandom& random() { return random_; }
    const std::filesystem::path& folder() const { return folder_; }

private:
    base::Result<store::SubmitOutcome> submit_once(const Answer& answer) {
        const store::FrozenRoundPtr frozen = rounds_->current("torget");
        return store_sealed(domain::Fragments::encode(fragments(frozen->plan, answer)), {});
    }

    base::Result<store::SubmitOutcome> store_sealed(
        const base::Bytes& plain, const std::optional<base::crypto::PublicKey>& other_key) {
        const base::Id round = rounds_->current("torget")->round.id;
        const auto epoch = rounds_->open_epoch(round);
        if (!epoch) {
            return store::SubmitOutcome::settled;
        }
        store::NewSubmission submission{
            .round = round,
            .epoch = epoch->number,
            .sealed = sealer_->seal({round, epoch->number, other_key.value_or(epoch->key)}, plain),
            .replay_id = {},
            .replay_mac = {}};
        random_.fill(submission.replay_id);
        const base::Digest replay_id = submission.replay_id;
        std::promise<base::Result<store::SubmitOutcome>> outcome;
        auto result = outcome.get_future();
        inner_->submit(
            std::move(submission),
            base::Completion<store::SubmitOutcome>([&](base::Result<store::SubmitOutcome> stored) {
                if (on_stored_ && stored && *stored == store::SubmitOutcome::stored) {
                    on_stored_(replay_id);
                }
                outcome.set_value(std::move(stored));
            }));
        return result.get();
    }

    static std::vector<domain::Fragment> fragments(const domain::ReleasePlan& plan,
                                                   const Answer& answer) {
        std::vector<domain::Fragment> fragments;
        for (std::size_t i = 0; i < plan.questions.size(); ++i) {
            const domain::ReleaseQuestion& question = plan.questions[i];
            if (question.is_text && !answer.with_text) {
                continue;
            }
            domain::Fragment fragment;
            fragment.question = static_cast<std::uint16_t>(i);
            if (question.id == "trygg" || question.id == "orsak") {
                fragment.values = {static_cast<std::uint16_t>(answer.safe ? 0 : 1)};
            }
            fragment.categories.assign(question.dimensions.size(),
                                       static_cast<std::uint16_t>(answer.man ? 1 : 0));
            if (question.is_text && answer.redactable) {
                fragment.text = domain::FragmentText{.text = redacted(answer.text),
                                                     .withdrawal_id = answer.withdrawal_id,
                                                     .language = "sv"};
            }
            fragments.push_back(std::move(fragment));
        }
        return fragments;
    }

    std::vector<domain::Fragment> sealed_fragments(const domain::Round& round,
                                                   std::int64_t& unreadable) {
        std::vector<domain::Fragment> all;
        for (const store::EpochRow& epoch : epochs()) {
            std::vector<domain::SealedAnswer> sealed =
                inner_->pending(round.id, epoch.number).value();
            auto waiting = inner_->waiting(round.id, epoch.number).value();
            for (store::WaitingPiece& piece : waiting) {
                sealed.push_back(std::move(piece.sealed));
            }
            const auto key = keys_->epoch_key({.round = round.id, .number = epoch.number});
            if (!key) {
                unreadable += static_cast<std::int64_t>(sealed.size());
                continue;
            }
            domain::Opener opener(*key);
            for (const domain::SealedAnswer& record : sealed) {
                const auto plain = opener.open(round.id, epoch.number, record);
                auto decoded = plain ? domain::Fragments::decode(*plain) : std::nullopt;
                unreadable += decoded ? 0 : 1;
                std::ranges::move(decoded.value_or(std::vector<domain::Fragment>{}),
                                  std::back_inserter(all));
            }
        }
        return all;
    }

    std::filesystem::path folder_;
    base::Clock& clock_;
    base::SystemRandom random_;
    std::shared_ptr<Step> step_;
    std::function<void(const base::Digest&)> on_stored_;
    std::optional<store::DataDirectory> directory_;
    std::optional<store::KeyFiles> keys_;
    std::unique_ptr<store::Store> inner_;
    std::unique_ptr<SteppingStore> store_;
    std::unique_ptr<store::FrozenRounds> rounds_;
    std::unique_ptr<domain::Sealer> sealer_;
    std::unique_ptr<rounds::Ticker> ticker_;
    std::unique_ptr<rounds::Lifecycle> lifecycle_;
};

class RoundsTest : public testing::Test {
protected:
    void SetUp() override {
        office_.start();
        office_.recover();
    }

    void expect_done(const base::Result<void>& result) {
        EXPECT_TRUE(result) << (result ? "" : result.error().line());
    }

    TemporaryFolder folder_;
    FakeClock clock_{*base::Day::parse(first_day)};
    Office office_{folder_.path(), clock_};
};

}  // namespace lyhord::tests
