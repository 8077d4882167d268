// The published page in every language: each word of its figures is that language's own.
#include <gtest/gtest.h>

#include "api/pages/static_files.h"
#include "app/commands.h"
#include "base/json/json.h"
#include "reports/answers.h"
#include "site.h"

namespace lyhord::tests {
namespace {

constexpr int people = 120;
constexpr std::size_t beginning_bytes_min = 6;  // shorter ones are words of other languages

// How the Swedish texts of reports begin, up to their first figure.
std::vector<std::string> swedish_beginnings() {
    const auto files = api::StaticFiles::load({});
    const base::Json texts = *base::Json::parse(files->find("languages/sv.json")->bytes);
    std::vector<std::string> beginnings;
    for (const auto& [key, text] : *texts.as_object()) {
        const std::string begin = text.as_string()->substr(0, text.as_string()->find('{'));
        if (key.starts_with("staff_report_") && begin.size() >= beginning_bytes_min) {
            beginnings.push_back(begin);
        }
    }
    return beginnings;
}

class PublishedPage : public testing::Test {
protected:
    PublishedPage() {
        rounds::OpenOptions options = site_.terms();
        options.expected_answers = people;
        site_.open_demo(options);
        for (int person = 0; person < people; ++person) {
            EXPECT_EQ(site_.submit(reports::answers_of(person), site_.new_key()).status, 201);
        }
        site_.settle_demo();
        const app::Outcome published = app::run_command(
            site_.service(),
            {.name = "dialogue publish", .options = {{"SLUG", std::string(demo)}}, .input = {}});
        EXPECT_EQ(published.exit_code, 0) << published.errors;
    }
    std::string shown(const std::string& language) {
        return site_.get("/r/trygghet-harnosand?lang=" + language).body;
    }

    Site site_;
};

TEST_F(PublishedPage, HasEveryTextOfItsFigures) {
    for (const std::string language : {"en", "fi", "uk", "ar", "fa", "so"}) {
        SCOPED_TRACE(language);
        const std::string page = shown(language);
        EXPECT_TRUE(page.contains("<svg"));
        for (const std::string& begin : swedish_beginnings()) {
            EXPECT_FALSE(page.contains(">" + begin)) << begin;
        }
    }
}

}  // namespace
}  // namespace lyhord::tests
