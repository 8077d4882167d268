#include <sys/stat.h>

#include "store/durable_file.h"
#include "store/keys/key_files.h"
#include "unit/store/fixture.h"

namespace lyhord::store {
namespace {

using base::Fault;

unsigned mode_of(const std::filesystem::path& path) {
    struct stat status{};
    EXPECT_EQ(stat(path.c_str(), &status), 0);
    return status.st_mode & 0777U;
}

class Directory : public ::testing::Test {
protected:
    std::filesystem::path data() const { return folder_.path() / "a" / "data"; }
    TemporaryFolder folder_;
};

TEST_F(Directory, IsMadeForTheServiceAlone) {
    const auto directory = DataDirectory::lock(data());
    ASSERT_TRUE(directory);
    for (const auto& made : {data(), data() / "keys", data() / "certificate", data() / "backups"}) {
        EXPECT_EQ(mode_of(made), 0700U) << made;
    }
    EXPECT_EQ(directory->database(), data() / "lyhord.db");
}

TEST_F(Directory, IsLockedByOneAtATime) {
    auto first = DataDirectory::lock(data());
    ASSERT_TRUE(first);
    const auto second = DataDirectory::lock(data());
    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().fault(), Fault::busy);
    EXPECT_NE(second.error().line().find(data().string()), std::string::npos);
    const DataDirectory moved = std::move(*first);
    EXPECT_FALSE(DataDirectory::lock(data()));
    EXPECT_EQ(moved.path(), data());
}

TEST_F(Directory, IsFreeAgainWhenTheHolderGoes) {
    {
        ASSERT_TRUE(DataDirectory::lock(data()));
    }
    EXPECT_TRUE(DataDirectory::lock(data()));
}

TEST_F(Directory, NamesThePathThatItCannotMake) {
    std::ofstream(folder_.path() / "a") << "a file";
    const auto directory = DataDirectory::lock(data());
    ASSERT_FALSE(directory);
    EXPECT_EQ(directory.error().fault(), Fault::io);
    EXPECT_NE(directory.error().line().find(data().string()), std::string::npos);
}

class Keys : public ::testing::Test {
protected:
    std::filesystem::path file_of(const EpochKeyName& name) const {
        return folder_.path() /
               ("epoch-" + base::hex(name.round) + "-" + std::to_string(name.number));
    }
    std::size_t files() const {
        return static_cast<std::size_t>(
            std::distance(std::filesystem::directory_iterator(folder_.path()), {}));
    }
    TemporaryFolder folder_;
    base::SystemRandom random_;
    KeyFiles keys_{folder_.path()};
    EpochKeyName name_{.round = random_.id(), .number = 12};
};

TEST_F(Keys, OfAnEpochAreThirtyTwoBytesForTheServiceAlone) {
    const auto made = keys_.create_epoch_key(name_);
    ASSERT_TRUE(made);
    EXPECT_EQ(keys_.epoch_key(name_).value().public_key, *made);
    EXPECT_EQ(std::filesystem::file_size(file_of(name_)), 32U);
    EXPECT_EQ(mode_of(file_of(name_)), 0600U);
    EXPECT_EQ(files(), 1U);
}

TEST_F(Keys, OfAnEpochAreNeverReplaced) {
    const auto made = keys_.create_epoch_key(name_).value();
    EXPECT_EQ(keys_.create_epoch_key(name_).value(), made);
}

TEST_F(Keys, AreDestroyedForGood) {
    ASSERT_TRUE(keys_.create_epoch_key(name_));
    const std::filesystem::path other_name = folder_.path() / "other-name";
    std::filesystem::create_hard_link(file_of(name_), other_name);
    ASSERT_TRUE(keys_.destroy_epoch_key(name_));
    EXPECT_FALSE(std::filesystem::exists(file_of(name_)));
    EXPECT_EQ(file_bytes(other_name), std::string(32, '\0'));
    EXPECT_EQ(keys_.epoch_key(name_).error().fault(), Fault::not_found);
    EXPECT_TRUE(keys_.destroy_epoch_key(name_));
}

TEST_F(Keys, AreListedWithoutWhatACrashLeft) {
    const EpochKeyName other{.round = name_.round, .number = 3};
    ASSERT_TRUE(keys_.create_epoch_key(name_));
    ASSERT_TRUE(keys_.create_epoch_key(other));
    ASSERT_TRUE(keys_.review_key());
    std::ofstream(file_of(name_).string() + ".00ff.new") << "half";
    std::ofstream(folder_.path() / "epoch-00-1") << "short";
    std::ofstream(file_of(name_).string() + "x") << "no number";
    EXPECT_EQ(keys_.epoch_keys().value(), (std::vector<EpochKeyName>{other, name_}));
}

TEST_F(Keys, OfAWrongLengthAreCorrupt) {
    for (const std::size_t length : {0U, 31U, 33U}) {
        std::ofstream(file_of(name_), std::ios::trunc) << std::string(length, 'k');
        const auto loaded = keys_.epoch_key(name_);
        ASSERT_FALSE(loaded);
        EXPECT_EQ(loaded.error().fault(), Fault::corrupt);
        EXPECT_NE(loaded.error().line().find(file_of(name_).string()), std::string::npos);
    }
}

TEST_F(Keys, ThatAreNoNumberOfTheCurveAreCorrupt) {
    std::ofstream(file_of(name_)) << std::string(32, '\0');
    EXPECT_EQ(keys_.epoch_key(name_).error().fault(), Fault::corrupt);
    EXPECT_EQ(keys_.create_epoch_key(name_).error().fault(), Fault::corrupt);
}

TEST_F(Keys, AreRestoredAsTheyWere) {
    const auto pair = base::crypto::generate_key_pair();
    ASSERT_TRUE(keys_.put_epoch_key(name_, pair.private_key));
    EXPECT_EQ(keys_.epoch_key(name_).value().public_key, pair.public_key);
    ASSERT_TRUE(keys_.put_named("review", pair.private_key));
    EXPECT_EQ(keys_.review_key().value().public_key, pair.public_key);
}

TEST_F(Keys, ThatAreNamedAreMadeOnce) {
    const auto review = keys_.review_key().value().public_key;
    const auto form = keys_.form_key().value();
    EXPECT_EQ(keys_.review_key().value().public_key, review);
    EXPECT_TRUE(std::ranges::equal(keys_.form_key().value().view(), form.view()));
}

TEST_F(Keys, OfAQueueAreMadeOnceAndDestroyed) {
    const base::Id other{7};
    EXPECT_EQ(keys_.queue_key(name_.round).error().fault(), Fault::not_found);
    ASSERT_TRUE(keys_.create_queue_key(name_.round));
    ASSERT_TRUE(keys_.create_queue_key(other));
    const auto made = keys_.queue_key(name_.round).value().public_key;
    ASSERT_TRUE(keys_.create_queue_key(name_.round));
    EXPECT_EQ(keys_.queue_key(name_.round).value().public_key, made);
    EXPECT_NE(keys_.queue_key(other).value().public_key, made);
    EXPECT_EQ(keys_.queue_keys().value().size(), 2U);
    ASSERT_TRUE(keys_.destroy_queue_key(name_.round));
    ASSERT_TRUE(keys_.destroy_queue_key(name_.round)) << "it is gone already";
    EXPECT_EQ(keys_.queue_keys().value(), std::vector<base::Id>{other});
}

TEST_F(Keys, OfAQueueThatACrashLeftHalfWrittenAreDestroyed) {
    ASSERT_TRUE(keys_.create_queue_key(name_.round));
    const auto whole = folder_.path() / KeyFiles::queue_file_name(name_.round);
    std::ofstream(whole.string() + ".00ff.new") << "half";
    ASSERT_TRUE(keys_.destroy_unfinished());
    EXPECT_EQ(files(), 1U);
    EXPECT_TRUE(std::filesystem::exists(whole));
}

TEST_F(Keys, ThatManyThreadsMakeAtOnceAreTheSame) {
    std::vector<base::crypto::PublicKey> made(16);
    {
        std::vector<std::jthread> makers;
        for (auto& key : made) {
            makers.emplace_back([&] { key = keys_.review_key().value().public_key; });
        }
    }
    for (const auto& key : made) {
        EXPECT_EQ(key, made[0]);
    }
    EXPECT_EQ(files(), 1U);
}

TEST_F(Keys, ForRecoveryMustBeAPoint) {
    EXPECT_EQ(keys_.recovery_key().value(), std::nullopt);
    base::crypto::PublicKey wrong{};
    EXPECT_EQ(keys_.put_recovery_key(wrong).error().fault(), Fault::invalid);
    const auto right = base::crypto::generate_key_pair().public_key;
    ASSERT_TRUE(keys_.put_recovery_key(right));
    EXPECT_EQ(keys_.recovery_key().value(), right);
    std::ofstream(folder_.path() / "recovery.public", std::ios::app) << "x";
    EXPECT_EQ(keys_.recovery_key().error().fault(), Fault::corrupt);
}

TEST_F(Keys, OfAMissingFolderAreAnError) {
    KeyFiles nowhere(folder_.path() / "missing");
    EXPECT_EQ(nowhere.epoch_keys().error().fault(), Fault::io);
    EXPECT_EQ(nowhere.create_epoch_key(name_).error().fault(), Fault::io);
}

TEST(DurableFiles, AreReplacedWhole) {
    const TemporaryFolder folder;
    const std::filesystem::path path = folder.path() / "file";
    ASSERT_TRUE(DurableFile::replace(path, base::as_bytes("a long first text")));
    ASSERT_TRUE(DurableFile::replace(path, base::as_bytes("short")));
    EXPECT_EQ(file_bytes(path), "short");
    EXPECT_EQ(DurableFile::read(path, 5).value(), base::Bytes({'s', 'h', 'o', 'r', 't'}));
    EXPECT_EQ(DurableFile::read(path, 4).error().fault(), Fault::too_large);
    EXPECT_EQ(DurableFile::create(path, {}).error().fault(), Fault::conflict);
    EXPECT_EQ(file_bytes(path), "short");
    EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder.path()), {}), 1);
}

}  // namespace
}  // namespace lyhord::store
