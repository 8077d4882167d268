// What points at a person without a name: told of, never masked.
#include "anonymize/role_words.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <string>

#include "anonymize/redactor.h"

namespace lyhord::anonymize {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string> told_of(const std::string& text) {
    static const Redactor redactor;
    const domain::RedactedText redacted = redactor.redact(domain::RawText(text)).text;
    std::vector<std::string> found;
    for (const ByteRange& range : pointing_words(redacted)) {
        found.emplace_back(redacted.view().substr(range.start, range.end - range.start));
    }
    return found;
}

TEST(RoleWords, TellOfAPostAtAPlace) {
    EXPECT_THAT(told_of("Rektorn på Wendela Hellmanskolan bryr sig inte."),
                ElementsAre("Rektorn på Wendela"));
    EXPECT_THAT(told_of("Det var chefen för badhuset."), ElementsAre("chefen för badhuset"));
    EXPECT_THAT(told_of("vår rektor lyssnar"), ElementsAre("vår rektor"));
}

TEST(RoleWords, TellOfSomebodyCloseWithMoreAboutThem) {
    EXPECT_THAT(told_of("Jag är rädd för min exman som är polis"), ElementsAre("min exman som"));
    EXPECT_THAT(told_of("MIN GRANNE SOM röker"), ElementsAre("MIN GRANNE SOM"));
}

TEST(RoleWords, TellOfAPostThatOneHolds) {
    EXPECT_THAT(told_of("Fråga kommundirektören. Och kyrkoherden!"),
                ElementsAre("kommundirektören", "kyrkoherden"));
}

TEST(RoleWords, LeaveOrdinaryTextAlone) {
    for (const std::string text : {"Det är mörkt vid skolan.",
                                   "Fler lärare behövs.",
                                   "Min granne hälsar. Som vanligt är det lugnt.",
                                   "Jag och min man går ut på kvällen",
                                   "Prata med rektorn. På kvällen är det mörkt.",
                                   "En man som ropar",
                                   ""}) {
        EXPECT_THAT(told_of(text), IsEmpty()) << text;
    }
}

TEST(RoleWords, TellOfEachStretchOnce) {
    EXPECT_THAT(told_of("vår rektor på Nyskolan och läraren i fyran"),
                ElementsAre("vår rektor på Nyskolan", "läraren i fyran"));
}

// A line that is none would be left out silently.
TEST(RoleWords, TheirFileHoldsOnlyKindsAndWords) {
    std::ifstream file(LYHORD_SOURCE "/service/anonymize/data/role_words.txt");
    int words = 0;
    for (std::string line; std::getline(file, line);) {
        if (line.starts_with("#")) {
            continue;
        }
        const std::size_t space = line.find(' ');
        ASSERT_NE(space, std::string::npos) << line;
        EXPECT_THAT(line.substr(0, space), testing::AnyOf("office", "kin", "only"));
        EXPECT_EQ(line.find(' ', space + 1), std::string::npos) << line;
        ++words;
    }
    EXPECT_GE(words, 100);
}

// A text made to be slow: every word is one to be told of.
TEST(RoleWords, GoThroughAnyBytes) {
    std::string text;
    while (text.size() < 200'000) {
        text += "min granne ";
    }
    EXPECT_THAT(told_of(text), IsEmpty());
    EXPECT_THAT(told_of("rektorn p\xc3"), IsEmpty());
}

}  // namespace
}  // namespace lyhord::anonymize
