// What residents are promised about their texts: whoever holds the receipt can take them back, and
// on the day that was told all of them are destroyed, also in the backups.
#include <gtest/gtest.h>

#include "faults/byte_search.h"
#include "faults/residents.h"
#include "faults/sealed_bytes.h"
#include "faults/town.h"
#include "store/keys/key_files.h"
#include "store/sqlite_store.h"
#include "support/fake_clock.h"

namespace lyhord::tests {
namespace {

constexpr std::size_t residents = 60;
constexpr std::size_t withdrawing = 7;

class GoneTexts : public testing::Test {
protected:
    // A round that is counted and settled, with every text approved, so that it lies in the open.
    void SetUp() override {
        town_.must({"keys", "recovery"});
        const base::Day today = base::SystemClock().today();
        town_.open_demo({"--closes-at",
                         today.plus(1).text(),
                         "--publish-by",
                         today.plus(5).text(),
                         "--free-text-delete-date",
                         today.plus(40).text(),
                         "--grace-hours",
                         "0"});
        town_.start();
        for (std::size_t i = 0; i < residents; ++i) {
            words_.push_back("bänken " + maker_.letters(14));
            const Answer answer =
                maker_.make({.place = "", .suggestion = maker_.wish() + " vid " + words_.back()});
            receipts_.push_back(receipt_in(Client(town_.port()).submit(answer)));
            ASSERT_EQ(receipts_.back().size(), 16U);
        }
        town_.must({"dialogue", "settle", std::string(demo), "--now"});
        town_.stop();
        approve_all();
    }

    // As a reviewer will: reads each with the review key, and lets it stand.
    void approve_all() {
        const FakeClock clock;
        const auto directory = store::DataDirectory::lock(town_.data()).value();
        const std::unique_ptr<store::Store> store = store::open_sqlite(directory, clock).value();
        const base::Id round = store->rounds().value().front().id;
        domain::Opener opener(store::KeyFiles(directory.keys()).review_key().value());
        auto comments = store->comments(round, store::CommentState::pending).value();
        ASSERT_EQ(comments.size(), residents);
        for (store::CommentRow& comment : comments) {
            const auto plain = opener.open(round, domain::review_epoch, *comment.sealed);
            auto content = domain::Fragments::decode_comment(plain.value());
            comment.state = store::CommentState::approved;
            comment.sealed.reset();
            comment.text = std::move(content.value().text);
            comment.language = "sv";
            comment.themes = "[]";
            ASSERT_TRUE(store->review_comment({.after = comment}));
        }
    }

    // How many of the residents' words are found in a folder, and everywhere if `where` is empty.
    std::size_t found_in(const std::filesystem::path& folder,
                         std::size_t first,
                         std::size_t count) {
        ByteSearch search;
        for (std::size_t i = first; i < first + count; ++i) {
            search.add_mark(std::to_string(i), words_[i]);
        }
        std::set<std::string> found;
        for (const ByteHit& hit : search.hits_below(folder)) {
            found.insert(hit.label);
        }
        return found.size();
    }
    void restart() {
        town_.start();
        town_.stop();
    }

    AnswerMaker maker_{5};
    std::vector<std::string> words_;
    std::vector<std::string> receipts_;
    Town town_;
};

TEST_F(GoneTexts, AWithdrawnTextIsGoneFromTablesPagesAndLog) {
    ASSERT_EQ(found_in(town_.data(), withdrawing, 1), 1U) << "the search must be able to find";
    town_.start();
    const HttpReply reply = Client(town_.port())
                                .post_json("/api/v1/receipts/withdrawals",
                                           R"({"receipt": ")" + receipts_[withdrawing] + "\"}");
    EXPECT_EQ(reply.status, 204);
    town_.stop();
    restart();  // what a checkpoint does within a minute, a start does at once
    EXPECT_EQ(found_in(town_.data(), withdrawing, 1), 0U);
    EXPECT_EQ(found_in(town_.data(), 0, withdrawing), withdrawing) << "the others' stay";
    const std::string check = town_.must({"check"});
    EXPECT_NE(check.find("59 comments"), std::string::npos) << check;
}

TEST_F(GoneTexts, AWithdrawalThatFindsNothingIsAnsweredTheSame) {
    town_.start();
    const HttpReply reply =
        Client(town_.port())
            .post_json("/api/v1/receipts/withdrawals", R"({"receipt": "AAAAAAAAAAAAAAAA"})");
    EXPECT_EQ(reply.status, 204);
    EXPECT_EQ(reply.body, "");
    town_.stop();
    EXPECT_EQ(found_in(town_.data(), 0, residents), residents);
}

TEST_F(GoneTexts, ADisposalLeavesNothingOfTheTextsAndAReceipt) {
    town_.must({"backup"});
    town_.start();
    town_.must({"backup"});
    town_.stop();
    ASSERT_EQ(found_in(town_.data() / "backups", 0, residents), residents);
    town_.move_clock(20);
    const std::string soon = town_.must({"disposal", "list"});
    EXPECT_NE(soon.find("60 texts"), std::string::npos) << soon;
    town_.must({"disposal", "run", "--decision", "KS 27-001"});
    EXPECT_EQ(found_in(town_.data() / "backups", 0, residents), residents) << "before its day";

    town_.move_clock(41);
    town_.start();
    const std::string said = town_.must({"disposal", "run", "--decision", "KS 27-001"});
    EXPECT_NE(said.find("60 texts"), std::string::npos) << said;
    EXPECT_EQ(found_in(town_.data(), 0, residents), 0U) << "while it serves";
    town_.stop();
    EXPECT_EQ(found_in(town_.data(), 0, residents), 0U);
    const std::string list = town_.must({"disposal", "list"});
    EXPECT_NE(list.find("decision KS 27-001"), std::string::npos) << list;
    EXPECT_NE(town_.must({"check"}).find("no problems"), std::string::npos);
    town_.start();
    EXPECT_EQ(Client(town_.port()).get("/r/trygghet-harnosand").status, 200);
    town_.stop();
}

}  // namespace
}  // namespace lyhord::tests
