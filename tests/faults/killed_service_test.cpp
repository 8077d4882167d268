// The service is killed again and again under load, over HTTPS. Clients keep outside what was
// acknowledged and try again with the same key: nothing acknowledged may be lost, nothing doubled.
#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <csignal>
#include <cstdlib>
#include <iostream>
#include <mutex>
#include <thread>

#include "faults/residents.h"
#include "faults/town.h"
#include "store/frozen_rounds.h"
#include "store/sqlite_store.h"
#include "support/fake_clock.h"

namespace lyhord::tests {
namespace {

bool is_long() { return std::getenv("LYHORD_LONG") != nullptr; }
int kills() { return is_long() ? 200 : 8; }
std::size_t answers_between_kills() { return is_long() ? 500 : 80; }

constexpr std::size_t residents = 8;

struct Acknowledged {
    Answer answer;
    std::string receipt;
};

// What the clients know, outside of the service.
class Acknowledgements {
public:
    void add(Acknowledged one) {
        const std::lock_guard lock(mutex_);
        all_.push_back(std::move(one));
        arrived_.notify_all();
    }
    // False if they did not come within ten minutes: a release of a week comes between.
    bool wait_for(std::size_t count) {
        std::unique_lock lock(mutex_);
        return arrived_.wait_for(
            lock, std::chrono::minutes(10), [&] { return all_.size() >= count; });
    }
    std::vector<Acknowledged> all() const {
        const std::lock_guard lock(mutex_);
        return all_;
    }

private:
    mutable std::mutex mutex_;
    std::condition_variable arrived_;
    std::vector<Acknowledged> all_;
};

// Per question of the release plan: counted, withheld or withdrawn.
std::map<std::string, std::int64_t> settled_books(const std::filesystem::path& data) {
    const FakeClock clock;
    const auto directory = store::DataDirectory::lock(data).value();
    const std::unique_ptr<store::Store> store = store::open_sqlite(directory, clock).value();
    store::FrozenRounds rounds(*store);
    EXPECT_TRUE(rounds.refresh());
    const store::FrozenRoundPtr round = rounds.current(demo);
    std::map<std::string, std::int64_t> books;
    const auto& questions = round->plan.questions;
    const auto batches = store->released(round->round.id).value().batches;
    for (const store::QuestionBatch& batch : batches) {
        books[questions[batch.question].id] += batch.base + batch.withheld;
    }
    const auto counters = store->released(round->round.id).value().counters;
    for (const store::CounterDelta& counter : counters) {
        const bool withdrawn = counter.dimension == store::withdrawn_dimension;
        books[questions[counter.question].id] += withdrawn ? counter.count : 0;
    }
    std::erase_if(books, [](const auto& entry) { return entry.second == 0; });
    return books;
}

class KilledService : public testing::Test {
protected:
    void SetUp() override {
        // A client that writes to a service that was just killed must live on.
        std::signal(SIGPIPE, SIG_IGN);
        town_.open_demo({"--release", "week", "--batch-min", "20"});
        town_.start();
    }

    // A resident's script: makes answers and sends each until it is acknowledged.
    void send_answers(std::uint64_t seed) {
        AnswerMaker maker(seed);
        std::optional<Client> client;
        while (!stopping_) {
            const Answer answer = maker.make(
                {.place = maker.below(2) == 0 ? "torget" : "", .suggestion = maker.wish()});
            std::string receipt;
            while (receipt.empty() && !broken_) {
                if (!client) {
                    client.emplace(town_.port());
                }
                receipt = send_once(*client, answer);
                if (receipt.empty()) {
                    client.reset();
                }
            }
            acknowledged_.add({answer, receipt});
        }
    }
    std::string send_once(Client& client, const Answer& answer) {
        const HttpReply reply = client.submit(answer);
        const bool may_try_again = reply.status == 0 || reply.status == 503;
        if (reply.status != 201 && !may_try_again) {
            ADD_FAILURE() << reply.status << ' ' << reply.body;
            broken_ = true;
        }
        return receipt_in(reply);
    }

    void kill_and_start_again() {
        const std::string address = "127.0.0.1:" + std::to_string(town_.port());
        std::size_t wanted = 0;
        for (int i = 0; i < kills() && !broken_; ++i) {
            wanted = acknowledged_.all().size() + answers_between_kills();
            ASSERT_TRUE(acknowledged_.wait_for(wanted));
            town_.kill();
            town_.move_clock(i);  // a nightly tick begins with the start, under load
            town_.start(address);
        }
        ASSERT_TRUE(acknowledged_.wait_for(wanted + answers_between_kills()));
    }

    void expect_every_key_to_replay(const std::vector<Acknowledged>& all) {
        std::atomic<std::size_t> replayed = 0;
        std::vector<std::jthread> clients;
        for (std::size_t first = 0; first < residents; ++first) {
            clients.emplace_back([&, first] {
                Client client(town_.port());
                for (std::size_t i = first; i < all.size(); i += residents) {
                    replayed += receipt_in(client.submit(all[i].answer)) == all[i].receipt ? 1 : 0;
                }
            });
        }
        clients.clear();
        ASSERT_EQ(replayed, all.size());
        std::cout << replayed << " acknowledged under " << kills() << " kills, all replayed\n";
    }

    Town town_;
    Acknowledgements acknowledged_;
    std::atomic<bool> stopping_ = false;
    std::atomic<bool> broken_ = false;
};

TEST_F(KilledService, KeepsEveryAcknowledgedAnswerOnce) {
    {
        std::vector<std::jthread> clients;
        for (std::uint64_t seed = 1; seed <= residents; ++seed) {
            clients.emplace_back([this, seed] { send_answers(seed); });
        }
        kill_and_start_again();
        broken_ = broken_ || HasFatalFailure();  // or the clients would try for ever
        stopping_ = true;
    }
    const std::vector<Acknowledged> all = acknowledged_.all();
    ASSERT_GE(all.size(), static_cast<std::size_t>(kills()) * answers_between_kills());
    expect_every_key_to_replay(all);
    for (int i = 0; i < 3; ++i) {
        const HttpReply reply =
            Client(town_.port())
                .post_json("/api/v1/receipts/withdrawals",
                           R"({"receipt": ")" + all[static_cast<std::size_t>(i)].receipt + "\"}");
        EXPECT_EQ(reply.status, 204);
    }
    town_.must({"dialogue", "settle", std::string(demo), "--now"});
    town_.must({"check"});
    town_.stop();

    std::map<std::string, std::int64_t> expected;
    for (const Acknowledged& one : all) {
        for (const std::string& question : one.answer.questions) {
            ++expected[question];
        }
    }
    EXPECT_EQ(settled_books(town_.data()), expected);
    for (const auto& entry : std::filesystem::directory_iterator(town_.data() / "keys")) {
        EXPECT_FALSE(entry.path().filename().string().starts_with("epoch-")) << entry.path();
    }
}

}  // namespace
}  // namespace lyhord::tests
