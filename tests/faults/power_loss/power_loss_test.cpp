// The power goes at any moment of a round's life. Whatever of the unsynced the disk kept or lost,
// the service must open again, with every acknowledged answer once, every acknowledged withdrawal,
// and no key that was destroyed.
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <thread>

#include "faults/power_loss/careless_engine.h"
#include "faults/power_loss/crashed_disk.h"
#include "faults/power_loss/recording_disk.h"
#include "store/withdrawn_list.h"
#include "unit/rounds/office.h"

namespace lyhord::tests {
namespace {

using domain::TickPurpose;

std::size_t crash_states() { return std::getenv("LYHORD_LONG") != nullptr ? 1000 : 200; }

// What somebody was told, and after how many changes of the disk.
template <typename T>
struct Told {
    std::size_t after = 0;
    T what{};
};

class PowerLoss : public testing::Test {
protected:
    // Answers by several residents at a time, the log moved into the database, ticks in the middle
    // of answers, withdrawals, a restart.
    void live() {
        std::filesystem::create_directory(lived());
        RecordingDisk::start(lived());
        {
            Office office(lived(), clock_);
            office.set_on_stored([this](const base::Digest& id) {
                stored_.push_back({RecordingDisk::changes(), id});
            });
            office.start();
            office.recover();
            round_ = office
                         .open(replaced(torget, "\"grace_hours\": 72", R"("grace_hours": 72,
                "release": {"every": "week", "batch_min": 8})"))
                         .id;
            opened_after_ = RecordingDisk::changes();
            submit_at_once(office);
            tick(office, TickPurpose::release);
            withdraw(office);
            office.restart();
            submit_at_once(office);
            tick(office, TickPurpose::reseal);
            submit_at_once(office);
        }
        changes_ = RecordingDisk::stop();
    }

    // A checkpoint in the middle: it comes with the first commit that finds it due.
    void submit_at_once(Office& office) {
        constexpr int residents = 4;
        constexpr int answers = 12;
        std::vector<std::jthread> threads;
        for (int i = 0; i < residents; ++i) {
            threads.emplace_back([&] { office.submit_mixed(answers); });
        }
        clock_.advance_seconds(base::limits::checkpoint_seconds_max);
    }

    // As a resident does who finds the epoch closed, and is told to try again.
    static void submit_until_stored(Office& office, int count) {
        constexpr int tries_max = 100'000;
        for (int i = 0; i < count; ++i) {
            Answer answer{.man = i % 4 >= 2, .safe = i % 2 == 0};
            office.random().fill(answer.withdrawal_id);
            int tries = 0;
            while (!office.submit(answer) && tries < tries_max) {
                std::this_thread::yield();
                ++tries;
            }
            ASSERT_LT(tries, tries_max);
        }
    }

    // While answers arrive.
    void tick(Office& office, TickPurpose purpose) {
        const auto epochs = office.epochs();
        ASSERT_EQ(epochs.size(), 1U);
        const auto key = office.keys().epoch_key({.round = round_, .number = epochs[0].number});
        const base::ByteView bytes = key.value().private_key.view();
        std::string old(base::as_text(bytes));
        std::jthread resident([&] { submit_until_stored(office, 10); });
        const auto ticked = office.ticker().tick(round_, purpose);
        ASSERT_TRUE(ticked) << ticked.error().line();
        destroyed_.push_back({RecordingDisk::changes(), std::move(old)});
    }

    void withdraw(Office& office) {
        store::WithdrawnList list(lived() / "withdrawn");
        for (int i = 0; i < 6; ++i) {
            base::Digest id{};
            office.random().fill(id);
            ASSERT_TRUE(list.add({{round_, id}}));
            withdrawn_.push_back({RecordingDisk::changes(), id});
        }
    }

    // Calls `look` with the folder of each state and the number of changes that came before.
    template <typename Look>
    void crash(Look look) {
        CrashedDisk disk(changes_);
        const std::size_t states = crash_states();
        for (std::size_t i = 0; i < states; ++i) {
            const std::size_t first = changes_.size() * i / states;
            const std::size_t next = changes_.size() * (i + 1) / states;
            const std::size_t at = first + random_() % std::max<std::size_t>(next - first, 1);
            disk.advance(at);
            std::filesystem::remove_all(crashed());
            disk.write_to(crashed(), random_);
            look(at);
            if (HasFatalFailure()) {
                FAIL() << "the power went before change " << at << " of " << changes_.size();
            }
        }
    }

    template <typename T>
    static std::vector<T> before(const std::vector<Told<T>>& all, std::size_t at) {
        std::vector<T> told;
        for (const Told<T>& one : all) {
            if (one.after <= at) {
                told.push_back(one.what);
            }
        }
        return told;
    }

    // Of the acknowledged answers, how many the store does not know by their keys.
    std::size_t lost(store::Store& store, std::size_t at) {
        std::vector<std::future<bool>> known;
        for (const base::Digest& id : before(stored_, at)) {
            auto promise = std::make_shared<std::promise<bool>>();
            known.push_back(promise->get_future());
            store.submit(
                {.round = round_,
                 .epoch = 1,
                 .sealed = sealer_.seal({.round = round_, .epoch = 1, .key = key_}, {}),
                 .replay_id = id,
                 .replay_mac = {},
                 .only_replay = true},
                base::Completion<store::SubmitOutcome>([promise](auto outcome) {
                    promise->set_value(outcome && *outcome == store::SubmitOutcome::replayed);
                }));
        }
        std::size_t lost = 0;
        for (std::future<bool>& each : known) {
            lost += each.get() ? 0 : 1;
        }
        return lost;
    }

    void expect_no_destroyed_key(std::size_t at) {
        for (const auto& entry : std::filesystem::recursive_directory_iterator(crashed())) {
            if (!entry.is_regular_file()) {
                continue;
            }
            std::ifstream file(entry.path(), std::ios::binary);
            const std::string bytes{std::istreambuf_iterator<char>(file), {}};
            for (const std::string& key : before(destroyed_, at)) {
                ASSERT_EQ(bytes.find(key), std::string::npos) << entry.path();
            }
        }
    }

    void expect_withdrawn(std::size_t at) {
        const auto list = store::WithdrawnList(crashed() / "withdrawn").read();
        ASSERT_TRUE(list);
        for (const base::Digest& id : before(withdrawn_, at)) {
            ASSERT_TRUE(list->contains({round_, id}));
        }
    }

    void expect_whole(std::size_t at) {
        expect_no_destroyed_key(at);
        expect_withdrawn(at);
        Office office(crashed(), clock_);
        office.start();
        office.recover();
        const auto checked = office.store().check().value();
        ASSERT_TRUE(checked.integrity && checked.tallies && checked.audit_chain);
        if (at < opened_after_) {
            return;
        }
        ASSERT_EQ(lost(office.store(), at), 0U);
        office.expect_complete("after the crash");
        const auto acknowledged = static_cast<std::size_t>(office.tally().acknowledged);
        ASSERT_GE(acknowledged, before(stored_, at).size());
        ASSERT_LE(acknowledged, stored_.size());
        ASSERT_EQ(office.epochs().size(), 1U);
        ASSERT_EQ(office.key_files(), 1U);
        const auto settled = office.ticker().tick(round_, TickPurpose::settle);
        ASSERT_TRUE(settled) << settled.error().line();
        office.expect_settled("after the crash");
        ASSERT_FALSE(HasFailure());
    }

    std::filesystem::path lived() const { return folder_.path() / "lived"; }
    std::filesystem::path crashed() const { return folder_.path() / "crashed"; }

    FakeClock clock_{*base::Day::parse(first_day)};
    TemporaryFolder folder_;
    base::SystemRandom system_random_;
    domain::Sealer sealer_{system_random_, clock_};
    base::crypto::PublicKey key_ = base::crypto::generate_key_pair().public_key;
    std::mt19937_64 random_{20'261'122};
    base::Id round_{};
    std::size_t opened_after_ = 0;
    std::vector<DiskChange> changes_;
    std::vector<Told<base::Digest>> stored_;  // by the writer's thread, one after the other
    std::vector<Told<base::Digest>> withdrawn_;
    std::vector<Told<std::string>> destroyed_;
};

TEST_F(PowerLoss, LosesNothingThatWasAcknowledged) {
    live();
    ASSERT_EQ(stored_.size(), 164U);
    crash([this](std::size_t at) { expect_whole(at); });
    RecordProperty("changes", static_cast<int>(changes_.size()));
}

// What proves the test above: the same life with an engine whose commits wait for no disk.
TEST_F(PowerLoss, LosesAnswersOfAnEngineThatWaitsForNoDisk) {
    {
        const CarelessEngine careless;
        live();
    }
    std::size_t states = 0;
    crash([&](std::size_t at) {
        const auto directory = store::DataDirectory::lock(crashed()).value();
        const auto opened = store::open_sqlite(directory, clock_);
        states += at >= opened_after_ && opened && lost(**opened, at) > 0 ? 1 : 0;
    });
    RecordProperty("states_that_lost", static_cast<int>(states));
    EXPECT_GT(states, crash_states() / 4);
}

}  // namespace
}  // namespace lyhord::tests
