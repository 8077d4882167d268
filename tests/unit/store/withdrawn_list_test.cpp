#include "store/withdrawn_list.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>

#include "base/limits.h"
#include "support/temporary_store.h"

namespace lyhord::store {
namespace {

class WithdrawnListTest : public testing::Test {
protected:
    base::Result<void> add(const base::Id& round, const base::Digest& id) {
        return list_.add({{round, id}});
    }

    tests::TemporaryFolder folder_;
    std::filesystem::path file_ = folder_.path() / "withdrawn";
    WithdrawnList list_{file_};
    const base::Id round_{1};
    const base::Id other_{2};
};

TEST_F(WithdrawnListTest, IsEmptyBeforeTheFirst) { EXPECT_EQ(list_.read().value(), Withdrawn()); }

TEST_F(WithdrawnListTest, KeepsEachIdOnceAndSorted) {
    for (const base::Digest& id : {base::Digest{9}, {2}, {9}, {5}}) {
        ASSERT_TRUE(add(round_, id));
    }
    ASSERT_TRUE(add(other_, {1}));
    const Withdrawn expected{{round_, {2}}, {round_, {5}}, {round_, {9}}, {other_, {1}}};
    EXPECT_EQ(list_.read().value(), expected);
    std::ifstream file(file_);
    std::vector<std::string> lines;
    for (std::string line; std::getline(file, line);) {
        lines.push_back(line);
    }
    EXPECT_EQ(lines.size(), 4U);
    EXPECT_TRUE(std::ranges::is_sorted(lines));
}

TEST_F(WithdrawnListTest, SkipsWhatIsNoWholeLine) {
    ASSERT_TRUE(add(round_, {3}));
    std::ofstream(file_, std::ios::app) << "\nhalf a li\n" << base::hex(other_) << " 00ff";
    EXPECT_EQ(list_.read().value(), (Withdrawn{{round_, {3}}}));
}

TEST_F(WithdrawnListTest, ForgetsTheRoundsThatAreNamed) {
    ASSERT_TRUE(list_.forget({round_}));
    EXPECT_FALSE(std::filesystem::exists(file_));
    ASSERT_TRUE(add(round_, {3}));
    ASSERT_TRUE(add(other_, {3}));
    ASSERT_TRUE(list_.forget({round_, base::Id{8}}));
    EXPECT_EQ(list_.read().value(), (Withdrawn{{other_, {3}}}));
}

TEST_F(WithdrawnListTest, IsNeitherReadNorChangedWhenItIsTooLarge) {
    std::ofstream(file_) << "x";
    std::filesystem::resize_file(file_, base::limits::withdrawn_list_bytes_max + 1);
    EXPECT_EQ(list_.read().error().fault(), base::Fault::too_large);
    EXPECT_EQ(add(round_, {3}).error().fault(), base::Fault::too_large);
    EXPECT_EQ(list_.forget({round_}).error().fault(), base::Fault::too_large);
    EXPECT_EQ(std::filesystem::file_size(file_), base::limits::withdrawn_list_bytes_max + 1);
}

}  // namespace
}  // namespace lyhord::store
