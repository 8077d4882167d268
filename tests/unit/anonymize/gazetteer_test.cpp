#include "anonymize/gazetteer.h"

#include <gtest/gtest.h>

#include <sstream>

namespace lyhord::anonymize {
namespace {

TEST(Gazetteer, ReadsOneNameALine) {
    std::istringstream in("# orter\nViksjö\n\n  Övre   Torvalla \r\nRamvik/Hälledal\n");
    const auto gazetteer = Gazetteer::read(in);
    ASSERT_TRUE(gazetteer);
    EXPECT_EQ(gazetteer->length_of_name({"viksjö", "är"}), 1U);
    EXPECT_EQ(gazetteer->length_of_name({"övre", "torvallas", "skola"}), 2U);
    EXPECT_EQ(gazetteer->length_of_name({"hälledal"}), 1U);
    EXPECT_EQ(gazetteer->length_of_name({"övre"}), 0U);
    EXPECT_EQ(gazetteer->length_of_name({"orter"}), 0U);
}

TEST(Gazetteer, RefusesALineThatIsNotUtf8) {
    std::istringstream in("Viksjö\nH\xe4rn\n");
    const auto gazetteer = Gazetteer::read(in);
    ASSERT_FALSE(gazetteer);
    EXPECT_EQ(gazetteer.error().line(), "the gazetteer is not UTF-8, line (2)");
}

}  // namespace
}  // namespace lyhord::anonymize
