// The restore drill of deploy/README.md: a backup that was taken while residents answered becomes a
// service on another machine, with the recovery key from paper.
#include <gtest/gtest.h>

#include <atomic>
#include <fstream>
#include <mutex>
#include <thread>

#include "faults/residents.h"
#include "faults/town.h"

namespace lyhord::tests {
namespace {

struct Acknowledged {
    Answer answer;
    std::string receipt;
};

// The number before these words.
std::string number_before(const std::string& text, const std::string& words) {
    const std::size_t end = text.find(words);
    EXPECT_NE(end, std::string::npos) << words << " is not in: " << text;
    const std::size_t begin = text.find_last_not_of("0123456789", end - 1) + 1;
    return text.substr(begin, end - begin);
}

class Drill : public testing::Test {
protected:
    std::size_t count() {
        const std::lock_guard lock(mutex_);
        return acknowledged_.size();
    }
    std::vector<Acknowledged> acknowledged() {
        const std::lock_guard lock(mutex_);
        return acknowledged_;
    }
    void answer_until(const std::atomic<bool>& is_over, std::uint64_t seed) {
        AnswerMaker maker(seed);
        Client client(town_.port());
        while (!is_over) {
            const Answer answer = maker.make({.place = "torget", .suggestion = maker.wish()});
            const std::string receipt = receipt_in(client.submit(answer));
            ASSERT_EQ(receipt.size(), 16U);
            const std::lock_guard lock(mutex_);
            acknowledged_.push_back({answer, receipt});
        }
    }
    void wait_for(std::size_t answers, const std::atomic<bool>& is_over) {
        while (count() < answers && !is_over) {
            std::this_thread::yield();
        }
    }

    Town town_;
    std::mutex mutex_;
    std::vector<Acknowledged> acknowledged_;
};

TEST_F(Drill, RestoresABackupThatWasTakenUnderLoad) {
    const std::string paper = town_.must({"keys", "recovery"});
    town_.open_demo();
    town_.start();
    std::atomic<bool> is_over = false;
    std::vector<Acknowledged> before;
    std::string backup;
    {
        std::vector<std::jthread> residents;
        for (std::uint64_t seed = 1; seed <= 4; ++seed) {
            residents.emplace_back([this, &is_over, seed] { answer_until(is_over, seed); });
        }
        wait_for(80, is_over);
        before = acknowledged();
        backup = town_.must({"backup"});
        wait_for(count() + 20, is_over);
        is_over = true;
    }
    town_.kill();  // the machine burns
    const std::string held = number_before(backup, " sealed answers");
    EXPECT_GE(std::stoul(held), before.size());

    Town other;
    std::ofstream(other.folder() / "typed") << paper;
    std::filesystem::path file;
    for (const auto& entry : std::filesystem::directory_iterator(town_.data() / "backups")) {
        file = entry.path();
    }
    const std::string restored = other.must(
        {"restore", file.string(), "--recovery-key", (other.folder() / "typed").string()});
    EXPECT_EQ(number_before(restored, " sealed answers"), held);
    EXPECT_NE(restored.find("nothing that the backup holds is lost"), std::string::npos)
        << restored;
    EXPECT_NE(other.must({"check"}).find("no problems found"), std::string::npos);
    other.start();
    Client client(other.port());
    for (const Acknowledged& one : before) {
        ASSERT_EQ(receipt_in(client.submit(one.answer)), one.receipt);
    }
    other.must({"dialogue", "settle", std::string(demo), "--now"});
    EXPECT_EQ(number_before(other.must({"check"}), " acknowledged = "), held);
    other.stop();
}

}  // namespace
}  // namespace lyhord::tests
