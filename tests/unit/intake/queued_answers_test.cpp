#include "intake/queued_answers.h"

#include <gtest/gtest.h>

#include <fstream>

#include "support/device_sealing.h"
#include "support/temporary_store.h"

namespace lyhord::intake {
namespace {

using base::Fault;

class Queued : public testing::Test {
protected:
    Queued() {
        round_.id = {1, 2, 3};
        round_.slug = "torget";
        EXPECT_TRUE(keys_.create_queue_key(round_.id));
    }

    QueuedAnswer record() {
        const auto key = queued_.key(round_).value();
        return {.key_name = domain::queue_key_name(key),
                .sealed = tests::sealed_on_device(
                    {.queue = key, .slug = round_.slug, .key = {7}, .body = "{}"})};
    }
    Fault failure(const QueuedAnswer& answer) {
        return queued_.open(round_, answer).error().fault();
    }

    tests::TemporaryFolder folder_;
    store::KeyFiles keys_{folder_.path()};
    QueuedAnswers queued_{keys_};
    domain::Round round_;
};

TEST_F(Queued, AnswersAreOpenedWithTheKeyOfTheirRound) {
    const auto opened = queued_.open(round_, record());
    ASSERT_TRUE(opened);
    EXPECT_EQ(opened->body(), "{}");
    EXPECT_EQ(opened->key(), (domain::SubmissionKey{7}));
}

TEST_F(Queued, AnswersToAnotherKeyAreNotFound) {
    QueuedAnswer other = record();
    other.key_name = "x";
    EXPECT_EQ(failure(other), Fault::not_found);
    const QueuedAnswer late = record();
    ASSERT_TRUE(keys_.destroy_queue_key(round_.id));
    EXPECT_EQ(failure(late), Fault::not_found) << "the private half is kept nowhere else";
}

TEST_F(Queued, NothingIsSealedToAKeyThatWasLost) {
    const QueuedAnswer late = record();
    ASSERT_TRUE(keys_.destroy_queue_key(round_.id));
    ASSERT_TRUE(keys_.create_queue_key(round_.id));
    EXPECT_EQ(failure(late), Fault::not_found);
    EXPECT_EQ(queued_.key(round_), keys_.queue_key(round_.id).value().public_key);
}

TEST_F(Queued, AnswersThatWereChangedAreCorrupt) {
    QueuedAnswer changed = record();
    changed.sealed.back() ^= 1U;
    EXPECT_EQ(failure(changed), Fault::corrupt);
    changed.sealed.clear();
    EXPECT_EQ(failure(changed), Fault::corrupt);
}

TEST_F(Queued, AnswersWaitWhileTheKeyCannotBeRead) {
    const QueuedAnswer waiting = record();
    std::ofstream(folder_.path() / store::KeyFiles::queue_file_name(round_.id)) << "short";
    EXPECT_EQ(failure(waiting), Fault::unavailable);
}

TEST_F(Queued, RoundWithoutAKeyHasNoQueue) {
    domain::Round other;
    other.id = {9};
    EXPECT_EQ(queued_.key(other), std::nullopt);
}

}  // namespace
}  // namespace lyhord::intake
