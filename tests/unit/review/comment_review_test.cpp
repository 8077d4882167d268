// A person reads texts: in which order, what becomes of them, and who comes too late.
#include "review/comment_review.h"

#include <gmock/gmock.h>

#include <fstream>
#include <iterator>
#include <set>

#include "base/limits.h"
#include "unit/review/as_sealed.h"
#include "unit/review/reading_room.h"
#include "unit/rounds/stepping_store.h"

namespace lyhord::review {
namespace {

using base::Fault;
using store::CommentState;
using testing::ElementsAre;

std::string_view words(const ShownComment& comment) { return comment.content.text.view(); }

// All texts in the order in which a reader meets them.
std::vector<std::string> walked(ReadingRoom& room, std::string_view reader, Step step) {
    std::vector<std::string> texts;
    Wish wish{.reader = base::as_bytes(reader)};
    for (std::int64_t left = room.read(wish).left; left > 0; --left) {
        const Reading reading = room.read(wish);
        texts.emplace_back(words(*reading.comment));
        wish = {.reader = base::as_bytes(reader), .step = step, .place = reading.comment->place};
    }
    return texts;
}

std::vector<std::pair<std::string, std::string>> numbered(int count) {
    std::vector<std::pair<std::string, std::string>> texts;
    for (int i = 0; i < count; ++i) {
        texts.emplace_back("mörkt vid bänk " + std::to_string(i), "sv");
    }
    return texts;
}

TEST(Reading, GoesThroughAllInAnOrderOfTheReadersOwn) {
    ReadingRoom room;
    room.add(numbered(12));
    const std::vector<std::string> anna = walked(room, "anna", Step::next);
    const std::vector<std::string> bo = walked(room, "bo", Step::next);
    EXPECT_EQ(std::set<std::string>(anna.begin(), anna.end()).size(), 12U);
    EXPECT_EQ(anna, walked(room, "anna", Step::next)) << "it stays as it is";
    EXPECT_NE(anna, bo);
    std::vector<std::string> back = walked(room, "anna", Step::previous);
    std::reverse(back.begin() + 1, back.end());
    EXPECT_EQ(back, anna) << "the one before the first is the last";
}

TEST(Reading, OfAnEmptyRoundTellsThatNothingIsLeft) {
    ReadingRoom room;
    const Reading reading = room.read({.reader = base::as_bytes("anna")});
    EXPECT_FALSE(reading.comment);
    EXPECT_EQ(reading.left, 0);
    EXPECT_EQ(room.review.round("annan", std::nullopt), nullptr);
    EXPECT_EQ(room.review.round("torget", 2), nullptr);
}

TEST(Reading, CountsWhatIsLeftAndWhatIsReviewed) {
    ReadingRoom room;
    room.add(numbered(4));
    ASSERT_TRUE(room.review.approve(room.about(room.first()), std::nullopt));
    ASSERT_TRUE(room.review.withhold(room.about(room.first())));
    const Reading reading = room.read({.reader = base::as_bytes("anna")});
    EXPECT_EQ(reading.left, 2);
    EXPECT_EQ(reading.reviewed, 2);
}

TEST(Reading, NeedsTheKeyThatTheTextsAreSealedTo) {
    ReadingRoom room;
    room.add(numbered(1));
    std::filesystem::remove(room.store.path() / "keys" / "review");
    const auto reading = room.review.read(room.round(), {.reader = base::as_bytes("anna")});
    ASSERT_FALSE(reading);
    EXPECT_EQ(reading.error().fault(), Fault::corrupt);
    EXPECT_FALSE(std::filesystem::exists(room.store.path() / "keys" / "review"))
        << "reading makes no key";
}

domain::CommentContent of_an_earlier_day(std::string_view text) {
    return {.text = as_sealed(text), .language = "sv", .themes = {}};
}

TEST(Reading, MasksWhatTheRedactorOfAnEarlierDayLeft) {
    ReadingRoom room;
    room.admit({of_an_earlier_day("Mörkt, och min granne Kerstin Öhlund hotar oss")});
    const ShownComment shown = room.first();
    EXPECT_EQ(words(shown), "Mörkt, och min granne [NAMN] hotar oss");
    ASSERT_TRUE(room.review.approve(room.about(shown), std::nullopt));
    EXPECT_EQ(room.in(CommentState::approved)[0].text->view(), words(shown));
}

TEST(Reading, KeepsWhichMasksAreUnsureAndAddsItsOwn) {
    ReadingRoom room;
    room.admit({{.text = as_sealed("[NAMN], [NAMN] och Kerstin Öhlund vid [ADRESS]", {1}),
                 .language = "sv",
                 .themes = {}}});
    EXPECT_EQ(words(room.first()), "[NAMN], [NAMN] och [NAMN] vid [ADRESS]");
    EXPECT_THAT(room.first().content.text.unsure(), ElementsAre(1));
    ASSERT_TRUE(room.review.mask(room.about(room.first()),
                                 {.words = "[NAMN], ", .place = 1, .token = "[ADRESS]"}));
    EXPECT_THAT(room.first().content.text.unsure(), ElementsAre(1));
}

// The municipality has imported names since the page was shown.
TEST(Deciding, IsAboutTheVersionThatWasShown) {
    ReadingRoom room;
    room.add({{"I går kom tuvarin hem sent från skolan.", "sv"}});
    const anonymize::Redactor better(
        {.own_names = anonymize::OwnNames({.given = {"tuvarin"}, .surnames = {}})});
    CommentReview later({*room.store, room.frozen, room.keys, better, room.sealer, room.clock});
    const ShownComment shown = room.first();
    ASSERT_EQ(words(shown), "I går kom tuvarin hem sent från skolan.");
    for (const auto& late :
         {later.approve(room.about(shown), std::nullopt),
          later.withhold(room.about(shown)),
          later.mask(room.about(shown), {.words = "skolan", .place = 1, .token = "[ADRESS]"})}) {
        ASSERT_FALSE(late);
        EXPECT_EQ(late.error().fault(), Fault::conflict);
    }
    const auto reading = later.read(room.round(), {.reader = base::as_bytes("anna")});
    EXPECT_EQ(words(*reading->comment), "I går kom [NAMN] hem sent från skolan.");
    EXPECT_EQ(reading->comment->place, shown.place);
    ASSERT_TRUE(later.approve(room.about(*reading->comment), std::nullopt));
    EXPECT_EQ(room.in(CommentState::approved)[0].text->view(), words(*reading->comment));
}

TEST(Deciding, AboutATextThatCannotBeShownIsToWithholdIt) {
    ReadingRoom room;
    room.add({{"Mörkt vid Vasaparken", "sv"}});
    const anonymize::Redactor strict({.bytes_max = 5});
    CommentReview review({*room.store, room.frozen, room.keys, strict, room.sealer, room.clock});
    const auto reading = review.read(room.round(), {.reader = base::as_bytes("anna")});
    EXPECT_TRUE(reading->comment->cannot_be_shown);
    EXPECT_EQ(words(*reading->comment), "");
    const Decided about = room.about(*reading->comment);
    EXPECT_EQ(review.approve(about, std::nullopt).error().fault(), Fault::invalid);
    EXPECT_EQ(review.mask(about, {.words = "Mörkt", .place = 1, .token = "[NAMN]"}).error().fault(),
              Fault::invalid);
    ASSERT_TRUE(review.withhold(about));
    EXPECT_EQ(room.in(CommentState::withheld).size(), 1U);
}

TEST(Deciding, AboutAPlaceOfAnotherReaderChangesNothing) {
    ReadingRoom room;
    room.add(numbered(1));
    const auto stolen =
        room.review.approve(room.about(room.first("anna"), "comment approved", "bo"), std::nullopt);
    EXPECT_EQ(stolen.error().fault(), Fault::conflict);
    EXPECT_EQ(room.in(CommentState::pending).size(), 1U);
}

TEST(Approving, PutsTheTextInTheOpenWithItsThemesAndTheLog) {
    ReadingRoom room;
    room.add({{"Mörkt och fullt av bilar", "sv"}});
    ASSERT_TRUE(room.review.approve(room.about(room.first()), std::nullopt));
    const auto approved = room.in(CommentState::approved);
    ASSERT_EQ(approved.size(), 1U);
    EXPECT_EQ(approved[0].text->view(), "Mörkt och fullt av bilar");
    EXPECT_EQ(approved[0].themes, "[0,1]");
    EXPECT_EQ(approved[0].language, "sv");
    EXPECT_FALSE(approved[0].translation);
    EXPECT_EQ(room.store->audit(5).value()[0].what, "comment approved");
}

TEST(Approving, CodesThemesFromATranslationThatIsRedactedToo) {
    ReadingRoom room;
    room.add({{"المكان مظلم", "ar"}});
    const ShownComment comment = room.first();
    EXPECT_TRUE(comment.is_foreign);
    ASSERT_TRUE(room.review.approve(room.about(comment),
                                    domain::RawText("Det är mörkt, ring 070-174 06 05")));
    const auto approved = room.in(CommentState::approved);
    EXPECT_EQ(approved[0].translation->view(), "Det är mörkt, ring [TELEFON]");
    EXPECT_EQ(approved[0].text->view(), "المكان مظلم");
    EXPECT_EQ(approved[0].language, "ar");
    EXPECT_EQ(approved[0].themes, "[0]");
}

TEST(Approving, RefusesATranslationThatCannotBeRedacted) {
    ReadingRoom room;
    room.add({{"it is dark", "en"}});
    const auto approved =
        room.review.approve(room.about(room.first()),
                            domain::RawText(std::string(base::limits::redact_bytes_max + 1, 'a')));
    ASSERT_FALSE(approved);
    EXPECT_EQ(approved.error().fault(), Fault::invalid);
    EXPECT_EQ(room.in(CommentState::pending).size(), 1U);
}

TEST(Approving, CodesNothingForAQuestionWithoutACodebook) {
    ReadingRoom room;
    room.add({{"Mörkt", "sv"}}, 1);
    ASSERT_TRUE(room.review.approve(room.about(room.first()), std::nullopt));
    EXPECT_EQ(room.in(CommentState::approved)[0].themes, "[]");
}

TEST(Deciding, IsForTheFirstWhoDoes) {
    ReadingRoom room;
    room.add({{"Mörkt vid Vasaparken", "sv"}});
    const ShownComment seen = room.first("anna");
    ASSERT_TRUE(room.review.approve(room.about(seen), std::nullopt));
    for (const auto& late :
         {room.review.withhold(room.about(seen)),
          room.review.approve(room.about(seen), domain::RawText("En annan text")),
          room.review.mask(room.about(seen),
                           {.words = "Vasaparken", .place = 1, .token = "[ADRESS]"})}) {
        ASSERT_FALSE(late);
        EXPECT_EQ(late.error().fault(), Fault::conflict);
    }
    const auto approved = room.in(CommentState::approved);
    ASSERT_EQ(approved.size(), 1U);
    EXPECT_FALSE(approved[0].translation);
    EXPECT_EQ(room.store->audit(5).value().size(), 1U);
}

TEST(Deciding, AboutATextThatWasTakenBackChangesNothing) {
    ReadingRoom room;
    room.add({{"Mörkt", "sv"}});
    const ShownComment seen = room.first();
    const base::Digest id = room.in(CommentState::pending)[0].id;
    ASSERT_TRUE(room.store->withdraw({{room.round().round.id, id}}));
    EXPECT_EQ(room.review.approve(room.about(seen), std::nullopt).error().fault(), Fault::conflict);
    EXPECT_TRUE(room.in(CommentState::approved).empty());
}

// Between its being found and its being written.
TEST(Deciding, AboutATextThatIsTakenBackJustNowChangesNothing) {
    ReadingRoom room;
    room.add({{"Mörkt", "sv"}});
    const ShownComment seen = room.first();
    const base::Digest id = room.in(CommentState::pending)[0].id;
    int steps = 0;
    tests::SteppingStore stepping(*room.store, [&]() -> base::Result<void> {
        constexpr int before_the_write = 3;  // the texts are read, two steps
        return ++steps == before_the_write ? room.store->withdraw({{room.round().round.id, id}})
                                           : base::Result<void>();
    });
    CommentReview review(
        {stepping, room.frozen, room.keys, shared_redactor(), room.sealer, room.clock});
    const auto approved = review.approve(room.about(seen), std::nullopt);
    ASSERT_FALSE(approved);
    EXPECT_EQ(approved.error().fault(), Fault::conflict);
}

TEST(MaskingMore, SealsTheRestAndKeepsItsPlace) {
    ReadingRoom room;
    room.add(numbered(8));
    const ShownComment before = room.first();
    const std::string number(words(before).substr(words(before).rfind(' ') + 1));
    ASSERT_TRUE(room.review.mask(room.about(before, "comment masked more"),
                                 {.words = number, .place = 1, .token = "[REGNR]"}));
    const ShownComment after = room.first();
    EXPECT_EQ(words(after), "mörkt vid bänk [REGNR]");
    EXPECT_EQ(after.place, before.place);
    EXPECT_NE(after.version, before.version);
    EXPECT_EQ(room.in(CommentState::pending).size(), 8U);
    EXPECT_EQ(room.store->audit(5).value()[0].what, "comment masked more");
    EXPECT_EQ(room.review.approve(room.about(before), std::nullopt).error().fault(),
              Fault::conflict)
        << "who has seen more than there is now decides anew";
}

// What is left is redacted once more.
TEST(MaskingMore, FindsWhatTheWordsHadHidden) {
    ReadingRoom room;
    room.add({{"ring 070-17xyz4 06 05", "sv"}});
    ASSERT_TRUE(room.review.mask(room.about(room.first()),
                                 {.words = "xyz", .place = 1, .token = "[KONTONAMN]"}));
    EXPECT_EQ(words(room.first()), "ring 070-17[KONTONAMN]4 06 05");
}

TEST(MaskingMore, RefusesWordsThatAreNotThere) {
    ReadingRoom room;
    room.add({{"Mörkt", "sv"}});
    const auto masked = room.review.mask(room.about(room.first()),
                                         {.words = "Ljust", .place = 0, .token = "[NAMN]"});
    ASSERT_FALSE(masked);
    EXPECT_EQ(masked.error().fault(), Fault::invalid);
    EXPECT_TRUE(room.store->audit(5).value().empty());
}

TEST(ForeignTexts, CountWhatIsReadAndLeaveOutWhatIsWithheld) {
    ReadingRoom room;
    room.add({{"a", "ar"}, {"b", "uk"}, {"c", "en"}, {"d", "sv"}, {"e", "sv-x-lattlast"}});
    EXPECT_EQ(room.review.foreign_texts(room.round())->texts, 3);
    EXPECT_EQ(room.review.foreign_texts(room.round())->read, 0);
    bool approves = true;
    while (!room.in(CommentState::pending).empty()) {
        const ShownComment comment = room.first();
        if (comment.is_foreign && !approves) {
            ASSERT_TRUE(room.review.withhold(room.about(comment)));
            continue;
        }
        approves = approves && !comment.is_foreign;
        ASSERT_TRUE(room.review.approve(room.about(comment), std::nullopt));
    }
    EXPECT_EQ(room.review.foreign_texts(room.round())->texts, 3) << "within the hour";
    room.clock.advance_seconds(3600);
    EXPECT_EQ(room.review.foreign_texts(room.round())->texts, 1);
    EXPECT_EQ(room.review.foreign_texts(room.round())->read, 1);
}

bool any_file_holds(const std::filesystem::path& folder, std::string_view needle) {
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
        if (!entry.is_regular_file()) {
            continue;
        }
        std::ifstream file(entry.path(), std::ios::binary);
        const std::string bytes{std::istreambuf_iterator<char>(file), {}};
        if (bytes.find(needle) != std::string::npos) {
            return true;
        }
    }
    return false;
}

// Neither a text that nobody was to read, nor words that were masked, stand in any file, the log
// of the database among them; and none of the audit log.
TEST(Deciding, WritesWordsOnlyOfWhatIsApproved) {
    ReadingRoom room;
    room.add({{"gungan knarrar violett", "sv"}, {"bänken lutar turkost", "sv"}});
    for (int i = 0; i < 2; ++i) {
        const ShownComment comment = room.first();
        if (words(comment).starts_with("gungan")) {
            ASSERT_TRUE(room.review.withhold(room.about(comment)));
            continue;
        }
        ASSERT_TRUE(room.review.mask(room.about(comment),
                                     {.words = "turkost", .place = 0, .token = "[NAMN]"}));
        ASSERT_TRUE(room.review.approve(room.about(room.review
                                                       .read(room.round(),
                                                             {.reader = base::as_bytes("anna"),
                                                              .step = Step::here,
                                                              .place = comment.place})
                                                       ->comment.value()),
                                        std::nullopt));
    }
    EXPECT_TRUE(any_file_holds(room.store.path(), "lutar [NAMN]")) << "the search finds";
    EXPECT_FALSE(any_file_holds(room.store.path(), "turkost"));
    EXPECT_FALSE(any_file_holds(room.store.path(), "violett"));
}

}  // namespace
}  // namespace lyhord::review
