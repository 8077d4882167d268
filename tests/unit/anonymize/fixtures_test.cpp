#include <fstream>
#include <sstream>

#include "base/json/json.h"
#include "unit/anonymize/support.h"

namespace lyhord::anonymize {
namespace {

TEST(Fixtures, ComeOutAsAgreed) {
    const std::ifstream file(LYHORD_TEST_DATA "/unit/anonymize/redaction_fixtures.json");
    std::stringstream content;
    content << file.rdbuf();
    const auto fixtures = base::Json::parse(content.str());
    ASSERT_TRUE(fixtures);
    const base::Json::Array& items = *fixtures->find("items")->as_array();
    ASSERT_GE(items.size(), 25U);
    for (const base::Json& item : items) {
        const std::string& in = *item.find("in")->as_string();
        const base::Json* out = item.find("out");
        EXPECT_EQ(masked(in), out == nullptr ? in : *out->as_string());
    }
}

}  // namespace
}  // namespace lyhord::anonymize
