// Owns what a reader meets of a comment: its place in the reader's order, its text (unread, as
// today's redactor leaves it), and the version by which a decision tells what was read. Pure.
#pragma once

#include <optional>

#include "anonymize/redactor.h"
#include "base/bytes.h"
#include "domain/fragment.h"
#include "domain/sealer.h"
#include "store/rows.h"

namespace lyhord::review {

// An order of each reader's own. Made of the comment's own id, so that a text that is masked more
// keeps its place, and so that the id itself (it is made of a receipt) goes nowhere.
base::Id place_of(base::ByteView reader, const base::Digest& comment);

struct OpenedComment {
    domain::CommentContent content;
    std::optional<domain::RedactedText> translation = {};
    bool cannot_be_shown = false;  // today's redactor withholds it: `content.text` is empty
    // Of the sealed bytes or the stored texts, and of all that is shown: another one as soon as
    // somebody masks more, or a redactor with better rules or more names finds more.
    base::Id version{};
};

// As it was sealed: by the redactor of that day. corrupt: by another key.
base::Result<domain::CommentContent> unsealed(domain::Opener& opener, const store::CommentRow& row);

// Of one that nobody has decided about, for a reader.
base::Result<OpenedComment> opened(domain::Opener& opener,
                                   const store::CommentRow& row,
                                   const anonymize::Redactor& redactor);
// Of one that was approved.
OpenedComment as_approved(const store::CommentRow& row);

}  // namespace lyhord::review
