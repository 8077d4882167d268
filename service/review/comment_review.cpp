#include "review/comment_review.h"

#include <algorithm>

#include "base/json/json.h"
#include "store/row_mark.h"

namespace lyhord::review {
namespace {

using base::Fault;
using base::Id;
using base::Result;
using domain::CommentContent;
using store::CommentRow;
using store::CommentState;

constexpr base::Literal not_there = "the words do not stand in the text";

CommentState state_of(Pile pile) {
    return pile == Pile::unread ? CommentState::pending : CommentState::approved;
}

std::string_view main_part(std::string_view language) {
    return language.substr(0, language.find('-'));
}

bool is_foreign(const domain::FrozenRound& round, std::string_view language) {
    return main_part(language) != main_part(round.questionnaire.language);
}

// Approved or withheld. A tick between the two readings may have brought more that nobody has read.
Result<std::int64_t> reviewed_of(store::Store& store, const Id& round) {
    const auto unread = store.comments(round, CommentState::pending);
    const auto counts = store.comment_counts();
    if (!unread || !counts) {
        return base::fail(!unread ? unread.error() : counts.error());
    }
    const auto all = counts->find(round);
    const auto waiting = static_cast<std::int64_t>(unread->size());
    return all == counts->end() ? 0 : std::max<std::int64_t>(all->second - waiting, 0);
}

// Of a text of which more was masked, redacted once more; of another one as it was.
Result<domain::RedactedText> rest_of(const anonymize::Redactor& redactor,
                                     const domain::RedactedText& before,
                                     std::optional<MaskedMore> more) {
    if (!more) {
        return before;
    }
    anonymize::Redaction redaction =
        redactor.redact(domain::RawText(std::move(more->text)), more->unsure);
    return redaction.withheld ? base::fail(Fault::invalid, "the text cannot be redacted")
                              : Result<domain::RedactedText>(std::move(redaction.text));
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
    const auto pile = parts_.store.comments(round.round.id, state_of(wish.pile));
    const auto reviewed = reviewed_of(parts_.store, round.round.id);
    if (!pile || !reviewed) {
        return base::fail(!pile ? pile.error() : reviewed.error());
    }
    Reading reading;
    reading.left = static_cast<std::int64_t>(pile->size());
    reading.reviewed = *reviewed;
    if (pile->empty()) {
        return reading;
    }
    std::vector<std::pair<Id, std::size_t>> places;
    for (std::size_t i = 0; i < pile->size(); ++i) {
        places.emplace_back(place_of(wish.reader, (*pile)[i].id), i);
    }
    std::ranges::sort(places);
    const auto& [place, index] = places[stepped(places, wish)];
    const CommentRow& row = (*pile)[index];
    Result<OpenedComment> comment = look_at(row);
    if (!comment) {
        return base::fail(comment.error());
    }
    if (wish.pile == Pile::unread) {
        comment->translation = kept_.find(place);
    }
    const bool foreign = is_foreign(round, comment->content.language);
    reading.comment = ShownComment{.place = place,
                                   .version = comment->version,
                                   .question = row.question,
                                   .area = row.area,
                                   .week = row.week,
                                   .content = std::move(comment->content),
                                   .cannot_be_shown = comment->cannot_be_shown,
                                   .is_foreign = foreign,
                                   .translation = std::move(comment->translation)};
    return reading;
}

Result<OpenedComment> CommentReview::look_at(const CommentRow& row) const {
    if (row.state == CommentState::approved) {
        return as_approved(row);
    }
    Result<domain::Opener> opens = opener();
    return opens ? opened(*opens, row, parts_.redactor) : base::fail(opens.error());
}

Result<CommentReview::Found> CommentReview::find(const Decided& decided) {
    constexpr base::Literal is_gone = "the comment is no longer as it was read";
    auto pile = parts_.store.comments(decided.round.round.id, state_of(decided.pile));
    if (!pile) {
        return base::fail(pile.error());
    }
    const auto row = std::ranges::find_if(*pile, [&decided](const CommentRow& comment) {
        return place_of(decided.reader, comment.id) == decided.place;
    });
    if (row == pile->end()) {
        kept_.drop(decided.place);
        return base::fail(Fault::conflict, is_gone);
    }
    Result<OpenedComment> comment = look_at(*row);
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
    const bool is_decision = after.state != CommentState::pending;
    Result<void> written = parts_.store.review_comment(
        {.after = std::move(after), .seen = mark_of_comment(found.row), .entry = decided.entry});
    if (written && is_decision) {
        kept_.drop(decided.place);
    }
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
    if (found->comment.cannot_be_shown || decided.pile == Pile::approved) {
        return base::fail(Fault::invalid, "the comment cannot be shown, or is approved already");
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
    after.text.reset();
    after.translation.reset();
    return write(*found, std::move(after), decided);
}

Result<CommentRow> CommentReview::sealed_anew(CommentRow row, const CommentContent& content) const {
    const Result<base::crypto::KeyPair> present = key();
    if (!present) {
        return base::fail(present.error());
    }
    base::Bytes plain = domain::Fragments::encode_comment(content);
    row.sealed = parts_.sealer.seal(
        {.round = row.round, .epoch = domain::review_epoch, .key = present->public_key}, plain);
    base::wipe(plain);
    return row;
}

// Of an approved text, as it is stored in the open.
Result<CommentRow> CommentReview::masked_in_the_open(CommentRow row, const Stretch& stretch) const {
    const bool is_everywhere = row.translation && stretch.place == 0;
    std::optional<MaskedMore> less = masked_more(row.text.value(), stretch);
    std::optional<MaskedMore> translated =
        is_everywhere ? masked_more(*row.translation, stretch) : std::nullopt;
    if (!less && !translated) {
        return base::fail(Fault::invalid, not_there);
    }
    Result<domain::RedactedText> text = rest_of(parts_.redactor, *row.text, std::move(less));
    Result<domain::RedactedText> translation =
        rest_of(parts_.redactor, row.translation.value_or(*row.text), std::move(translated));
    if (!text || !translation) {
        return base::fail(!text ? text.error() : translation.error());
    }
    row.text = std::move(*text);
    if (row.translation) {
        row.translation = std::move(*translation);
    }
    return row;
}

Result<CommentRow> CommentReview::masked_and_sealed(const Found& found,
                                                    const Stretch& stretch) const {
    CommentContent content = found.comment.content;
    std::optional<MaskedMore> less = masked_more(content.text, stretch);
    if (!less) {
        return base::fail(Fault::invalid, not_there);
    }
    Result<domain::RedactedText> text = rest_of(parts_.redactor, content.text, std::move(less));
    if (!text) {
        return base::fail(text.error());
    }
    content.text = std::move(*text);
    return sealed_anew(found.row, content);
}

Result<void> CommentReview::mask(const Decided& decided, const Stretch& stretch) {
    const Result<Found> found = find(decided);
    if (!found) {
        return base::fail(found.error());
    }
    Result<CommentRow> after = decided.pile == Pile::approved
                                   ? masked_in_the_open(found->row, stretch)
                                   : masked_and_sealed(*found, stretch);
    return after ? write(*found, std::move(*after), decided) : base::fail(after.error());
}

void CommentReview::keep(const Id& place, domain::RawText translation) {
    anonymize::Redaction redaction = parts_.redactor.redact(std::move(translation));
    const bool is_blank =
        redaction.text.view().find_first_not_of(" \t\r\n") == std::string_view::npos;
    if (is_blank) {
        kept_.drop(place);
    } else {
        kept_.keep(place, std::move(redaction.text));
    }
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
    return foreign_.of(round.round.id, [this, &round] { return count_foreign(round); });
}

}  // namespace lyhord::review
