// Ticks that cannot be finished, keys that are lost, and what a start makes of them.
#include <algorithm>
#include <fstream>

#include "unit/rounds/ticks_fixture.h"

namespace lyhord::tests {
namespace {

using domain::RoundState;
using domain::TickPurpose;

class Recovery : public TicksTest {};

TEST_F(Recovery, ARecordThatCannotBeOpenedStopsTheTickAndKeepsItsKey) {
    open_weekly();
    office_.submit_mixed(9);
    const base::Bytes key = key_bytes(1);
    office_.submit_unopenable();
    expect_corrupt(TickPurpose::release);
    EXPECT_EQ(key_bytes(1), key);
    EXPECT_TRUE(office_.submit({})) << "the service goes on in the next epoch";
}

TEST_F(Recovery, AFragmentThatDoesNotBelongToItsQuestionStopsTheTickAndCountsNothing) {
    const domain::Fragment no_question{.question = 9, .values = {}, .categories = {0}, .text = {}};
    const domain::Fragment no_option{.question = 0, .values = {2}, .categories = {0}, .text = {}};
    const domain::Fragment no_category{.question = 0, .values = {0}, .categories = {4}, .text = {}};
    const domain::Fragment no_dimension{.question = 0, .values = {0}, .categories = {}, .text = {}};
    for (const domain::Fragment& wrong : {no_question, no_option, no_category, no_dimension}) {
        for (const TickPurpose purpose :
             {TickPurpose::reseal, TickPurpose::release, TickPurpose::settle}) {
            const TemporaryFolder folder;
            Office office(folder.path(), clock_);
            office.start();
            office.open();
            office.submit_mixed(9);
            office.submit_fragments({wrong});
            const auto ticked = office.ticker().tick(office.round().id, purpose);
            ASSERT_FALSE(ticked);
            EXPECT_EQ(ticked.error().fault(), base::Fault::corrupt);
            EXPECT_EQ(office.tally().pending, 10);
            EXPECT_TRUE(office.store().released(office.round().id).value().counters.empty());
        }
    }
}

TEST_F(Recovery, AStartWithARecordThatCannotBeOpenedTakesAnswersAndKeepsWhatWaits) {
    open_weekly();
    office_.submit_mixed(9);
    const base::Bytes key = key_bytes(1);
    office_.submit_unopenable();
    expect_corrupt(TickPurpose::release);
    for (int starts = 0; starts < 2; ++starts) {
        office_.stop();
        office_.start();
        const auto started = office_.ticker().start();
        ASSERT_TRUE(started) << started.error().line();
        EXPECT_EQ(key_bytes(1), key);
        EXPECT_EQ(office_.tally().pending, 10 + starts);
        EXPECT_TRUE(office_.submit({}));
        expect_corrupt(TickPurpose::release);
    }
    EXPECT_EQ(office_.epochs().size(), 2U) << "a round that cannot tick makes no epochs";
    EXPECT_EQ(office_.books().questions.at("trygg").counted, 0);
    EXPECT_EQ(office_.books().questions.at("trygg").sealed, 11);
}

TEST_F(Recovery, AStartWithARecordThatCannotBeOpenedTicksTheOtherRounds) {
    open_weekly();
    office_.submit_mixed(8);
    office_.submit_unopenable();
    expect_corrupt(TickPurpose::release);
    domain::Round other = office_.round();
    other.id = office_.random().id();
    other.slug = "parken";
    ASSERT_TRUE(office_.store().add_round(other));
    office_.stop();
    office_.start();
    ASSERT_TRUE(office_.ticker().start());
    EXPECT_TRUE(office_.ticker().tick(other.id, TickPurpose::settle));
    EXPECT_EQ(office_.rounds().current("parken")->round.state, RoundState::settled);
}

TEST_F(Recovery, RecoveryDestroysKeysThatSealNothing) {
    open_weekly();
    const base::Id round = office_.round().id;
    ASSERT_TRUE(office_.keys().create_epoch_key({.round = round, .number = 2}));
    ASSERT_TRUE(office_.keys().create_epoch_key({.round = office_.random().id(), .number = 1}));
    office_.restart();
    EXPECT_EQ(office_.key_files(), 1U);
    EXPECT_TRUE(office_.keys().epoch_key({.round = round, .number = 1}));
}

TEST_F(Recovery, RecoveryLeavesAnEpochWhoseKeyIsLostUntilTheKeyIsBack) {
    open_weekly();
    office_.submit_mixed(9);
    const store::EpochKeyName name{.round = office_.round().id, .number = 1};
    const base::crypto::Secret key = office_.keys().epoch_key(name).value().private_key;
    ASSERT_TRUE(office_.keys().destroy_epoch_key(name));
    office_.stop();
    office_.start();
    EXPECT_FALSE(office_.ticker().recover()) << "what the epoch holds must not be forgotten";
    EXPECT_FALSE(office_.ticker().recover());
    EXPECT_EQ(office_.epochs().size(), 2U);
    EXPECT_EQ(office_.rounds().open_epoch(name.round)->number, 2);
    ASSERT_TRUE(office_.submit({}));
    EXPECT_EQ(office_.books().questions.at("trygg").sealed, 1) << "sealed to a key that is here";
    ASSERT_TRUE(office_.keys().put_epoch_key(name, key));
    office_.recover();
    office_.expect_complete("after the key came back");
    tick(TickPurpose::settle);
    EXPECT_EQ(office_.books().questions.at("trygg").counted, 10);
}

TEST_F(Recovery, RecoverySealsNothingToAKeyThatIsNotTheEpochs) {
    open_weekly();
    const base::Id round = office_.round().id;
    ASSERT_TRUE(office_.keys().put_epoch_key({.round = round, .number = 1},
                                             base::crypto::generate_key_pair().private_key));
    office_.recover();
    EXPECT_EQ(office_.epochs().size(), 1U) << "it held nothing";
    EXPECT_EQ(office_.key_files(), 1U);
    office_.submit_mixed(6);
    office_.expect_complete("with a new key");
}

TEST_F(Recovery, RecoveryGivesARoundItsFirstEpoch) {
    const domain::Round opened = office_.open();
    domain::Round bare = opened;
    bare.id = office_.random().id();
    bare.number = 2;
    ASSERT_TRUE(office_.store().add_round(bare));
    office_.restart();
    EXPECT_TRUE(office_.rounds().open_epoch(bare.id));
    EXPECT_TRUE(office_.submit({}));
}

}  // namespace
}  // namespace lyhord::tests
