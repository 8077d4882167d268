#include "access/session_gate.h"

#include "access/secret_text.h"
#include "base/limits.h"
#include "staff_room.h"

namespace lyhord::access {
namespace {

namespace limits = base::limits;
using base::Fault;
using domain::Role;

TEST(SessionGate, RefusesWhatIsNoSession) {
    StaffRoom room;
    room.hire("anna", Role::analyst);
    const std::string cookie = room.log_in("anna").value();
    for (const std::string& value : {std::string(),
                                     std::string("x"),
                                     cookie + "x",
                                     cookie.substr(1),
                                     std::string(5000, 'a')}) {
        EXPECT_TRUE(fails_with(room.access.gate.by_cookie(value), Fault::unauthorized));
    }
    EXPECT_TRUE(room.access.gate.by_cookie(cookie).has_value());
}

TEST(SessionGate, ASessionEndsWhenItIsNotUsed) {
    StaffRoom room;
    room.hire("anna", Role::analyst);
    const std::string cookie = room.log_in("anna").value();

    room.clock.advance_seconds(limits::session_idle_seconds - 1);
    EXPECT_TRUE(room.access.gate.by_cookie(cookie).has_value());  // which is a use
    room.clock.advance_seconds(limits::session_idle_seconds - 1);
    EXPECT_TRUE(room.access.gate.by_cookie(cookie).has_value());
    room.clock.advance_seconds(limits::session_idle_seconds);

    EXPECT_TRUE(fails_with(room.access.gate.by_cookie(cookie), Fault::unauthorized));
}

TEST(SessionGate, ASessionEndsHoweverMuchItIsUsed) {
    StaffRoom room;
    room.hire("anna", Role::analyst);
    const std::string cookie = room.log_in("anna").value();
    constexpr std::int64_t step = limits::session_idle_seconds / 2;
    std::int64_t passed = 0;
    for (; passed + step < limits::session_seconds; passed += step) {
        room.clock.advance_seconds(step);
        ASSERT_TRUE(room.access.gate.by_cookie(cookie).has_value());
    }
    room.clock.advance_seconds(limits::session_seconds - passed);
    EXPECT_TRUE(fails_with(room.access.gate.by_cookie(cookie), Fault::unauthorized));
}

TEST(SessionGate, AClockSetBackEndsASession) {
    StaffRoom room;
    room.hire("anna", Role::analyst);
    const std::string cookie = room.log_in("anna").value();
    room.clock.advance_seconds(-1);
    EXPECT_TRUE(fails_with(room.access.gate.by_cookie(cookie), Fault::unauthorized));
}

TEST(SessionGate, SigningInSweepsExpiredSessions) {
    StaffRoom room;
    room.hire("anna", Role::analyst);
    const std::string cookie = room.log_in("anna").value();
    room.clock.advance_seconds(limits::session_seconds + 1);
    ASSERT_TRUE(room.log_in("anna").has_value());
    EXPECT_FALSE(room.store->session(digest_of(cookie)).value().has_value());
}

TEST(SessionGate, SignOutEndsThisSessionOnly) {
    StaffRoom room;
    room.hire("anna", Role::analyst);
    const std::string here = room.log_in("anna").value();
    const std::string elsewhere = room.log_in("anna").value();

    EXPECT_TRUE(room.access.gate.sign_out(here).has_value());

    EXPECT_EQ(room.last_audited(), "anna | sign-out | ");
    EXPECT_TRUE(fails_with(room.access.gate.by_cookie(here), Fault::unauthorized));
    EXPECT_TRUE(room.access.gate.by_cookie(elsewhere).has_value());
    EXPECT_TRUE(room.access.gate.sign_out(here).has_value());
    EXPECT_TRUE(room.access.gate.sign_out("").has_value());
}

TEST(SessionGate, ASessionHasTheRoleThatTheAccountHasNow) {
    StaffRoom room;
    room.hire("anna", Role::coordinator);
    const std::string cookie = room.log_in("anna").value();
    store::StaffRow row = room.store->staff("anna").value().value();
    row.role = Role::police;
    ASSERT_TRUE(room.store->put_staff(row).has_value());
    EXPECT_EQ(room.access.gate.by_cookie(cookie)->role(), Role::police);
}

}  // namespace
}  // namespace lyhord::access
