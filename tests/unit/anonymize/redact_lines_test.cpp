#include "anonymize/redact_lines.h"

#include <sstream>

#include "base/limits.h"
#include "unit/anonymize/support.h"

namespace lyhord::anonymize {
namespace {

TEST(RedactLines, AnswersEveryLineInOrder) {
    std::istringstream in(
        "{\"text\": \"Ring 070-123 45 67\"}\n"
        "{\"id\": 7, \"text\": \"p\\u00e5 \\\"torget\\\"\"}\r\n");
    std::ostringstream out;
    ASSERT_TRUE(redact_lines(in, out, shared_redactor()));
    EXPECT_EQ(out.str(),
              "{\"text\":\"Ring [TELEFON]\",\"spans\":[[5,18,\"PHONE\"]]}\n"
              "{\"text\":\"på \\\"torget\\\"\",\"spans\":[]}\n");
}

TEST(RedactLines, NamesTheFirstBadLineAndNothingOfIt) {
    for (const std::string bad :
         {"nej", "", "[]", "{\"text\": 5}", "{\"txt\": \"Kalle\"}", "{\"text\": \"\xff\"}"}) {
        std::istringstream in("{\"text\": \"a\"}\n" + bad + "\n{\"text\": \"b\"}\n");
        std::ostringstream out;
        const auto result = redact_lines(in, out, shared_redactor());
        ASSERT_FALSE(result) << bad;
        EXPECT_EQ(result.error().fault(), base::Fault::invalid);
        EXPECT_EQ(result.error().line(), "not a JSON object with a string \"text\", line (2)");
        EXPECT_EQ(out.str(), "{\"text\":\"a\",\"spans\":[]}\n");
    }
}

TEST(RedactLines, RefusesATextThatIsTooLongToRedact) {
    const std::string text(base::limits::redact_bytes_max + 1, 'a');
    std::istringstream in("{\"text\": \"" + text + "\"}\n");
    std::ostringstream out;
    const auto result = redact_lines(in, out, shared_redactor());
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().fault(), base::Fault::too_large);
    EXPECT_EQ(out.str(), "");
}

TEST(RedactLines, TellsWhenTheOutputIsClosed) {
    std::istringstream in("{\"text\": \"a\"}\n");
    std::ostringstream out;
    out.setstate(std::ios::badbit);
    const auto result = redact_lines(in, out, shared_redactor());
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().fault(), base::Fault::io);
}

}  // namespace
}  // namespace lyhord::anonymize
