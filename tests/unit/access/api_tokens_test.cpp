#include "access/api_tokens.h"

#include "staff_room.h"

namespace lyhord::access {
namespace {

using base::Fault;
using domain::Role;

std::string bearer(const std::string& secret) { return "Bearer " + secret; }

TEST(ApiTokens, ATokenIsItsOwnerByToken) {
    StaffRoom room;
    room.hire("anna", Role::analyst);
    const auto secret = room.access.tokens.create(Actor::console(), {.account = "anna"});

    ASSERT_TRUE(secret.has_value());
    EXPECT_EQ(secret->substr(0, 4), "lyh_");
    EXPECT_EQ(secret->size(), 47U);
    EXPECT_EQ(room.last_audited(), "(console) | token created | anna *");
    const auto session = room.access.gate.by_bearer(bearer(*secret), "trygghet");
    ASSERT_TRUE(session.has_value());
    EXPECT_EQ(session->name(), "anna");
    EXPECT_EQ(session->role(), Role::analyst);
    EXPECT_TRUE(session->by_token());
    EXPECT_TRUE(room.access.gate.by_bearer("bearer " + *secret, "trygghet").has_value());
}

TEST(ApiTokens, RefusesWhatIsNoToken) {
    StaffRoom room;
    room.hire("anna", Role::analyst);
    const std::string secret =
        room.access.tokens.create(Actor::console(), {.account = "anna"}).value();
    const std::string cookie = room.log_in("anna").value();
    for (const std::string& header : {std::string(),
                                      std::string("Bearer"),
                                      std::string("Bearer "),
                                      secret,
                                      "Basic " + secret,
                                      bearer(secret + "x"),
                                      bearer(secret.substr(4)),
                                      bearer(cookie)}) {
        EXPECT_TRUE(fails_with(room.access.gate.by_bearer(header, "trygghet"), Fault::unauthorized))
            << header;
    }
    EXPECT_TRUE(fails_with(room.access.gate.by_cookie(secret), Fault::unauthorized));
}

TEST(ApiTokens, ATokenOfOneDialogueOpensNoOther) {
    StaffRoom room;
    room.hire("anna", Role::analyst);
    const std::string secret =
        room.access.tokens.create(Actor::console(), {.account = "anna", .scope = "trygghet"})
            .value();
    EXPECT_TRUE(room.access.gate.by_bearer(bearer(secret), "trygghet").has_value());
    EXPECT_TRUE(
        fails_with(room.access.gate.by_bearer(bearer(secret), "skolvägar"), Fault::forbidden));
    EXPECT_TRUE(fails_with(room.access.gate.by_bearer(bearer(secret), ""), Fault::forbidden));
}

TEST(ApiTokens, ATokenWorksThroughItsLastDay) {
    StaffRoom room;
    room.hire("anna", Role::analyst);
    const std::string secret =
        room.access.tokens.create(Actor::console(), {.account = "anna", .days = 2}).value();
    room.clock.advance_days(2);
    EXPECT_TRUE(room.access.gate.by_bearer(bearer(secret), "a").has_value());
    room.clock.advance_days(1);
    EXPECT_TRUE(fails_with(room.access.gate.by_bearer(bearer(secret), "a"), Fault::unauthorized));
}

TEST(ApiTokens, ARevokedTokenIsOutAtOnceAndTheOthersAreNot) {
    StaffRoom room;
    room.hire("anna", Role::analyst);
    const std::string kept =
        room.access.tokens.create(Actor::console(), {.account = "anna", .days = 9}).value();
    const std::string lost =
        room.access.tokens.create(Actor::console(), {.account = "anna", .days = 3}).value();
    const base::Id id = room.access.tokens.list("anna")->front().id;

    EXPECT_TRUE(room.access.tokens.revoke(Actor::console(), "anna", id).has_value());

    EXPECT_EQ(room.last_audited(), "(console) | token revoked | anna *");
    EXPECT_TRUE(fails_with(room.access.gate.by_bearer(bearer(lost), "a"), Fault::unauthorized));
    EXPECT_TRUE(room.access.gate.by_bearer(bearer(kept), "a").has_value());
    EXPECT_TRUE(room.access.tokens.list("anna")->front().revoked);
    EXPECT_TRUE(room.access.tokens.revoke(Actor::console(), "anna", id).has_value());
    EXPECT_TRUE(
        fails_with(room.access.tokens.revoke(Actor::console(), "bo", id), Fault::not_found));
}

TEST(ApiTokens, ATokenEndsWithItsOwnersAccountAndFollowsTheRole) {
    StaffRoom room;
    room.hire("anna", Role::analyst);
    const std::string secret =
        room.access.tokens.create(Actor::console(), {.account = "anna"}).value();
    store::StaffRow row = room.store->staff("anna").value().value();
    row.role = Role::admin;
    ASSERT_TRUE(room.store->put_staff(row).has_value());
    EXPECT_EQ(room.access.gate.by_bearer(bearer(secret), "a")->role(), Role::admin);
    row.disabled = true;
    ASSERT_TRUE(room.store->put_staff(row).has_value());
    EXPECT_TRUE(fails_with(room.access.gate.by_bearer(bearer(secret), "a"), Fault::unauthorized));
}

TEST(ApiTokens, RefusesBadScopesDaysAndOwners) {
    StaffRoom room;
    room.hire("anna", Role::analyst);
    const auto create = [&room](TokenRequest request) {
        return room.access.tokens.create(Actor::console(), request);
    };
    EXPECT_TRUE(fails_with(create({.account = "bo"}), Fault::not_found));
    EXPECT_TRUE(fails_with(create({.account = "anna", .scope = ""}), Fault::invalid));
    EXPECT_TRUE(fails_with(create({.account = "anna", .scope = "a b"}), Fault::invalid));
    EXPECT_TRUE(fails_with(create({.account = "anna", .days = 0}), Fault::invalid));
    EXPECT_TRUE(fails_with(create({.account = "anna", .days = 367}), Fault::invalid));
    EXPECT_TRUE(create({.account = "anna", .days = 366}).has_value());
}

TEST(ApiTokens, AnAccountHasABoundedNumberOfValidTokens) {
    StaffRoom room;
    room.hire("anna", Role::analyst);
    const TokenRequest request{.account = "anna", .days = 1};
    for (std::size_t i = 0; i < base::limits::api_tokens_max; ++i) {
        ASSERT_TRUE(room.access.tokens.create(Actor::console(), request).has_value());
    }
    EXPECT_TRUE(fails_with(room.access.tokens.create(Actor::console(), request), Fault::conflict));
    room.clock.advance_days(2);
    EXPECT_TRUE(room.access.tokens.create(Actor::console(), request).has_value());
}

}  // namespace
}  // namespace lyhord::access
