#include "domain/device_record.h"

#include <gtest/gtest.h>

#include "base/json/json.h"
#include "unit/domain/edited_json.h"
#include "support/device_sealing.h"

namespace lyhord::domain {
namespace {

using base::Bytes;
using base::crypto::KeyPair;

constexpr std::string_view slug = "trygghet-harnosand";

class DeviceRecords : public testing::Test {
protected:
    std::optional<DeviceRecord> open(const Bytes& sealed) {
        return DeviceRecord::open(queue_, slug, sealed);
    }

    KeyPair queue_ = base::crypto::generate_key_pair();
    tests::DeviceAnswer answer_{.queue = queue_.public_key,
                                .slug = std::string(slug),
                                .key = {1, 2, 3},
                                .body = R"({"answers":{"b":"Mörkt"}})"};
};

// Sealed by the page's script: tests/browser/scripts.test.mjs holds it to the same bytes.
TEST(DeviceRecordVectors, AreOpenedAsTheScriptSealedThem) {
    const base::Json file = parsed(file_text(LYHORD_SOURCE "/tests/vectors/device_records.json"));
    const auto text = [](const base::Json& json, std::string_view name) {
        return *json.find(name)->as_string();
    };
    base::crypto::Secret secret;
    std::ranges::copy(*base::from_hex(text(file, "queue_private")), secret.bytes().begin());
    const KeyPair queue = base::crypto::key_pair_from(secret).value();
    ASSERT_EQ(base::hex(queue.public_key), text(file, "queue"));
    const auto& cases = *file.find("cases")->as_array();
    ASSERT_EQ(cases.size(), 2U);
    for (const base::Json& one : cases) {
        std::string hex;
        for (const base::Json& line : *one.find("sealed")->as_array()) {
            hex += *line.as_string();
        }
        const auto record = DeviceRecord::open(queue, text(file, "slug"), *base::from_hex(hex));
        ASSERT_TRUE(record);
        EXPECT_EQ(base::hex(record->key()), text(one, "key"));
        EXPECT_EQ(record->body(), text(one, "body"));
        const base::Digest receipt = base::crypto::sha256("receipt", record->key());
        EXPECT_EQ(base::base32(base::ByteView(receipt).first(10)), text(one, "receipt"));
    }
}

TEST_F(DeviceRecords, HoldAKeyAndABodyOfAnyLength) {
    for (const std::size_t length : {0U, 1U, 1003U, 1004U, 1005U, 70'000U}) {
        answer_.body.assign(length, 'x');
        const Bytes sealed = tests::sealed_on_device(answer_);
        const auto record = open(sealed);
        ASSERT_TRUE(record) << length;
        EXPECT_EQ(record->key(), answer_.key);
        EXPECT_EQ(record->body(), answer_.body);
    }
}

TEST_F(DeviceRecords, OpenWithNoOtherKey) {
    const Bytes sealed = tests::sealed_on_device(answer_);
    EXPECT_FALSE(DeviceRecord::open(base::crypto::generate_key_pair(), slug, sealed));
}

TEST_F(DeviceRecords, OpenForNoOtherDialogue) {
    const Bytes sealed = tests::sealed_on_device(answer_);
    EXPECT_FALSE(DeviceRecord::open(queue_, "annan", sealed));
    EXPECT_TRUE(open(sealed));
}

TEST_F(DeviceRecords, ThatWereChangedAnywhereDoNotOpen) {
    const Bytes sealed = tests::sealed_on_device(answer_);
    for (std::size_t at = 0; at < sealed.size(); at += 7) {
        Bytes changed = sealed;
        changed[at] ^= 1U;
        EXPECT_FALSE(open(changed)) << at;
    }
    for (const std::size_t length : {0U, 1U, 65U, 66U, 81U, 82U, 500U}) {
        EXPECT_FALSE(open(Bytes(sealed.begin(), sealed.begin() + length))) << length;
    }
}

// Sealed rightly, by a script that is not ours.
TEST_F(DeviceRecords, WhoseLengthLiesDoNotOpen) {
    for (const Bytes& plain :
         {Bytes{},
          Bytes{16, 0, 0, 0},
          Bytes(20),
          Bytes(1024, 0xFF),
          Bytes{15, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16},
          Bytes{17, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16}}) {
        EXPECT_FALSE(open(tests::sealed_on_device(answer_, plain))) << plain.size();
    }
    Bytes exact = tests::padded_answer({.queue = {}, .slug = {}, .key = {}, .body = ""});
    EXPECT_TRUE(open(tests::sealed_on_device(answer_, exact)));
}

TEST_F(DeviceRecords, NameTheirKeyByItsFirstBytes) {
    EXPECT_EQ(queue_key_name(queue_.public_key).size(), 22U);
    EXPECT_EQ(base::from_base64url(queue_key_name(queue_.public_key)),
              Bytes(queue_.public_key.begin() + 1, queue_.public_key.begin() + 17));
}

}  // namespace
}  // namespace lyhord::domain
