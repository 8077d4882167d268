// The bytes in which fragments and comments are sealed.
#include "domain/fragment.h"

#include <gmock/gmock.h>

namespace lyhord::domain {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

// "[NAMN]" with one unsure token, in Swedish, with the themes 3 and 4.
const base::Bytes comment = {2, 6, 0, '[', 'N', 'A', 'M', 'N', ']', 1, 0, 0,
                             0, 2, 0, 's', 'v', 2,   0,   3,   0,   4, 0};
// The same of a redactor that told of no certainty.
const base::Bytes comment_before = {
    1, 6, 0, '[', 'N', 'A', 'M', 'N', ']', 2, 0, 's', 'v', 2, 0, 3, 0, 4, 0};

TEST(SealedComment, CarriesWhichMasksAreUnsure) {
    const auto content = Fragments::decode_comment(comment);
    ASSERT_TRUE(content);
    EXPECT_EQ(content->text.view(), "[NAMN]");
    EXPECT_THAT(content->text.unsure(), ElementsAre(0));
    EXPECT_EQ(content->language, "sv");
    EXPECT_THAT(content->themes, ElementsAre(3, 4));
    EXPECT_EQ(Fragments::encode_comment(*content), comment);
}

TEST(SealedComment, OfAnEarlierVersionIsRead) {
    const auto content = Fragments::decode_comment(comment_before);
    ASSERT_TRUE(content);
    EXPECT_EQ(content->text.view(), "[NAMN]");
    EXPECT_THAT(content->text.unsure(), IsEmpty());
    EXPECT_THAT(content->themes, ElementsAre(3, 4));
}

TEST(SealedComment, IsRefusedCutOrOfAnUnknownVersion) {
    for (std::size_t size = 0; size < comment.size(); ++size) {
        EXPECT_FALSE(Fragments::decode_comment(base::ByteView(comment).first(size))) << size;
    }
    base::Bytes newer = comment;
    newer[0] = 3;
    EXPECT_FALSE(Fragments::decode_comment(newer));
    EXPECT_FALSE(Fragments::decode(newer));
}

TEST(SealedFragments, CarryWhichMasksAreUnsureAndAreReadFromBefore) {
    const Fragment fragment{.question = 7,
                            .values = {1},
                            .categories = {2, 3},
                            .text = FragmentText{.text = Fragments::decode_comment(comment)->text,
                                                 .withdrawal_id = {9},
                                                 .language = "ar"}};
    base::Bytes bytes = Fragments::encode({fragment, fragment});
    EXPECT_EQ(bytes.size(), 1 + 2 * Fragments::encoded_size(fragment));
    const auto read = Fragments::decode(bytes);
    ASSERT_TRUE(read);
    ASSERT_EQ(read->size(), 2U);
    EXPECT_THAT((*read)[1].text->text.unsure(), ElementsAre(0));
    EXPECT_EQ((*read)[1].text->withdrawal_id, fragment.text->withdrawal_id);
    EXPECT_EQ((*read)[1].text->language, "ar");

    const Fragment without{.question = 7, .values = {1}, .categories = {2}, .text = std::nullopt};
    bytes = Fragments::encode({without});
    bytes[0] = 1;  // of what has no text the two versions are the same
    ASSERT_TRUE(Fragments::decode(bytes));
    EXPECT_EQ((*Fragments::decode(bytes))[0].question, 7);
}

}  // namespace
}  // namespace lyhord::domain
