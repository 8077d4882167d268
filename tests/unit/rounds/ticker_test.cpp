#include <algorithm>
#include <fstream>
#include <iterator>

#include "base/limits.h"
#include "unit/rounds/ticks_fixture.h"

namespace lyhord::tests {
namespace {

using domain::RoundState;
using domain::TickPurpose;

class Ticks : public TicksTest {
protected:
    std::vector<base::Bytes> sealed_bytes() {
        std::vector<base::Bytes> all;
        for (const store::EpochRow& epoch : office_.epochs()) {
            const auto pending = office_.store().pending(epoch.round, epoch.number).value();
            for (const domain::SealedAnswer& record : pending) {
                all.emplace_back(record.bytes().begin(), record.bytes().end());
            }
        }
        return all;
    }
    // Answers whose text fragment takes exactly `bytes` when it is encoded.
    void submit_texts(int count, std::size_t bytes) {
        domain::Fragment bare;
        bare.categories.assign(release_of_text().dimensions.size(), 0);
        bare.text =
            domain::FragmentText{.text = redacted(""), .withdrawal_id = {}, .language = "sv"};
        const std::size_t length = bytes - domain::Fragments::encoded_size(bare);
        for (int i = 0; i < count; ++i) {
            Answer answer{.text = std::string(length, 'x')};
            office_.random().fill(answer.withdrawal_id);
            ASSERT_TRUE(office_.submit(answer));
        }
    }
    // The pieces in which texts wait; none may be larger than the limit.
    int pieces_of_texts() {
        const domain::Round round = office_.round();
        const auto epoch = office_.rounds().open_epoch(round.id);
        const auto pieces = office_.store().waiting(round.id, epoch.value().number).value();
        const domain::ReleasePlan& plan = office_.rounds().find(round.id)->plan;
        int texts = 0;
        for (const store::WaitingPiece& piece : pieces) {
            EXPECT_LE(piece.sealed.bytes().size(), base::limits::sealed_piece_bytes_max);
            texts += plan.questions[piece.question].is_text ? 1 : 0;
        }
        return texts;
    }
    const domain::ReleaseQuestion& release_of_text() {
        const auto& questions = office_.rounds().find(office_.round().id)->plan.questions;
        return *std::ranges::find_if(questions, &domain::ReleaseQuestion::is_text);
    }
    // The files of the office that hold these bytes.
    std::vector<std::string> files_with(const base::Bytes& bytes) {
        std::vector<std::string> found;
        for (const auto& entry : std::filesystem::recursive_directory_iterator(office_.folder())) {
            if (!entry.is_regular_file()) {
                continue;
            }
            std::ifstream file(entry.path(), std::ios::binary);
            const std::string content{std::istreambuf_iterator<char>(file),
                                      std::istreambuf_iterator<char>()};
            if (content.contains(base::as_text(bytes))) {
                found.push_back(entry.path().filename().string());
            }
        }
        return found;
    }
};

TEST_F(Ticks, ANightlyTickCountsNothingAndMovesEverythingToANewKey) {
    open_weekly();
    office_.submit_mixed(20);
    const base::Bytes old_key = key_bytes(1);
    ASSERT_FALSE(files_with(old_key).empty());
    const std::vector<base::Bytes> old_records = sealed_bytes();
    ASSERT_EQ(old_records.size(), 20U);
    tick(TickPurpose::reseal);
    EXPECT_EQ(office_.books().questions.at("trygg").counted, 0);
    EXPECT_EQ(office_.books().questions.at("trygg").sealed, 20);
    EXPECT_TRUE(files_with(old_key).empty());
    EXPECT_EQ(office_.key_files(), 1U);
    office_.expect_complete("after a nightly tick");
}

TEST_F(Ticks, AReleaseCountsWhatMayBeCounted) {
    open_weekly();
    office_.submit_mixed(12);
    tick(TickPurpose::release);
    const Books books = office_.books();
    for (const auto& [id, question] : books.questions) {
        EXPECT_EQ(question.counted, 12) << id;
        EXPECT_EQ(question.sealed, 0) << id;
    }
    EXPECT_EQ(office_.round().batch, 1);
    EXPECT_EQ(office_.round().released_day, clock_.today());
    EXPECT_EQ(office_.tally().comments_pending, 12);
}

TEST_F(Ticks, AQuestionWithTooFewAnswersWaitsAlone) {
    open_weekly();
    office_.submit_mixed(12);
    for (int i = 0; i < 4; ++i) {
        ASSERT_TRUE(office_.submit({.man = i % 2 == 0, .safe = i < 2, .with_text = false}));
    }
    tick(TickPurpose::release);
    office_.submit_mixed(4);
    tick(TickPurpose::release);
    const Books books = office_.books();
    EXPECT_EQ(books.questions.at("trygg").counted, 16);
    EXPECT_EQ(books.questions.at("trygg").sealed, 4);
    EXPECT_EQ(books.questions.at("ord").counted, 12);
    EXPECT_EQ(books.questions.at("ord").sealed, 4);
    EXPECT_EQ(office_.round().batch, 1) << "a tick that releases nothing is no batch";
}

TEST_F(Ticks, NothingIsLeftOfACountedAnswer) {
    open_weekly();
    office_.submit_mixed(12);
    const base::Bytes old_key = key_bytes(1);
    const std::vector<base::Bytes> records = sealed_bytes();
    tick(TickPurpose::release);
    office_.stop();
    EXPECT_TRUE(files_with(old_key).empty());
    for (const base::Bytes& record : records) {
        EXPECT_TRUE(files_with(record).empty()) << "a record is still in a file";
    }
}

TEST_F(Ticks, SettlementLeavesNoEpochNoKeyAndNoReplay) {
    open_weekly();
    office_.submit_mixed(11);
    tick(TickPurpose::settle);
    office_.expect_settled("after settlement");
    EXPECT_FALSE(office_.submit({}));
    const auto again = office_.ticker().tick(office_.round().id, TickPurpose::settle);
    ASSERT_FALSE(again);
    EXPECT_EQ(again.error().fault(), base::Fault::conflict);
}

TEST_F(Ticks, SettlementOfFewerThanAllowedWithholdsAndTellsIt) {
    office_.open();
    office_.submit_mixed(4);
    tick(TickPurpose::settle);
    const Books books = office_.books();
    for (const auto& [id, question] : books.questions) {
        EXPECT_EQ(question.counted, 0) << id;
        EXPECT_EQ(question.withheld, 4) << id;
    }
    EXPECT_EQ(office_.tally().comments, 0);
    office_.expect_settled("after settlement");
}

TEST_F(Ticks, AnEmptyRoundSettles) {
    office_.open();
    tick(TickPurpose::settle);
    office_.expect_settled("after settlement");
}

TEST_F(Ticks, ATextWithdrawnBeforeItIsCountedIsDroppedAndTold) {
    open_weekly();
    office_.submit_mixed(12);
    Answer answer;
    office_.random().fill(answer.withdrawal_id);
    ASSERT_TRUE(office_.submit(answer));
    ASSERT_TRUE(office_.store().withdraw({{office_.round().id, answer.withdrawal_id}}));
    tick(TickPurpose::release);
    const Books books = office_.books();
    EXPECT_EQ(books.questions.at("ord").counted, 12);
    EXPECT_EQ(books.questions.at("ord").withdrawn, 1);
    EXPECT_EQ(books.questions.at("trygg").counted, 13) << "only the text is withdrawn";
    EXPECT_EQ(office_.tally().comments, 12);
    tick(TickPurpose::settle);
    office_.expect_settled("after settlement");
}

TEST_F(Ticks, ANightlyTickDropsAWithdrawnTextAtOnce) {
    open_weekly();
    Answer answer;
    office_.random().fill(answer.withdrawal_id);
    ASSERT_TRUE(office_.submit(answer));
    ASSERT_TRUE(office_.store().withdraw({{office_.round().id, answer.withdrawal_id}}));
    tick(TickPurpose::reseal);
    EXPECT_EQ(office_.books().questions.at("ord").sealed, 0);
    EXPECT_EQ(office_.books().questions.at("ord").withdrawn, 1);
}

TEST_F(Ticks, AWithdrawalMayOvertakeItsAnswer) {
    open_weekly();
    Answer answer;
    office_.random().fill(answer.withdrawal_id);
    ASSERT_TRUE(office_.store().withdraw({{office_.round().id, answer.withdrawal_id}}));
    office_.submit_mixed(12);
    ASSERT_TRUE(office_.submit(answer));
    tick(TickPurpose::release);
    EXPECT_EQ(office_.tally().comments, 12);
    EXPECT_EQ(office_.books().questions.at("ord").withdrawn, 1);
}

TEST_F(Ticks, ATextWithdrawnAfterItIsCountedGoesAndTheCounterStays) {
    open_weekly();
    Answer answer;
    office_.random().fill(answer.withdrawal_id);
    ASSERT_TRUE(office_.submit(answer));
    office_.submit_mixed(12);
    tick(TickPurpose::release);
    ASSERT_EQ(office_.tally().comments, 13);
    ASSERT_TRUE(office_.store().withdraw({{office_.round().id, answer.withdrawal_id}}));
    EXPECT_EQ(office_.tally().comments, 12);
    EXPECT_EQ(office_.books().questions.at("ord").counted, 13);
    EXPECT_EQ(office_.books().questions.at("ord").withdrawn, 0);
    tick(TickPurpose::settle);
    office_.expect_settled("after settlement");
}

TEST_F(Ticks, ATextThatCouldNotBeRedactedIsAccountedForAndWithheld) {
    open_weekly();
    office_.submit_mixed(12);
    for (int i = 0; i < 3; ++i) {
        ASSERT_TRUE(office_.submit({.man = i == 0, .redactable = false}));
    }
    tick(TickPurpose::reseal);
    office_.expect_complete("after a night");
    tick(TickPurpose::release);
    EXPECT_EQ(office_.books().questions.at("ord").counted, 12);
    EXPECT_EQ(office_.books().questions.at("ord").sealed, 3) << "it waits";
    EXPECT_EQ(office_.books().questions.at("trygg").counted, 15);
    EXPECT_EQ(office_.tally().comments, 12) << "there is nothing to review";
    tick(TickPurpose::settle);
    EXPECT_EQ(office_.books().questions.at("ord").counted, 12);
    EXPECT_EQ(office_.books().questions.at("ord").withheld, 3);
    office_.expect_settled("after settlement");
}

TEST_F(Ticks, ManyWaitingTextsAreSealedInPieces) {
    office_.open();
    for (int i = 0; i < 240; ++i) {
        Answer answer{.text = std::string(250, 'x')};
        office_.random().fill(answer.withdrawal_id);
        ASSERT_TRUE(office_.submit(answer));
    }
    for (int night = 0; night < 3; ++night) {
        tick(TickPurpose::reseal);
    }
    EXPECT_EQ(office_.books().questions.at("ord").sealed, 240);
    office_.expect_complete("after three nights");
    EXPECT_GT(pieces_of_texts(), 1);
}

TEST_F(Ticks, APieceIsFilledToItsLimitAndNotAByteFurther) {
    office_.open();
    // 32 KB less the seal's length of four bytes, and the format's one: 32,763.
    submit_texts(3, 10'921);
    tick(TickPurpose::reseal);
    EXPECT_EQ(pieces_of_texts(), 1);
    tick(TickPurpose::settle);
    ASSERT_TRUE(office_.lifecycle().open("torget", {}));
    submit_texts(4, 8'191);
    tick(TickPurpose::reseal);
    EXPECT_EQ(pieces_of_texts(), 2);
}

TEST_F(Ticks, TheNumberReceivedIsToldOnceADay) {
    open_weekly();
    office_.submit_mixed(7);
    EXPECT_EQ(office_.round().told, 0);
    clock_.advance_days(1);
    ASSERT_TRUE(office_.lifecycle().advance());
    EXPECT_EQ(office_.round().told, 7);
    EXPECT_EQ(office_.round().told_day, clock_.today());
    office_.submit_mixed(2);
    ASSERT_TRUE(office_.lifecycle().advance());
    EXPECT_EQ(office_.round().told, 7);
}

}  // namespace
}  // namespace lyhord::tests
