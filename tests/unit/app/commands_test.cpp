#include "app/commands.h"

#include <gtest/gtest.h>

#include "app/command_line.h"
#include "service_fixture.h"

namespace lyhord::app {
namespace {

class Commands : public testing::WithService {
protected:
    Outcome run(std::string name, std::map<std::string, std::string> options = {}) {
        return run_command(
            *service_,
            {.name = std::move(name), .options = std::move(options), .input = std::string()});
    }
    // One that is sealed to `key`, as a tick would write it.
    void add_comment(const base::crypto::PublicKey& key) {
        store::Store& store = *service_->store;
        domain::Round round;
        round.id = random_.id();
        round.slug = "torget";
        round.number = 1;
        round.state = domain::RoundState::open;
        store::EpochRow epoch;
        epoch.round = round.id;
        epoch.number = 1;
        epoch.key = key;
        store::EpochRow next = epoch;
        next.number = 2;
        ASSERT_TRUE(store.add_round(round));
        ASSERT_TRUE(store.advance_epoch(nullptr, epoch));
        ASSERT_TRUE(store.advance_epoch(&epoch, next));
        store::TickCommit commit;
        commit.round = round.id;
        commit.epoch = 1;
        commit.round_after = round;
        commit.review_key = key;
        const base::Bytes plain(100, 'x');
        commit.comments.push_back(
            {.id = {1},
             .question = 0,
             .area = "centrum",
             .week = base::Day(22'000),
             .sealed = service_->sealer.seal({round.id, domain::review_epoch, key}, plain)});
        ASSERT_TRUE(store.commit_tick(commit));
    }
    void expect_wrong_use(const Outcome& outcome, std::string_view about) {
        EXPECT_EQ(outcome.exit_code, 2);
        EXPECT_TRUE(outcome.errors.starts_with("lyhord: ")) << outcome.errors;
        EXPECT_NE(outcome.errors.find(about), std::string::npos) << outcome.errors;
        EXPECT_EQ(outcome.output, "");
    }
};

TEST_F(Commands, OfANewerLyhordAreRefusedAndChangeNothing) {
    run("staff add", {{"NAME", "anna"}, {"role", "admin"}});
    run("staff add", {{"NAME", "berit"}, {"role", "analyst"}});
    EXPECT_EQ(run("staff disable", {{"NAME", "berit"}}).exit_code, 0);
    const std::string before = run("staff list").output;
    EXPECT_NE(before.find("berit  analyst  disabled"), std::string::npos) << before;
    for (const char* const name : {"staff pardon", "codebook remove", "keys", "staff ", ""}) {
        expect_wrong_use(run(name, {{"NAME", "berit"}}), "does not know this command");
    }
    EXPECT_EQ(run("staff list").output, before);
}

TEST_F(Commands, EnableADisabledAccount) {
    run("staff add", {{"NAME", "berit"}, {"role", "police"}});
    run("staff disable", {{"NAME", "berit"}});
    EXPECT_EQ(run("staff enable", {{"NAME", "berit"}}).output, "berit: enabled\n");
    EXPECT_EQ(run("staff list").output, "berit  police  not set up yet\n");
}

TEST_F(Commands, GiveOnlyRolesThatHavePages) {
    for (const char* const role : {"facilitator", "registrar", "king", ""}) {
        expect_wrong_use(run("staff add", {{"NAME", "berit"}, {"role", role}}), "--role must be");
    }
    EXPECT_EQ(run("staff list").output, "");
}

TEST_F(Commands, RefuseDaysThatAreNoNumber) {
    run("staff add", {{"NAME", "berit"}, {"role", "analyst"}});
    for (const char* const days : {"", "ten", "9x", "99999999999999999999"}) {
        expect_wrong_use(run("staff token", {{"NAME", "berit"}, {"days", days}}), "--days");
    }
    EXPECT_EQ(run("staff token", {{"NAME", "berit"}, {"list", "true"}}).output, "");
}

TEST_F(Commands, GiveUpCommentsOnlyIfTheirKeyIsLostAndIfConfirmed) {
    const auto nothing = run("comments give-up", {{"confirm", "true"}});
    EXPECT_EQ(nothing.exit_code, 0);
    EXPECT_TRUE(nothing.output.starts_with("nothing to give up")) << nothing.output;
    add_comment(service_->keys.review_key()->public_key);
    EXPECT_EQ(run("comments give-up", {{"confirm", "true"}}).output, nothing.output);
    ASSERT_TRUE(std::filesystem::remove(folder_.path() / "keys" / "review"));
    const Outcome asked = run("comments give-up");
    EXPECT_EQ(asked.exit_code, 1);
    EXPECT_TRUE(asked.errors.contains("--confirm")) << asked.errors;
    EXPECT_EQ(service_->store->comment_counts()->size(), 1U);
    const Outcome done = run("comments give-up", {{"confirm", "true"}});
    EXPECT_TRUE(done.output.starts_with("1 comments")) << done.output << done.errors;
    EXPECT_TRUE(service_->store->comment_counts()->empty());
    EXPECT_EQ(service_->access.audit.newest(1)->front().what, "unread comments given up");
}

TEST_F(Commands, RefuseABatchThatWouldBeDroppedOrCutShort) {
    const auto open = [this](std::map<std::string, std::string> options) {
        options["SLUG"] = "trygghet";
        return run("dialogue open", std::move(options));
    };
    expect_wrong_use(open({{"batch-min", "60"}}), "--batch-min must be given together");
    expect_wrong_use(open({{"release", "settlement"}, {"batch-min", "60"}}), "--batch-min");
    expect_wrong_use(open({{"release", "month"}}), "--release must be");
    for (const char* const batch : {"2", "-5", "many", "100001", "4294967346"}) {
        expect_wrong_use(open({{"release", "week"}, {"batch-min", batch}}), "from 3 to 100000");
    }
    // Read well, and then there is no such dialogue.
    EXPECT_EQ(open({{"release", "week"}, {"batch-min", "60"}}).exit_code, 1);
}

TEST_F(Commands, OfARoundNeedAWholeNumber) {
    for (const char* name : {"report rebuild", "dialogue publish"}) {
        for (const char* number : {"0", "-1", "1.5", "two", "", "99999999999999999999"}) {
            expect_wrong_use(run(name, {{"SLUG", "torget"}, {"round", number}}), "--round");
        }
        EXPECT_EQ(run(name, {{"SLUG", "torget"}, {"round", "1"}}).exit_code, 1) << name;
        EXPECT_EQ(run(name, {{"SLUG", "torget"}}).exit_code, 1) << name;
    }
}

}  // namespace
}  // namespace lyhord::app
