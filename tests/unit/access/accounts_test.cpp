#include "access/accounts.h"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <vector>

#include "base/limits.h"
#include "staff_room.h"

namespace lyhord::access {
namespace {

namespace limits = base::limits;
using base::Fault;
using domain::Role;

TEST(Accounts, ASetUpLinkWorksOnce) {
    StaffRoom room;
    const auto token = room.access.accounts.add(Actor::console(), "anna", Role::analyst);
    ASSERT_TRUE(token.has_value());
    EXPECT_EQ(room.access.accounts.name_of_setup(*token).value(), "anna");

    EXPECT_TRUE(room.access.accounts.set_up(*token, good_password).has_value());

    EXPECT_TRUE(room.log_in("anna").has_value());
    EXPECT_TRUE(fails_with(room.access.accounts.name_of_setup(*token), Fault::not_found));
    EXPECT_TRUE(
        fails_with(room.access.accounts.set_up(*token, "ett annat långt ord"), Fault::not_found));
    EXPECT_TRUE(room.log_in("anna").has_value());
}

TEST(Accounts, ASetUpLinkExpires) {
    StaffRoom room;
    const auto token = room.access.accounts.add(Actor::console(), "anna", Role::analyst);
    ASSERT_TRUE(token.has_value());

    room.clock.advance_seconds(limits::setup_link_seconds - 1);
    EXPECT_TRUE(room.access.accounts.name_of_setup(*token).has_value());
    room.clock.advance_seconds(1);

    EXPECT_TRUE(fails_with(room.access.accounts.name_of_setup(*token), Fault::not_found));
    EXPECT_TRUE(fails_with(room.access.accounts.set_up(*token, good_password), Fault::not_found));
}

TEST(Accounts, AnAccountWithoutALinkIsNotFoundByTheDigestOfNothing) {
    StaffRoom room;
    room.hire("anna", Role::analyst);
    EXPECT_TRUE(fails_with(room.access.accounts.name_of_setup(""), Fault::not_found));
}

TEST(Accounts, RefusesANameThatIsTakenOrMisshapen) {
    StaffRoom room;
    room.hire("anna", Role::analyst);
    EXPECT_TRUE(fails_with(room.access.accounts.add(Actor::console(), "anna", Role::admin),
                           Fault::conflict));
    const std::string long_name(64, 'a');
    for (const std::string_view name : std::vector<std::string_view>{
             "", "Anna", "-anna", ".anna", "an na", "åsa", "anna/", "<b>", long_name}) {
        EXPECT_TRUE(fails_with(room.access.accounts.add(Actor::console(), name, Role::analyst),
                               Fault::invalid))
            << name;
    }
    const std::string longest(63, 'a');
    EXPECT_TRUE(room.access.accounts.add(Actor::console(), longest, Role::analyst).has_value());
    EXPECT_TRUE(room.access.accounts.add(Actor::console(), "0.a_b-c", Role::analyst).has_value());
}

TEST(Accounts, AResetEndsThePasswordAndTheSessions) {
    StaffRoom room;
    room.hire("anna", Role::analyst);
    const std::string cookie = room.log_in("anna").value();

    const auto token = room.access.accounts.reset(Actor::console(), "anna");

    ASSERT_TRUE(token.has_value());
    EXPECT_TRUE(fails_with(room.access.gate.by_cookie(cookie), Fault::unauthorized));
    EXPECT_TRUE(fails_with(room.log_in("anna"), Fault::unauthorized));
    EXPECT_TRUE(room.access.accounts.set_up(*token, "grön båt vid bryggan").has_value());
    EXPECT_TRUE(fails_with(room.log_in("anna", good_password), Fault::unauthorized));
    EXPECT_TRUE(room.log_in("anna", "grön båt vid bryggan").has_value());
}

TEST(Accounts, AResetMakesTheEarlierLinkUseless) {
    StaffRoom room;
    const auto first = room.access.accounts.add(Actor::console(), "anna", Role::analyst);
    ASSERT_TRUE(first.has_value());
    ASSERT_TRUE(room.access.accounts.reset(Actor::console(), "anna").has_value());
    EXPECT_TRUE(fails_with(room.access.accounts.name_of_setup(*first), Fault::not_found));
}

TEST(Accounts, ADisabledAccountIsOutAtOnceAndBackWhenEnabled) {
    StaffRoom room;
    room.hire("anna", Role::analyst);
    const std::string cookie = room.log_in("anna").value();

    ASSERT_TRUE(room.access.accounts.disable(Actor::console(), "anna").has_value());
    EXPECT_TRUE(fails_with(room.access.gate.by_cookie(cookie), Fault::unauthorized));
    EXPECT_TRUE(fails_with(room.log_in("anna"), Fault::unauthorized));

    ASSERT_TRUE(room.access.accounts.enable(Actor::console(), "anna").has_value());
    EXPECT_TRUE(fails_with(room.access.gate.by_cookie(cookie), Fault::unauthorized));
    EXPECT_TRUE(room.log_in("anna").has_value());
}

TEST(Accounts, DisablingEndsAnUnusedSetUpLink) {
    StaffRoom room;
    const auto token = room.access.accounts.add(Actor::console(), "anna", Role::analyst);
    ASSERT_TRUE(token.has_value());
    ASSERT_TRUE(room.access.accounts.disable(Actor::console(), "anna").has_value());
    ASSERT_TRUE(room.access.accounts.enable(Actor::console(), "anna").has_value());
    EXPECT_TRUE(fails_with(room.access.accounts.set_up(*token, good_password), Fault::not_found));
}

TEST(Accounts, TheLastAdministratorCannotBeDisabled) {
    StaffRoom room;
    room.hire("adam", Role::admin);
    room.hire("anna", Role::coordinator);
    EXPECT_TRUE(
        fails_with(room.access.accounts.disable(Actor::console(), "adam"), Fault::conflict));
    EXPECT_TRUE(room.log_in("adam").has_value());
}

TEST(Accounts, AnAdministratorWhoNeverSetAPasswordDoesNotCountAsAnother) {
    StaffRoom room;
    room.hire("adam", Role::admin);
    ASSERT_TRUE(room.access.accounts.add(Actor::console(), "bea", Role::admin).has_value());
    EXPECT_TRUE(
        fails_with(room.access.accounts.disable(Actor::console(), "adam"), Fault::conflict));
    EXPECT_TRUE(room.access.accounts.disable(Actor::console(), "bea").has_value());
}

TEST(Accounts, OneOfTwoAdministratorsCanBeDisabled) {
    StaffRoom room;
    room.hire("adam", Role::admin);
    room.hire("bea", Role::admin);
    EXPECT_TRUE(room.access.accounts.disable(Actor::console(), "adam").has_value());
    EXPECT_TRUE(fails_with(room.access.accounts.disable(Actor::console(), "bea"), Fault::conflict));
}

TEST(Accounts, WhatIsNotThereIsNotFound) {
    StaffRoom room;
    EXPECT_TRUE(fails_with(room.access.accounts.reset(Actor::console(), "anna"), Fault::not_found));
    EXPECT_TRUE(
        fails_with(room.access.accounts.disable(Actor::console(), "anna"), Fault::not_found));
    EXPECT_TRUE(
        fails_with(room.access.accounts.enable(Actor::console(), "anna"), Fault::not_found));
}

TEST(Accounts, TheListTellsTheStateOfEach) {
    StaffRoom room;
    room.hire("adam", Role::admin);
    room.hire("bo", Role::analyst);
    room.hire("cia", Role::police);
    ASSERT_TRUE(room.access.accounts.add(Actor::console(), "disa", Role::analyst).has_value());
    ASSERT_TRUE(room.access.accounts.disable(Actor::console(), "bo").has_value());
    room.fail_logins("cia", limits::failed_logins_max);

    const auto list = room.access.accounts.list();

    ASSERT_TRUE(list.has_value());
    ASSERT_EQ(list->size(), 4U);
    EXPECT_EQ((*list)[0].name, "adam");
    EXPECT_TRUE((*list)[0].set_up && !(*list)[0].disabled && !(*list)[0].locked);
    EXPECT_TRUE((*list)[1].disabled);
    EXPECT_TRUE((*list)[2].locked);
    EXPECT_EQ((*list)[2].role, Role::police);
    EXPECT_FALSE((*list)[3].set_up);
}

TEST(Accounts, EveryChangeIsAudited) {
    StaffRoom room;
    room.hire("adam", Role::admin);
    EXPECT_EQ(room.last_audited(), "adam | password set | ");
    ASSERT_TRUE(room.access.accounts.add(Actor::console(), "anna", Role::police).has_value());
    EXPECT_EQ(room.last_audited(), "(console) | account added | anna police");
    const auto adam = room.access.gate.by_cookie(room.log_in("adam").value());
    ASSERT_TRUE(adam.has_value());
    EXPECT_EQ(room.last_audited(), "adam | sign-in | ");
    ASSERT_TRUE(room.access.accounts.reset(Actor(*adam), "anna").has_value());
    EXPECT_EQ(room.last_audited(), "adam | account reset | anna");
    ASSERT_TRUE(room.access.accounts.disable(Actor(*adam), "anna").has_value());
    EXPECT_EQ(room.last_audited(), "adam | account disabled | anna");
    ASSERT_TRUE(room.access.accounts.enable(Actor(*adam), "anna").has_value());
    EXPECT_EQ(room.last_audited(), "adam | account enabled | anna");
}

TEST(Accounts, NeitherPasswordNorLinkNorCookieIsStored) {
    StaffRoom room;
    const auto setup = room.access.accounts.add(Actor::console(), "anna", Role::analyst);
    ASSERT_TRUE(setup.has_value());
    ASSERT_TRUE(room.access.accounts.set_up(*setup, good_password).has_value());
    const std::string cookie = room.log_in("anna").value();
    const std::string token =
        room.access.tokens.create(Actor::console(), {.account = "anna"}).value();
    const std::string link = room.access.accounts.reset(Actor::console(), "anna").value();

    std::string everything;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(room.store.path())) {
        if (entry.is_regular_file()) {
            std::ifstream file(entry.path(), std::ios::binary);
            everything.append(std::istreambuf_iterator<char>(file), {});
        }
    }

    EXPECT_NE(everything.find("$argon2id$"), std::string::npos);
    for (const std::string& secret :
         {std::string(good_password), *setup, cookie, token, token.substr(4), link}) {
        EXPECT_EQ(everything.find(secret), std::string::npos) << secret;
        EXPECT_EQ(everything.find(base::as_text(base::from_base64url(secret).value_or(
                      base::Bytes(secret.begin(), secret.end())))),
                  std::string::npos);
    }
}

}  // namespace
}  // namespace lyhord::access
