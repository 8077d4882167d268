#include "base/bytes.h"

#include <gtest/gtest.h>

namespace lyhord::base {
namespace {

// RFC 4648, section 10.
TEST(Base32, WritesTheVectorsOfTheStandard) {
    EXPECT_EQ(base32(as_bytes("")), "");
    EXPECT_EQ(base32(as_bytes("f")), "MY");
    EXPECT_EQ(base32(as_bytes("foobar")), "MZXW6YTBOI");
}

TEST(Base32, ReadsWhatAPersonTyped) {
    const auto bytes = from_base32("mzxw-6ytb oi");
    ASSERT_TRUE(bytes);
    EXPECT_EQ(as_text(*bytes), "foobar");
}

TEST(Base64Url, WritesWithoutPadding) {
    EXPECT_EQ(base64url(as_bytes("fo")), "Zm8");
    EXPECT_EQ(base64url(Bytes{0xFB, 0xFF}), "-_8");
}

TEST(Base64Url, RefusesWhatItWouldNotHaveWritten) {
    EXPECT_FALSE(from_base64url("Zm9"));   // stray bits
    EXPECT_FALSE(from_base64url("Z"));     // half a byte
    EXPECT_FALSE(from_base64url("Zm8="));  // padding
    EXPECT_FALSE(from_base64url("Zm 8"));
}

TEST(Hex, ComesBack) {
    EXPECT_EQ(hex(Bytes{0x00, 0xAB, 0xFF}), "00abff");
    EXPECT_EQ(from_hex("00abff"), (Bytes{0x00, 0xAB, 0xFF}));
    EXPECT_FALSE(from_hex("0"));
    EXPECT_FALSE(from_hex("zz"));
}

}  // namespace
}  // namespace lyhord::base
