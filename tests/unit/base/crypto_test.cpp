#include "base/crypto/crypto.h"

#include <gtest/gtest.h>

namespace lyhord::base::crypto {
namespace {

Secret secret_of(std::string_view hex_text) {
    const Bytes bytes = from_hex(hex_text).value();
    Digest digest{};
    std::copy(bytes.begin(), bytes.end(), digest.begin());
    return Secret(digest);
}

TEST(Sha256, HashesTheVectorOfFips180) {
    EXPECT_EQ(hex(sha256(as_bytes("abc"))),
              "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    EXPECT_EQ(sha256("a", as_bytes("bc")), sha256(as_bytes("abc")));
}

// RFC 4231, test case 2.
TEST(Hmac, SignsTheVectorOfTheStandard) {
    EXPECT_EQ(hex(hmac_sha256(as_bytes("Jefe"), as_bytes("what do ya want for nothing?"))),
              "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
}

// RFC 4231, test case 6.
TEST(Hmac, HashesAKeyThatIsLongerThanABlock) {
    const Bytes key(131, 0xAA);
    EXPECT_EQ(
        hex(hmac_sha256(key, as_bytes("Test Using Larger Than Block-Size Key - Hash Key First"))),
        "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
}

// RFC 5869, test case 1: the first 32 of its 42 bytes.
TEST(Hkdf, DerivesTheVectorOfTheStandard) {
    const Bytes input(22, 0x0B);
    const Bytes salt = from_hex("000102030405060708090a0b0c").value();
    const Bytes info = from_hex("f0f1f2f3f4f5f6f7f8f9").value();
    EXPECT_EQ(hex(hkdf_sha256(input, salt, info).view()),
              "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf");
}

TEST(AesGcm, OpensOnlyWhatWasSealed) {
    const Secret key = secret_of(std::string(64, '7'));
    const Bytes nonce(12, 1);
    Bytes sealed = aes256gcm_seal(key, nonce, as_bytes("hemligt"), as_bytes("bunden"));
    const auto opened = aes256gcm_open(key, nonce, sealed, as_bytes("bunden"));
    ASSERT_TRUE(opened);
    EXPECT_EQ(as_text(*opened), "hemligt");
    EXPECT_FALSE(aes256gcm_open(key, nonce, sealed, as_bytes("annan")));
    sealed[0] ^= 1;
    EXPECT_FALSE(aes256gcm_open(key, nonce, sealed, as_bytes("bunden")));
    EXPECT_FALSE(aes256gcm_open(key, nonce, Bytes(3), as_bytes("bunden")));
}

// RFC 5903, section 8.1.
TEST(Ecdh, AgreesOnTheVectorOfTheStandard) {
    const auto own = key_pair_from(
        secret_of("c88f01f510d9ac3f70a292daa2316de544e9aab8afe84049c62a9c57862d1433"));
    const auto peer = key_pair_from(
        secret_of("c6ef9c5d78ae012a011164acb397ce2088685d8f06bf9be0b283ab46476bee53"));
    ASSERT_TRUE(own && peer);
    const auto shared = ecdh(*own, peer->public_key);
    ASSERT_TRUE(shared);
    EXPECT_EQ(hex(shared->view()),
              "d6840f6b42f6edafd13116e0e12565202fef8e9ece7dce03812464d04b9442de");
}

TEST(Ecdh, RefusesAPointThatIsNotOnTheCurve) {
    PublicKey stray{};
    stray[0] = 4;
    stray[40] = 9;
    EXPECT_FALSE(ecdh(generate_key_pair(), stray));
}

TEST(KeyPair, RefusesZeroAndNumbersBeyondTheOrder) {
    EXPECT_FALSE(key_pair_from(secret_of(std::string(64, '0'))));
    EXPECT_FALSE(key_pair_from(secret_of(std::string(64, 'f'))));
}

TEST(KeyPair, ComesBackFromItsPrivateHalf) {
    const KeyPair made = generate_key_pair();
    const auto again = key_pair_from(made.private_key);
    ASSERT_TRUE(again);
    EXPECT_EQ(again->public_key, made.public_key);
}

}  // namespace
}  // namespace lyhord::base::crypto
