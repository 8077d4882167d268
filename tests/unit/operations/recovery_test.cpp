#include "operations/recovery.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>

#include "support/temporary_store.h"
#include "unit/operations/machine.h"

namespace lyhord::operations {
namespace {

using base::crypto::KeyPair;
using base::crypto::Secret;

// The lines of a printed key without the header.
std::array<std::string, 4> lines_of(const std::string& printed) {
    std::istringstream in(printed);
    std::array<std::string, 4> lines;
    std::string header;
    std::getline(in, header);
    for (std::string& line : lines) {
        std::getline(in, line);
    }
    return lines;
}

std::string joined(const std::array<std::string, 4>& lines) {
    return lines[0] + "\n" + lines[1] + "\n" + lines[2] + "\n" + lines[3] + "\n";
}

// The same in every run: a random one would agree with its check by chance once in 65,536 times.
Secret a_fixed_key() {
    Secret key;
    std::ranges::generate(key.bytes(), [byte = base::Byte{0}]() mutable { return ++byte; });
    return key;
}

void expect_same_key(const base::Result<KeyPair>& parsed, const KeyPair& pair) {
    ASSERT_TRUE(parsed) << parsed.error().line();
    EXPECT_EQ(parsed->public_key, pair.public_key);
}

TEST(RecoveryKey, IsReadBackAsPrinted) {
    const KeyPair pair = base::crypto::generate_key_pair();
    const std::string printed = Recovery::print(pair.private_key);
    EXPECT_TRUE(printed.starts_with("LYHORD RECOVERY KEY\n1  "));
    expect_same_key(Recovery::parse(printed), pair);
}

TEST(RecoveryKey, IsReadAsSomebodyTypesIt) {
    const KeyPair pair = base::crypto::generate_key_pair();
    const std::string printed = Recovery::print(pair.private_key);
    std::string lower = printed;
    std::ranges::transform(lower, lower.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    std::string bare;
    for (const std::string& line : lines_of(printed)) {
        bare += line.substr(3);
    }
    std::erase(bare, ' ');
    std::string hyphens = bare;
    for (std::size_t at = 4; at < hyphens.size(); at += 5) {
        hyphens.insert(at, 1, '-');
    }
    std::string windows = "\xEF\xBB\xBF";
    for (const char c : printed) {
        windows += c == '\n' ? "\r\n" : std::string(1, c);
    }
    std::string misread = bare;
    std::ranges::replace(misread, 'O', '0');
    std::ranges::replace(misread, 'I', '1');
    std::ranges::replace(misread, 'B', '8');
    for (const std::string& typed : {lower, bare, hyphens, windows, misread}) {
        expect_same_key(Recovery::parse(typed), pair);
    }
}

TEST(RecoveryKey, NamesTheLineOfEveryTypingError) {
    const auto lines = lines_of(Recovery::print(a_fixed_key()));
    int wrong = 0;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        for (std::size_t at = 3; at < lines[i].size(); ++at) {
            if (lines[i][at] == ' ') {
                continue;
            }
            auto typed = lines;
            typed[i][at] = typed[i][at] == 'Q' ? 'R' : 'Q';
            const auto parsed = Recovery::parse(joined(typed));
            ASSERT_FALSE(parsed);
            EXPECT_EQ(parsed.error().details().number, static_cast<std::int64_t>(i + 1));
            ++wrong;
        }
    }
    EXPECT_EQ(wrong, 64);
}

TEST(RecoveryKey, NoticesExchangedLines) {
    auto lines = lines_of(Recovery::print(a_fixed_key()));
    // Without their numbers, which a person may leave out.
    for (std::string& line : lines) {
        line = line.substr(3);
    }
    std::swap(lines[1], lines[2]);
    const auto parsed = Recovery::parse(joined(lines));
    ASSERT_FALSE(parsed);
    EXPECT_EQ(parsed.error().details().number, 2);
}

TEST(RecoveryKey, RefusesAnotherLength) {
    const std::string printed = Recovery::print(base::crypto::generate_key_pair().private_key);
    const std::string longer = printed + "ABCD";
    const std::string huge(100'000, 'A');
    for (const std::string_view typed : {std::string_view(),
                                         std::string_view(printed).substr(0, printed.size() - 3),
                                         std::string_view(longer),
                                         std::string_view(huge)}) {
        const auto parsed = Recovery::parse(typed);
        ASSERT_FALSE(parsed);
        EXPECT_EQ(parsed.error().fault(), base::Fault::invalid);
    }
}

TEST(RecoveryKey, LeavesOnlyItsPublicHalfOnTheMachine) {
    tests::TemporaryFolder folder;
    store::KeyFiles keys(folder.path());
    const std::string printed = Recovery(keys).make().value();
    const KeyPair pair = Recovery::parse(printed).value();
    EXPECT_EQ(keys.recovery_key().value(), pair.public_key);
    const std::string_view half = base::as_text(pair.private_key.view()).substr(0, 16);
    EXPECT_TRUE(tests::files_with(folder.path(), half).empty());
}

TEST(RecoveryKey, ReplacesTheOlderOne) {
    tests::TemporaryFolder folder;
    store::KeyFiles keys(folder.path());
    const std::string older = Recovery(keys).make().value();
    const std::string newer = Recovery(keys).make().value();
    EXPECT_NE(older, newer);
    EXPECT_EQ(keys.recovery_key().value(), Recovery::parse(newer)->public_key);
}

class WrappedKey : public testing::Test {
protected:
    KeyPair recovery_ = base::crypto::generate_key_pair();
    Secret key_ = base::crypto::generate_key_pair().private_key;
    base::Bytes wrapped_ = wrap_key(recovery_.public_key, "review", key_);
};

TEST_F(WrappedKey, OpensWithTheRecoveryKey) {
    const auto opened = unwrap_key(recovery_, "review", wrapped_);
    ASSERT_TRUE(opened);
    EXPECT_TRUE(std::ranges::equal(opened->view(), key_.view()));
}

TEST_F(WrappedKey, OpensWithNoOtherKey) {
    EXPECT_FALSE(unwrap_key(base::crypto::generate_key_pair(), "review", wrapped_));
}

TEST_F(WrappedKey, OpensUnderNoOtherName) {
    EXPECT_FALSE(unwrap_key(recovery_, "devices", wrapped_));
}

TEST_F(WrappedKey, DoesNotOpenOnceAnyByteIsChanged) {
    for (std::size_t i = 0; i < wrapped_.size(); ++i) {
        base::Bytes changed = wrapped_;
        changed[i] ^= 1;
        EXPECT_FALSE(unwrap_key(recovery_, "review", changed)) << i;
    }
    EXPECT_FALSE(unwrap_key(recovery_, "review", base::ByteView(wrapped_).first(100)));
    EXPECT_FALSE(unwrap_key(recovery_, "review", {}));
}

}  // namespace
}  // namespace lyhord::operations
