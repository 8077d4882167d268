#include "review/redact_stored.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "store/row_mark.h"

namespace lyhord::review {
namespace {

using base::Fault;
using base::Result;
using store::CommentRow;
using store::CommentState;

struct Reader {
    store::Store& store;
    const anonymize::Redactor& redactor;
    const EntryOf& entry_of;
};

// What has to be written, if anything. A translation that can no longer be redacted takes the text
// along: both are withheld.
std::optional<CommentRow> redacted_again(const CommentRow& comment,
                                         const anonymize::Redactor& redactor) {
    CommentRow after = comment;
    bool is_withheld = false;
    bool is_changed = false;
    for (std::optional<domain::RedactedText>* const part : {&after.text, &after.translation}) {
        if (*part) {
            const std::string before((*part)->view());
            anonymize::Redaction again = redactor.redact_again(**part);
            is_withheld |= again.withheld;
            is_changed |= again.text.view() != before;
            *part = std::move(again.text);
        }
    }
    if (is_withheld) {
        after.state = CommentState::withheld;
        after.text.reset();
        after.translation.reset();
    }
    return is_withheld || is_changed ? std::optional(std::move(after)) : std::nullopt;
}

// Nothing if it was withheld or withdrawn meanwhile.
Result<std::optional<CommentRow>> as_it_is_now(store::Store& store, const CommentRow& comment) {
    auto approved = store.comments(comment.round, CommentState::approved);
    if (!approved) {
        return base::fail(approved.error());
    }
    const auto found = std::ranges::find(*approved, comment.id, &CommentRow::id);
    return found == approved->end() ? std::optional<CommentRow>() : std::move(*found);
}

// Somebody else has decided about it, or it was taken back.
bool was_changed_meanwhile(const base::Error& error) {
    return error.fault() == Fault::conflict || error.fault() == Fault::not_found;
}

// Until nobody has changed it between being read and being written.
Result<void> redact_one(const Reader& reader,
                        const domain::Round& round,
                        CommentRow comment,
                        RedactedAgain& report) {
    for (;;) {
        const std::optional<CommentRow> after = redacted_again(comment, reader.redactor);
        if (!after) {
            return {};
        }
        const Result<void> written = reader.store.review_comment(
            {.after = *after, .seen = mark_of_comment(comment), .entry = reader.entry_of(round)});
        if (written) {
            ++(after->state == CommentState::withheld ? report.withheld : report.masked_more);
            return {};
        }
        if (!was_changed_meanwhile(written.error())) {
            return written;
        }
        Result<std::optional<CommentRow>> now = as_it_is_now(reader.store, comment);
        if (!now) {
            return base::fail(now.error());
        }
        if (!*now) {
            return {};
        }
        comment = std::move(**now);
    }
}

Result<void> redact_round(const Reader& reader, const domain::Round& round, RedactedAgain& report) {
    auto comments = reader.store.comments(round.id, CommentState::approved);
    if (!comments) {
        return base::fail(comments.error());
    }
    for (CommentRow& comment : *comments) {
        ++report.read;
        if (const Result<void> done = redact_one(reader, round, std::move(comment), report);
            !done) {
            return done;
        }
    }
    return {};
}

}  // namespace

std::vector<std::string> RedactedAgain::lines() const {
    return {fmt::format("{} reviewed texts read again: {} masked more, {} withheld",
                        read,
                        masked_more,
                        withheld),
            "texts that nobody has reviewed yet are read again when they are opened",
            "backups from before hold the texts as they were: make a new one, remove the old"};
}

Result<RedactedAgain> redact_stored(store::Store& store,
                                    const anonymize::Redactor& redactor,
                                    const EntryOf& entry_of) {
    const auto rounds = store.rounds();
    if (!rounds) {
        return base::fail(rounds.error());
    }
    RedactedAgain report;
    for (const domain::Round& round : *rounds) {
        if (const Result<void> done = redact_round({store, redactor, entry_of}, round, report);
            !done) {
            return base::fail(done.error());
        }
    }
    return report;
}

}  // namespace lyhord::review
