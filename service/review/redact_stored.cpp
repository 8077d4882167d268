#include "review/redact_stored.h"

#include <fmt/format.h>

#include <optional>

namespace lyhord::review {
namespace {

using base::Result;

// What has to be written, if anything.
std::optional<store::CommentRow> redacted_again(const store::CommentRow& comment,
                                                const anonymize::Redactor& redactor) {
    anonymize::Redaction again =
        redactor.redact(domain::RawText(std::string(comment.text->view())));
    if (!again.withheld && again.text.view() == comment.text->view()) {
        return std::nullopt;
    }
    store::CommentRow after = comment;
    if (again.withheld) {
        after.state = store::CommentState::withheld;
        after.text.reset();
    } else {
        after.text = std::move(again.text);
    }
    return after;
}

Result<void> redact_round(store::Store& store,
                          const anonymize::Redactor& redactor,
                          const base::Id& round,
                          RedactedAgain& report) {
    const auto comments = store.comments(round, store::CommentState::approved);
    if (!comments) {
        return base::fail(comments.error());
    }
    for (const store::CommentRow& comment : *comments) {
        ++report.read;
        const std::optional<store::CommentRow> after = redacted_again(comment, redactor);
        if (!after) {
            continue;
        }
        if (const Result<void> written = store.review_comment(*after); !written) {
            return written;
        }
        const bool withheld = after->state == store::CommentState::withheld;
        report.withheld += withheld ? 1 : 0;
        report.masked_more += withheld ? 0 : 1;
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

Result<RedactedAgain> redact_stored(store::Store& store, const anonymize::Redactor& redactor) {
    const auto rounds = store.rounds();
    if (!rounds) {
        return base::fail(rounds.error());
    }
    RedactedAgain report;
    for (const domain::Round& round : *rounds) {
        if (const Result<void> done = redact_round(store, redactor, round.id, report); !done) {
            return base::fail(done.error());
        }
    }
    return report;
}

}  // namespace lyhord::review
