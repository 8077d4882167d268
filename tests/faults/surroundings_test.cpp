// What is around the service changes while it runs: its disk becomes read-only, its clock is set a
// day ahead and back, it is started anew under load on a socket that outlives it.
#include <gtest/gtest.h>

#include <atomic>
#include <csignal>
#include <fstream>
#include <thread>

#include "faults/listening_socket.h"
#include "faults/residents.h"
#include "faults/town.h"
#include "support/raw_client.h"

namespace lyhord::tests {
namespace {

class Surroundings : public testing::Test {
protected:
    // A request that nobody reads is to be counted, not to end this program.
    void SetUp() override { std::signal(SIGPIPE, SIG_IGN); }
    // A receipt is made of the answer's key, and an answer that was lost is taken anew when it
    // comes again: only the books tell, before and after.
    void expect_every_receipt(const std::vector<std::pair<Answer, std::string>>& acknowledged) {
        expect_in_books(acknowledged.size());
        Client client(town_.port());
        for (const auto& [answer, receipt] : acknowledged) {
            EXPECT_EQ(receipt_in(client.submit(answer)), receipt);
        }
        expect_in_books(acknowledged.size());
    }
    void expect_in_books(std::size_t answers) {
        const std::string books = town_.must({"check"});
        const std::string all = ": " + std::to_string(answers) + " acknowledged = ";
        EXPECT_NE(books.find(all), std::string::npos) << all << "in: " << books;
    }

    Town town_;
};

class ReadOnlyDisk : public Surroundings {
protected:
    void SetUp() override {
        Surroundings::SetUp();
        town_.open_demo();
        town_.preload(LYHORD_READ_ONLY_DISK);
        town_.set("LYHORD_TEST_READ_ONLY", town_.data().string());
    }
    void make_read_only() { std::ofstream(switch_file()).close(); }
    void make_writable() { std::filesystem::remove(switch_file()); }
    std::filesystem::path switch_file() const { return town_.data().string() + ".now"; }
};

TEST_F(ReadOnlyDisk, IsToldAtTheStart) {
    make_read_only();
    const ProgramEnd end = town_.command(town_.serve_words("127.0.0.1:0"));
    EXPECT_GT(end.exit_code, 0);
    EXPECT_TRUE(end.errors.starts_with("lyhord: ")) << end.errors;
    EXPECT_EQ(std::ranges::count(end.errors, '\n'), 1) << end.errors;
    make_writable();
    town_.start();
    EXPECT_EQ(Client(town_.port()).get("/readyz").status, 200);
    town_.stop();
}

TEST_F(ReadOnlyDisk, TakesNoAnswerAndGoesOnWhenItCanBeWrittenAgain) {
    town_.start();
    AnswerMaker maker(5);
    const auto answer = [&maker] { return maker.make({.place = "torget", .suggestion = ""}); };
    std::vector<std::pair<Answer, std::string>> acknowledged;
    Client client(town_.port());
    const Answer before = answer();
    acknowledged.emplace_back(before, receipt_in(client.submit(before)));
    make_read_only();
    std::vector<Answer> refused;
    for (int i = 0; i < 20; ++i) {
        refused.push_back(answer());
        EXPECT_EQ(client.submit(refused.back()).status, 503);
        EXPECT_EQ(client.get("/healthz").status, 200);
    }
    make_writable();
    for (const Answer& again : refused) {
        acknowledged.emplace_back(again, receipt_in(client.submit(again)));
        EXPECT_EQ(acknowledged.back().second.size(), 16U);
    }
    expect_every_receipt(acknowledged);
    town_.stop();
}

class TurnedClock : public Surroundings {
protected:
    // As the service tells it with every answer: "Sun, 22 Nov".
    std::string today() {
        RawClient client(town_.port());
        const auto answer = client.start_tls()
                                ? client.ask("GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n")
                                : std::nullopt;
        const std::string name = "Date: ";
        const std::size_t at = answer ? answer->head.find(name) : std::string::npos;
        return at == std::string::npos ? "" : answer->head.substr(at + name.size(), 11);
    }
    // Each I/O thread of the service looks at the clock several times a second; they are asked in
    // turns.
    void turn(int days) {
        const std::string before = today();
        town_.turn_clock(days);
        constexpr int tries_max = 2000;
        constexpr int in_a_row_wanted = 32;
        int in_a_row = 0;
        for (int i = 0; i < tries_max && in_a_row < in_a_row_wanted; ++i) {
            in_a_row = today() == before ? 0 : in_a_row + 1;
        }
        EXPECT_EQ(in_a_row, in_a_row_wanted);
    }
};

TEST_F(TurnedClock, LosesNoAnswerAndNoReceipt) {
    town_.turn_clock(0);
    town_.open_demo();
    town_.start();
    AnswerMaker maker(6);
    std::vector<std::pair<Answer, std::string>> acknowledged;
    for (const int days : {1, 0, -1, 0}) {
        turn(days);
        Client client(town_.port());
        for (int i = 0; i < 5; ++i) {
            const Answer answer = maker.make({.place = "", .suggestion = maker.wish()});
            acknowledged.emplace_back(answer, receipt_in(client.submit(answer)));
            EXPECT_EQ(acknowledged.back().second.size(), 16U) << days;
        }
        expect_every_receipt(acknowledged);
        EXPECT_EQ(client.get("/readyz").status, 200) << days;
    }
    const std::string list = town_.must({"dialogue", "list"});
    EXPECT_NE(list.find("open"), std::string::npos) << list;
    town_.stop();
    town_.start();
    expect_every_receipt(acknowledged);
    town_.stop();
}

// One resident after the other, or one that stays: neither ever tries again.
class Restart : public Surroundings {
protected:
    enum class Manner { comes_anew, stays };

    void ask(Manner manner, std::uint64_t seed) {
        AnswerMaker maker(seed);
        std::unique_ptr<RawClient> client;
        while (!is_over_) {
            if (client == nullptr) {
                client = std::make_unique<RawClient>(socket_.port());
                if (!client->start_tls()) {
                    ++failed_;
                    return;
                }
            }
            const bool submits = maker.below(2) == 0;
            const auto answer = client->ask(submits ? submission(maker) : health());
            const int wanted = submits ? 201 : 200;
            if (!answer || answer->status != wanted) {
                ADD_FAILURE() << (answer ? answer->head : std::string("no answer"));
                ++failed_;
                return;
            }
            ++answered_;
            if (manner == Manner::comes_anew || answer->has("Connection: close\r\n")) {
                client.reset();
            }
        }
    }
    static std::string health() { return "GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n"; }
    static std::string submission(AnswerMaker& maker) {
        const Answer answer = maker.make({.place = "torget", .suggestion = ""});
        return "POST /api/v1/dialogues/" + std::string(demo) +
               "/submissions HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
               "Idempotency-Key: " +
               answer.key + "\r\nContent-Length: " + std::to_string(answer.body.size()) +
               "\r\n\r\n" + answer.body;
    }
    void wait_for(int more) {
        const int wanted = answered_ + more;
        while (answered_ < wanted && failed_ == 0) {
            std::this_thread::yield();
        }
    }

    ListeningSocket socket_;
    std::atomic<bool> is_over_ = false;
    std::atomic<int> answered_ = 0;
    std::atomic<int> failed_ = 0;
};

TEST_F(Restart, FailsNoRequestWhenTheSocketOutlivesTheService) {
    constexpr int restarts = 10;
    town_.open_demo();
    town_.pass("https", socket_.number());
    town_.start();
    {
        std::vector<std::jthread> clients;
        for (std::uint64_t i = 0; i < 6; ++i) {
            const Manner manner = i % 2 == 0 ? Manner::comes_anew : Manner::stays;
            clients.emplace_back([this, manner, i] { ask(manner, i + 1); });
        }
        for (int i = 0; i < restarts && failed_ == 0; ++i) {
            wait_for(40);
            town_.stop();
            town_.start();
        }
        wait_for(40);
        is_over_ = true;
    }
    EXPECT_EQ(failed_, 0);
    EXPECT_GE(answered_, 40 * (restarts + 1));
    RecordProperty("answered", answered_);
    town_.must({"check"});
    town_.stop();
}

}  // namespace
}  // namespace lyhord::tests
