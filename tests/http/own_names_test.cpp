// Names that a municipality imported, from the command's file to the text that a reviewer gets.
#include "anonymize/own_names.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "domain/fragment.h"
#include "domain/sealer.h"
#include "scenario.h"

namespace lyhord::tests {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr int people = 12;
// A lower-case name that no built-in list has, where the model finds nothing else that tells it.
constexpr std::string_view hard =
    "I går kom tuvarin hem sent från skolan. På kvällen går tuvarin ensam genom parken.";

// The texts of the answers to a round in which everybody wrote the same.
std::vector<std::string> stored_texts(Site& site) {
    site.open_demo();
    const std::string answer =
        R"({"q2_trygg_kvall":"ganska_trygg","q6_plats":")" + std::string(hard) + R"("})";
    for (int i = 0; i < people; ++i) {
        EXPECT_EQ(site.submit(answer, site.new_key()).status, 201);
    }
    site.settle_demo();
    // As a reviewer will.
    domain::Opener opener(site.service().keys.review_key().value());
    std::vector<std::string> texts;
    for (const store::CommentRow& comment : site.comments()) {
        const auto plain = opener.open(comment.round, domain::review_epoch, *comment.sealed);
        const auto content = domain::Fragments::decode_comment(plain.value());
        texts.emplace_back(content.value().text.view());
    }
    return texts;
}

TEST(ImportedNames, AreMaskedInWhatIsStored) {
    Site site;
    std::ofstream(site.service().directory.own_names())
        << anonymize::OwnNames::text_of({.given = {"tuvarin"}, .surnames = {}});
    site.restart();
    const std::vector<std::string> texts = stored_texts(site);
    EXPECT_THAT(texts, testing::SizeIs(people));
    EXPECT_THAT(texts, testing::Each(Not(HasSubstr("tuvarin"))));
}

TEST(ImportedNames, AreNotThereWithoutAnImport) {
    Site site;
    const std::vector<std::string> texts = stored_texts(site);
    EXPECT_THAT(texts, testing::SizeIs(people));
    EXPECT_THAT(texts, testing::Each(HasSubstr("tuvarin")));
}

}  // namespace
}  // namespace lyhord::tests
