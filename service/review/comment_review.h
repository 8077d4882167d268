// Owns CommentReview: a person reads each text before anybody else does, and approves it, withholds
// it, masks more of it or translates it; and may withhold or mask what was approved. Nothing is
// ever unmasked: what was masked is nowhere.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "anonymize/redactor.h"
#include "base/clock.h"
#include "domain/fragment.h"
#include "domain/raw_text.h"
#include "domain/sealer.h"
#include "review/foreign_text_count.h"
#include "review/kept_translations.h"
#include "review/masking.h"
#include "review/opened_comment.h"
#include "store/frozen_rounds.h"
#include "store/keys/key_files.h"
#include "store/store.h"
#include "themes/round_coders.h"

namespace lyhord::review {

// A text in front of a person. One that nobody has decided about is opened in memory and redacted
// anew; an approved one is as it was approved.
struct ShownComment {
    base::Id place{};            // in this reader's order
    base::Id version{};          // of what is shown
    std::uint16_t question = 0;  // index in ReleasePlan::questions
    std::string area;            // category id; empty without an area dimension
    base::Day week;
    domain::CommentContent content;
    // Today's redactor withholds it: there is no text to read, and nothing to do but to withhold.
    bool cannot_be_shown = false;
    bool is_foreign = false;  // not written in the dialogue's language
    // Of an approved text its own; of an unread one what this reader has typed and not handed in.
    std::optional<domain::RedactedText> translation = {};
};

enum class Pile { unread, approved };

enum class Step { first, here, next, previous };

// Which text: every reader goes through them in an order of their own, so that two seldom meet.
struct Wish {
    base::ByteView reader;  // what tells one sitting of one reader from all others
    Pile pile = Pile::unread;
    Step step = Step::first;
    base::Id place{};  // from where
};

struct Reading {
    std::optional<ShownComment> comment;  // none: the pile is empty
    std::int64_t left = 0;                // in the pile
    std::int64_t reviewed = 0;            // of the round: approved or withheld
};

// What is decided about: just the version that the reader was shown, and none that was not read.
// And the line in the audit log that is written with it.
struct Decided {
    const domain::FrozenRound& round;
    base::ByteView reader;  // as in the Wish that led to it, like the pile
    Pile pile = Pile::unread;
    base::Id place{};
    base::Id version{};
    store::AuditRow entry;
};

struct ReviewParts {
    store::Store& store;
    store::FrozenRounds& rounds;
    store::KeyFiles& keys;
    const anonymize::Redactor& redactor;
    domain::Sealer& sealer;
    const base::Clock& clock;
};

// Thread-safe.
class CommentReview {
public:
    explicit CommentReview(ReviewParts parts)
        : parts_(parts), kept_(parts.clock), foreign_(parts.clock) {}

    // Without `number` the newest round; null if there is none.
    store::FrozenRoundPtr round(std::string_view slug, std::optional<std::int64_t> number) const;

    // corrupt, of everything that opens a text: the review key is not there, or is another one.

    // The text that the wish leads to. Behind the last comes the first again; if the text at `here`
    // was decided about meanwhile, the one behind it.
    base::Result<Reading> read(const domain::FrozenRound& round, const Wish& wish);

    // Of all three: conflict: the text is no longer there as it was shown. Somebody has decided
    // about it or masked more of it, its writer took it back, or the redactor has become a better
    // one. Nothing is changed then.

    // Of an unread text. With a translation, which is redacted like any text, the themes are coded
    // from that. invalid: the translation cannot be redacted, the text could not be shown, or it is
    // approved already.
    base::Result<void> approve(const Decided& decided, std::optional<domain::RawText> translation);
    // Destroys the text.
    base::Result<void> withhold(const Decided& decided);
    // Redacts what is left once more, and seals it anew; an approved text stays approved, with its
    // themes. Words without a place are masked in its translation too. invalid: the words do not
    // stand there, or the text could not be shown.
    base::Result<void> mask(const Decided& decided, const Stretch& stretch);

    // Keeps a translation for when its reader comes back to the text at this place, and forgets it
    // with the decision. An empty one, or one that cannot be redacted, takes the kept one away.
    void keep(const base::Id& place, domain::RawText translation);

    // As ForeignTextCount tells it.
    base::Result<ForeignTexts> foreign_texts(const domain::FrozenRound& round);

private:
    struct Found {
        store::CommentRow row;
        OpenedComment comment;
    };
    base::Result<base::crypto::KeyPair> key() const;
    base::Result<domain::Opener> opener() const;
    base::Result<OpenedComment> look_at(const store::CommentRow& row) const;
    base::Result<Found> find(const Decided& decided);
    base::Result<store::CommentRow> sealed_anew(store::CommentRow row,
                                                const domain::CommentContent& content) const;
    base::Result<store::CommentRow> masked_in_the_open(store::CommentRow row,
                                                       const Stretch& stretch) const;
    base::Result<store::CommentRow> masked_and_sealed(const Found& found,
                                                      const Stretch& stretch) const;
    base::Result<void> write(const Found& found, store::CommentRow after, const Decided& decided);
    base::Result<ForeignTexts> count_foreign(const domain::FrozenRound& round);
    std::string themes_of(const domain::FrozenRound& round,
                          std::uint16_t question,
                          const domain::RedactedText& text);

    ReviewParts parts_;
    themes::RoundCoders coders_;
    KeptTranslations kept_;
    ForeignTextCount foreign_;
};

}  // namespace lyhord::review
