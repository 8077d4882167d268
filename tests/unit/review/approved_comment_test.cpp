// What a person may still do with a text that is approved: mask more of it, or withhold it.
#include <gmock/gmock.h>

#include "unit/review/as_sealed.h"
#include "unit/review/reading_room.h"
#include "unit/store/fixture.h"

namespace lyhord::review {
namespace {

using base::Fault;
using store::CommentState;

class ApprovedComment : public ::testing::Test {
protected:
    void approve(const std::string& text, std::optional<std::string> translation = std::nullopt) {
        room_.add({{text, translation ? "ar" : "sv"}});
        ASSERT_TRUE(room_.review.approve(
            room_.about(room_.first()),
            translation ? std::optional(domain::RawText(std::move(*translation))) : std::nullopt));
    }
    ShownComment shown() { return room_.first("anna", Pile::approved); }
    base::Result<void> mask(std::string words, std::size_t place = 0) {
        return room_.review.mask(room_.about_approved(shown(), "approved comment masked more"),
                                 {.words = std::move(words), .place = place, .token = "[NAMN]"});
    }
    store::CommentRow row() { return room_.in(CommentState::approved).at(0); }
    std::string newest_entry() { return room_.store->audit(1).value()[0].what; }

    ReadingRoom room_;
};

TEST_F(ApprovedComment, IsShownAsItWasApproved) {
    approve("Mörkt vid Vasaparken");
    const ShownComment comment = shown();
    EXPECT_EQ(comment.content.text.view(), "Mörkt vid Vasaparken");
    EXPECT_EQ(comment.content.language, "sv");
    EXPECT_FALSE(comment.translation);
    const Reading reading = room_.read({.reader = base::as_bytes("anna"), .pile = Pile::approved});
    EXPECT_EQ(reading.left, 1);
    EXPECT_EQ(reading.reviewed, 1);
    EXPECT_EQ(room_.read({.reader = base::as_bytes("anna")}).left, 0);
}

TEST_F(ApprovedComment, IsMaskedMoreAndKeepsItsThemes) {
    approve("Mörkt vid turkosmåla");
    ASSERT_TRUE(mask("turkosmåla", 1));
    EXPECT_EQ(row().text->view(), "Mörkt vid [NAMN]");
    EXPECT_EQ(row().themes, "[0]");
    EXPECT_EQ(newest_entry(), "approved comment masked more");
    room_.store.close();
    EXPECT_FALSE(store::any_file_holds(room_.store.path(), "turkosmåla"));
}

TEST_F(ApprovedComment, IsMaskedInItsTranslationToo) {
    approve("المكان مظلم هنا", "Det sa Kvastmakaren, ja Kvastmakaren");
    ASSERT_TRUE(mask("Kvastmakaren"));
    EXPECT_EQ(row().text->view(), "المكان مظلم هنا");
    EXPECT_EQ(row().translation->view(), "Det sa [NAMN], ja [NAMN]");
    ASSERT_TRUE(mask("مظلم", 1));
    EXPECT_EQ(row().text->view(), "المكان [NAMN] هنا");
    EXPECT_EQ(row().translation->view(), "Det sa [NAMN], ja [NAMN]");
    EXPECT_EQ(mask("Kvastmakaren").error().fault(), Fault::invalid) << "it stands nowhere";
}

TEST_F(ApprovedComment, IsWithheldWithAllOfIt) {
    approve("المكان مظلم", "violettmörkt");
    ASSERT_TRUE(room_.review.withhold(room_.about_approved(shown(), "approved comment withheld")));
    EXPECT_TRUE(room_.in(CommentState::approved).empty());
    const auto withheld = room_.in(CommentState::withheld);
    ASSERT_EQ(withheld.size(), 1U);
    EXPECT_FALSE(withheld[0].text);
    EXPECT_FALSE(withheld[0].translation);
    EXPECT_EQ(newest_entry(), "approved comment withheld");
    room_.store.close();
    EXPECT_FALSE(store::any_file_holds(room_.store.path(), "violettmörkt"));
}

TEST_F(ApprovedComment, IsDecidedAboutAsItWasShown) {
    approve("Mörkt vid turkosmåla, turkosmåla");
    const ShownComment before = shown();
    ASSERT_TRUE(mask("turkosmåla", 1));
    const auto late =
        room_.review.withhold(room_.about_approved(before, "approved comment withheld"));
    ASSERT_FALSE(late);
    EXPECT_EQ(late.error().fault(), Fault::conflict);
    EXPECT_EQ(room_.in(CommentState::approved).size(), 1U);
}

TEST_F(ApprovedComment, IsNotApprovedTwiceAndNotTakenForAnUnreadOne) {
    approve("Mörkt vid Vasaparken");
    const ShownComment comment = shown();
    EXPECT_EQ(room_.review.approve(room_.about_approved(comment, "comment approved"), std::nullopt)
                  .error()
                  .fault(),
              Fault::invalid);
    EXPECT_EQ(room_.review.withhold(room_.about(comment)).error().fault(), Fault::conflict);
    EXPECT_EQ(room_.in(CommentState::approved).size(), 1U);
}

}  // namespace
}  // namespace lyhord::review
