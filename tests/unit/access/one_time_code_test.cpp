// RFC 6238, appendix B, and what a code may be used for.
#include "access/one_time_code.h"

#include <gtest/gtest.h>

#include <set>

namespace lyhord::access {
namespace {

OneTimeCodes of_the_rfc() {
    std::array<base::Byte, 20> secret{};
    std::ranges::copy(std::string_view("12345678901234567890"), secret.begin());
    return OneTimeCodes(secret);
}

TEST(OneTimeCodes, AreThoseOfTheStandard) {
    const OneTimeCodes codes = of_the_rfc();
    // Eight digits there; six are the last of them.
    for (const auto& [seconds, code] :
         std::initializer_list<std::pair<std::int64_t, const char*>>{{59, "287082"},
                                                                     {1111111109, "081804"},
                                                                     {1111111111, "050471"},
                                                                     {1234567890, "005924"},
                                                                     {2000000000, "279037"},
                                                                     {20000000000, "353130"}}) {
        EXPECT_EQ(codes.code(seconds / code_seconds), code) << seconds;
    }
    EXPECT_EQ(codes.secret_text(), "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
    EXPECT_EQ(codes.address("Lyhörd", "anna.b"),
              "otpauth://totp/Lyh%C3%B6rd:anna.b?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
              "&issuer=Lyh%C3%B6rd");
}

TEST(OneTimeCodes, AreTakenHalfAMinuteEarlyOrLateAndOnce) {
    const OneTimeCodes codes = of_the_rfc();
    const base::Instant now{1'234'567'890};
    const std::int64_t step = now.seconds / code_seconds;
    for (const std::int64_t each : {step - 1, step, step + 1}) {
        EXPECT_EQ(codes.step_of(codes.code(each), now, 0), each);
        EXPECT_EQ(codes.step_of(codes.code(each), now, each), std::nullopt);
        EXPECT_EQ(codes.step_of(codes.code(each), now, each + 1), std::nullopt);
    }
    EXPECT_EQ(codes.step_of(codes.code(step - 2), now, 0), std::nullopt);
    EXPECT_EQ(codes.step_of(codes.code(step + 2), now, 0), std::nullopt);
    EXPECT_EQ(codes.step_of("005 924", now, 0), step);
    for (const std::string_view wrong : {"", "5924", "0059240", "00592a", "000000"}) {
        EXPECT_EQ(codes.step_of(wrong, now, 0), std::nullopt) << wrong;
    }
}

TEST(OneTimeCodes, DifferByKeyAccountAndNonce) {
    const base::crypto::Secret one(base::Digest{1});
    const base::crypto::Secret other(base::Digest{2});
    const base::Id nonce{7};
    const base::Id later{8};
    std::set<std::string> secrets{OneTimeCodes(one, "anna", nonce).secret_text(),
                                  OneTimeCodes(other, "anna", nonce).secret_text(),
                                  OneTimeCodes(one, "bo", nonce).secret_text(),
                                  OneTimeCodes(one, "anna", later).secret_text()};
    EXPECT_EQ(secrets.size(), 4U);
    EXPECT_EQ(OneTimeCodes(one, "anna", nonce).secret_text(),
              OneTimeCodes(one, "anna", nonce).secret_text());
}

}  // namespace
}  // namespace lyhord::access
