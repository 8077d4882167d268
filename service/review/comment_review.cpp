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

Id first_bytes(const base::Digest& digest) {
    Id id{};
    std::copy_n(digest.begin(), id.size(), id.begin());
    return id;
}

// By the comment's own id, so that a text that is masked more keeps its place.
Id place_of(base::ByteView reader, const base::Digest& comment) {
    base::Bytes bytes(reader.begin(), reader.end());
    bytes.insert(bytes.end(), comment.begin(), comment.end());
    return first_bytes(base::crypto::sha256("place", bytes));
}

std::string_view main_part(std::string_view language) {
    return language.substr(0, language.find('-'));
}

bool is_foreign(const domain::FrozenRound& round, std::string_view language) {
    return main_part(language) != main_part(round.questionnaire.language);
}

Result<CommentContent> opened(domain::Opener& opener, const CommentRow& row) {
    std::optional<base::Bytes> plain =
        row.sealed ? opener.open(row.round, domain::review_epoch, *row.sealed) : std::nullopt;
    std::optional<CommentContent> content;
    if (plain) {
        content = domain::Fragments::decode_comment(*plain);
        base::wipe(*plain);
    }
    return content ? Result<CommentContent>(std::move(*content))
                   : base::fail(Fault::corrupt, "a comment cannot be opened by the review key");
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
    Result<CommentContent> content = opened(*opens, row);
    if (!content) {
        return base::fail(content.error());
    }
    const bool foreign = is_foreign(round, content->language);
    reading.comment = UnreadComment{.seal = row.sealed->record_id(),
                                    .place = place,
                                    .question = row.question,
                                    .area = row.area,
                                    .week = row.week,
                                    .content = std::move(*content),
                                    .is_foreign = foreign};
    return reading;
}

Result<CommentReview::Found> CommentReview::find(const Decided& decided) {
    auto unread = parts_.store.comments(decided.round.round.id, CommentState::pending);
    if (!unread) {
        return base::fail(unread.error());
    }
    const auto row = std::ranges::find_if(*unread, [&decided](const CommentRow& comment) {
        return comment.sealed && comment.sealed->record_id() == decided.seal;
    });
    if (row == unread->end()) {
        return base::fail(Fault::conflict, "the comment was reviewed or withdrawn meanwhile");
    }
    Result<domain::Opener> opens = opener();
    if (!opens) {
        return base::fail(opens.error());
    }
    Result<CommentContent> content = opened(*opens, *row);
    if (!content) {
        return base::fail(content.error());
    }
    return Found{.row = std::move(*row), .content = std::move(*content)};
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
    Result<Found> found = find(decided);
    if (!found) {
        return base::fail(found.error());
    }
    const std::uint64_t seen = mark_of_comment(found->row);
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
    after.text = std::move(found->content.text);
    after.language = std::move(found->content.language);
    after.themes = themes_of(
        decided.round, after.question, after.translation ? *after.translation : *after.text);
    return parts_.store.review_comment(
        {.after = std::move(after), .seen = seen, .entry = decided.entry});
}

Result<void> CommentReview::withhold(const Decided& decided) {
    Result<Found> found = find(decided);
    if (!found) {
        return base::fail(found.error());
    }
    const std::uint64_t seen = mark_of_comment(found->row);
    CommentRow after = std::move(found->row);
    after.state = CommentState::withheld;
    after.sealed.reset();
    return parts_.store.review_comment(
        {.after = std::move(after), .seen = seen, .entry = decided.entry});
}

Result<void> CommentReview::mask(const Decided& decided, const Stretch& stretch) {
    Result<Found> found = find(decided);
    const Result<base::crypto::KeyPair> present = key();
    if (!found || !present) {
        return base::fail(!found ? found.error() : present.error());
    }
    std::optional<std::string> less = masked_more(found->content.text.view(), stretch);
    if (!less) {
        return base::fail(Fault::invalid, "the words do not stand in the text");
    }
    anonymize::Redaction redaction = parts_.redactor.redact(domain::RawText(std::move(*less)));
    if (redaction.withheld) {
        return base::fail(Fault::invalid, "the text cannot be redacted");
    }
    found->content.text = std::move(redaction.text);
    base::Bytes plain = domain::Fragments::encode_comment(found->content);
    const std::uint64_t seen = mark_of_comment(found->row);
    CommentRow after = std::move(found->row);
    after.sealed = parts_.sealer.seal({.round = decided.round.round.id,
                                       .epoch = domain::review_epoch,
                                       .key = present->public_key},
                                      plain);
    base::wipe(plain);
    return parts_.store.review_comment(
        {.after = std::move(after), .seen = seen, .entry = decided.entry});
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
        const Result<CommentContent> content = opened(*opens, row);
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
