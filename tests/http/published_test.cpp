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

// By the count of what needed no making; whoever asks, and whatever they type.
TEST_F(PublishedPage, IsMadeOnceForEverybodyUntilSomethingAroundItChanges) {
    const api::KeptResponses& kept = site_.service().kept;
    const std::string first = shown("sv");
    EXPECT_EQ(shown("sv"), first);
    EXPECT_EQ(kept.found(), 1U);
    EXPECT_EQ(shown("sv&by=finns-inte"), first) << "nobody fills the memory with invented keys";
    EXPECT_EQ(kept.found(), 2U);

    EXPECT_NE(shown("en"), first);
    EXPECT_NE(shown("sv&by=q12_alder"), first);
    EXPECT_EQ(kept.found(), 2U);

    site_.open_demo(site_.terms());
    const std::string later = shown("sv");
    EXPECT_EQ(kept.found(), 2U);
    EXPECT_TRUE(later.contains("ny omgång")) << "the round that takes answers now";
    EXPECT_NE(later, first);
}

TEST_F(PublishedPage, HasFilesThatAreMadeOnce) {
    const api::KeptResponses& kept = site_.service().kept;
    for (const std::string file : {"data.csv", "data.json"}) {
        const std::uint64_t before = kept.found();
        const http::Response first = site_.get("/r/trygghet-harnosand/" + file);
        const http::Response second = site_.get("/r/trygghet-harnosand/" + file + "?round=1");
        EXPECT_EQ(first.status, 200);
        EXPECT_EQ(first.body, second.body);
        EXPECT_EQ(first.headers, second.headers);
        EXPECT_EQ(kept.found(), before + 1) << file;
    }
}

}  // namespace
}  // namespace lyhord::tests
