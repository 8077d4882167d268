#include "app/filters.h"

#include <gmock/gmock.h>

#include <fstream>
#include <sstream>

#include "service_fixture.h"

namespace lyhord::app {
namespace {

using ::testing::HasSubstr;

struct Filtered {
    std::optional<int> exit_code;
    std::string output;
    std::string errors;
};

Filtered redact_with(const std::filesystem::path& data) {
    const std::string path = data.string();
    const char* const words[] = {"lyhord", "--data", path.c_str(), "redact"};
    const auto parsed = CommandLine::parse(static_cast<int>(std::size(words)), words);
    std::istringstream in(R"({"text":"Ring tuvarin."})"
                          "\n");
    std::ostringstream out;
    ::testing::internal::CaptureStderr();
    const auto exit_code = run_filter(std::get<Invocation>(parsed), in, out);
    return {exit_code, out.str(), ::testing::internal::GetCapturedStderr()};
}

TEST(RedactFilter, SaysThatItCannotReadTheImportedNamesAndGoesOn) {
    const tests::TemporaryFolder data;
    const std::filesystem::path names = data.path() / "names";
    std::filesystem::create_symlink(names, names);  // cannot be opened, by root either
    const Filtered filtered = redact_with(data.path());
    EXPECT_EQ(filtered.exit_code, 0);
    EXPECT_THAT(filtered.output, HasSubstr("\"text\""));
    EXPECT_THAT(filtered.errors, HasSubstr(names.string()));
    EXPECT_THAT(filtered.errors, HasSubstr("names that were imported there are not looked for"));
}

TEST(RedactFilter, SaysNothingWhereNothingWasImported) {
    const tests::TemporaryFolder data;
    EXPECT_EQ(redact_with(data.path()).errors, "");
    EXPECT_EQ(redact_with(data.path() / "not-there").errors, "");
}

TEST(RedactFilter, RefusesDamagedNames) {
    const tests::TemporaryFolder data;
    std::ofstream(data.path() / "names") << "g\ttuvarin\n";
    const Filtered filtered = redact_with(data.path());
    EXPECT_EQ(filtered.exit_code, 1);
    EXPECT_EQ(filtered.output, "");
    EXPECT_THAT(filtered.errors, HasSubstr("the imported names are damaged"));
}

}  // namespace
}  // namespace lyhord::app
