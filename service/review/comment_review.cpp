#include "review/comment_review.h"

#include <algorithm>

#include "base/json/json.h"
#include "base/limits.h"
#include "store/row_mark.h"

namespace lyhord::review {
namespace {

using base::Fault;
using base::Id;
using base::Result;
using domain::CommentContent;
using store::CommentRow;
using store::CommentState;

std::string_view main_part(std::string_view language) {
    return language.substr(0, language.find('-'));
}

bool is_foreign(const domain::FrozenRound& round, std::string_view language) {
    return main_part(language) != main_part(round.questionnaire.language);
}

// Where the step leads among places in order, of which there is one at least.
std::size_t stepped(const std::vector<std::pair<Id, std::size_t>>& places, const Wish& wish) {
    const auto key = [](const auto& entry) { return entry.first; };
    const std::size_t count = places.size();
    const auto at_or_behind = static_cast<std::size_t>(
        std::ranges::lower_bound(places, wish.place, {}, key) - places.begin());
    switch (wish.step) {
        case Step::first:
            return 0;
        case Step::here:
            return at_or_behind % count;
        case Step::previous:
            return (at_or_behind + count - 1) % count;
        case Step::next:
            break;
    }
    const bool is_there = at_or_behind < count && places[at_or_behind].first == wish.place;
    return (at_or_behind + (is_there ? 1 : 0)) % count;
}

}  // namespace

store::FrozenRoundPtr CommentReview::round(std::string_view slug,
                                           std::optional<std::int64_t> number) const {
    return number ? parts_.rounds.numbered(slug, *number) : parts_.rounds.current(slug);
}

// Makes no key: one that is lost is not hidden by another.
Result<base::crypto::KeyPair> CommentReview::key() const {
    const Result<base::crypto::KeyPair> present = parts_.keys.present_review_key();
    if (!present && present.error().fault() == Fault::not_found) {
        return base::fail(Fault::corrupt, "the review key is not in keys/");
    }
    return present;
}

Result<domain::Opener> CommentReview::opener() const {
    const Result<base::crypto::KeyPair> present = key();
    return present ? Result<domain::Opener>(domain::Opener(*present)) : base::fail(present.error());
}

Result<Reading> CommentReview::read(const domain::FrozenRound& round, const Wish& wish) {
    const auto unread = parts_.store.comments(round.round.id, CommentState::pending);
    const auto counts = parts_.store.comment_counts();
    if (!unread || !counts) {
        return base::fail(!unread ? unread.error() : counts.error());
    }
    const auto all = counts->find(round.round.id);
    Reading reading;
    reading.left = static_cast<std::int64_t>(unread->size());
    // A tick between the two may have brought more.
    reading.reviewed =
        all == counts->end() ? 0 : std::max<std::int64_t>(all->second - reading.left, 0);
    if (unread->empty()) {
        return reading;
    }
    std::vector<std::pair<Id, std::size_t>> places;
    for (std::size_t i = 0; i < unread->size(); ++i) {
        places.emplace_back(place_of(wish.reader, (*unread)[i].id), i);
    }
    std::ranges::sort(places);
    const auto& [place, index] = places[stepped(places, wish)];
    const CommentRow& row = (*unread)[index];
    Result<domain::Opener> opens = opener();
    if (!opens) {
        return base::fail(opens.error());
    }
    Result<OpenedComment> comment = opened(*opens, row, parts_.redactor);
    if (!comment) {
        return base::fail(comment.error());
    }
    const bool foreign = is_foreign(round, comment->content.language);
    reading.comment = UnreadComment{.place = place,
                                    .version = comment->version,
                                    .question = row.question,
                                    .area = row.area,
                                    .week = row.week,
                                    .content = std::move(comment->content),
                                    .cannot_be_shown = comment->cannot_be_shown,
                                    .is_foreign = foreign};
    return reading;
}

Result<CommentReview::Found> CommentReview::find(const Decided& decided) {
    constexpr base::Literal is_gone = "the comment is no longer as it was read";
    auto unread = parts_.store.comments(decided.round.round.id, CommentState::pending);
    if (!unread) {
        return base::fail(unread.error());
    }
    const auto row = std::ranges::find_if(*unread, [&decided](const CommentRow& comment) {
        return place_of(decided.reader, comment.id) == decided.place;
    });
    if (row == unread->end()) {
        return base::fail(Fault::conflict, is_gone);
    }
    Result<domain::Opener> opens = opener();
    if (!opens) {
        return base::fail(opens.error());
    }
    Result<OpenedComment> comment = opened(*opens, *row, parts_.redactor);
    if (!comment) {
        return base::fail(comment.error());
    }
    if (comment->version != decided.version) {
        return base::fail(Fault::conflict, is_gone);
    }
    return Found{.row = std::move(*row), .comment = std::move(*comment)};
}

// As if it had been gone when it was looked for: to who decides it is the same.
Result<void> CommentReview::write(const Found& found, CommentRow after, const Decided& decided) {
    Result<void> written = parts_.store.review_comment(
        {.after = std::move(after), .seen = mark_of_comment(found.row), .entry = decided.entry});
    return !written && written.error().fault() == Fault::not_found
               ? base::fail(Fault::conflict, "the comment was withdrawn meanwhile")
               : written;
}

std::string CommentReview::themes_of(const domain::FrozenRound& round,
                                     std::uint16_t question,
                                     const domain::RedactedText& text) {
    base::Json themes = base::Json::array();
    const std::optional<std::size_t> asked = round.plan.questions[question].question;
    const auto& codebook = round.questionnaire.questions[asked.value()].text_rules.codebook;
    const themes::RoundCoders::Coders coders = coders_.of(round);
    for (std::size_t i = 0; codebook && i < round.codebooks.size(); ++i) {
        if (round.codebooks[i].id == *codebook) {
            for (const std::size_t theme : (*coders)[i].code(text)) {
                themes.push(theme);
            }
        }
    }
    return themes.dump();
}

Result<void> CommentReview::approve(const Decided& decided,
                                    std::optional<domain::RawText> translation) {
    const Result<Found> found = find(decided);
    if (!found) {
        return base::fail(found.error());
    }
    if (found->comment.cannot_be_shown) {
        return base::fail(Fault::invalid, "nobody has read the comment: it cannot be shown");
    }
    CommentRow after = found->row;
    if (translation) {
        anonymize::Redaction redaction = parts_.redactor.redact(std::move(*translation));
        if (redaction.withheld) {
            return base::fail(Fault::invalid, "the translation cannot be redacted");
        }
        after.translation = std::move(redaction.text);
    }
    after.state = CommentState::approved;
    after.sealed.reset();
    after.text = found->comment.content.text;
    after.language = found->comment.content.language;
    after.themes = themes_of(
        decided.round, after.question, after.translation ? *after.translation : *after.text);
    return write(*found, std::move(after), decided);
}

Result<void> CommentReview::withhold(const Decided& decided) {
    const Result<Found> found = find(decided);
    if (!found) {
        return base::fail(found.error());
    }
    CommentRow after = found->row;
    after.state = CommentState::withheld;
    after.sealed.reset();
    return write(*found, std::move(after), decided);
}

Result<void> CommentReview::mask(const Decided& decided, const Stretch& stretch) {
    const Result<Found> found = find(decided);
    const Result<base::crypto::KeyPair> present = key();
    if (!found || !present) {
        return base::fail(!found ? found.error() : present.error());
    }
    CommentContent content = found->comment.content;
    std::optional<MaskedMore> less = masked_more(content.text, stretch);
    if (!less) {
        return base::fail(Fault::invalid, "the words do not stand in the text");
    }
    anonymize::Redaction redaction =
        parts_.redactor.redact(domain::RawText(std::move(less->text)), less->unsure);
    if (redaction.withheld) {
        return base::fail(Fault::invalid, "the text cannot be redacted");
    }
    content.text = std::move(redaction.text);
    base::Bytes plain = domain::Fragments::encode_comment(content);
    CommentRow after = found->row;
    after.sealed = parts_.sealer.seal({.round = decided.round.round.id,
                                       .epoch = domain::review_epoch,
                                       .key = present->public_key},
                                      plain);
    base::wipe(plain);
    return write(*found, std::move(after), decided);
}

Result<ForeignTexts> CommentReview::count_foreign(const domain::FrozenRound& round) {
    ForeignTexts texts;
    const auto unread = parts_.store.comments(round.round.id, CommentState::pending);
    const auto approved = parts_.store.comments(round.round.id, CommentState::approved);
    if (!unread || !approved) {
        return base::fail(!unread ? unread.error() : approved.error());
    }
    for (const CommentRow& row : *approved) {
        texts.read += is_foreign(round, row.language) ? 1 : 0;
    }
    texts.texts = texts.read;
    if (unread->empty()) {
        return texts;
    }
    Result<domain::Opener> opens = opener();
    if (!opens) {
        return base::fail(opens.error());
    }
    for (const CommentRow& row : *unread) {
        const Result<CommentContent> content = unsealed(*opens, row);
        if (!content) {
            return base::fail(content.error());
        }
        texts.texts += is_foreign(round, content->language) ? 1 : 0;
    }
    return texts;
}

Result<ForeignTexts> CommentReview::foreign_texts(const domain::FrozenRound& round) {
    const std::int64_t hour = parts_.clock.now().seconds / base::limits::answers_told_seconds;
    const std::lock_guard lock(mutex_);
    const auto known = counted_.find(round.round.id);
    if (known != counted_.end() && known->second.hour == hour) {
        return known->second.texts;
    }
    const Result<ForeignTexts> texts = count_foreign(round);
    if (texts) {
        counted_.insert_or_assign(round.round.id, Counted{.hour = hour, .texts = *texts});
    }
    return texts;
}

}  // namespace lyhord::review
