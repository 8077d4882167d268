// Owns ReadingRoom: a real store with a round whose comments a tick has sealed for review, and the
// use case over it.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "review/comment_review.h"
#include "support/fake_clock.h"
#include "support/temporary_store.h"

namespace lyhord::review {

inline const anonymize::Redactor& shared_redactor() {
    static const anonymize::Redactor redactor;
    return redactor;
}

inline domain::RedactedText redacted(std::string text) {
    return shared_redactor().redact(domain::RawText(std::move(text))).text;
}

// A text question with a codebook, and one without.
inline constexpr std::string_view questionnaire = R"({
    "id": "torget", "version": 1, "language": "sv", "title": "Torget", "questions": [
    {"id": "ord", "type": "text", "text": "Berätta", "codebook": "trygghet"},
    {"id": "plats", "type": "text", "text": "Var?"}]})";
inline constexpr std::string_view codebooks = R"([{
    "id": "trygghet", "language": "sv", "version": 1, "themes": [
    {"id": "ljus", "label": "Ljus", "patterns": ["mörkt", "lampa"]},
    {"id": "trafik", "label": "Trafik", "patterns": ["bil*"]}]}])";

class ReadingRoom {
public:
    ReadingRoom() {
        domain::Round round;
        round.id = random.id();
        round.slug = "torget";
        round.state = domain::RoundState::open;
        round.questionnaire = questionnaire;
        round.areas = R"({"scheme": "s", "areas": [{"code": "1", "name": "Staden"}]})";
        round.codebooks = codebooks;
        round.area_categories = "{}";
        EXPECT_TRUE(store->add_round(round));
        EXPECT_TRUE(store->advance_epoch(nullptr, epoch(round, 1)));
        EXPECT_TRUE(frozen.refresh());
    }

    const domain::FrozenRound& round() {
        held_ = review.round("torget", std::nullopt);
        return *held_;
    }

    // As a tick admits them: (text, language).
    void add(const std::vector<std::pair<std::string, std::string>>& texts,
             std::uint16_t question = 0) {
        std::vector<domain::CommentContent> contents;
        for (const auto& [text, language] : texts) {
            contents.push_back({.text = redacted(text), .language = language, .themes = {}});
        }
        admit(contents, question);
    }

    // With the masks that they have.
    void admit(const std::vector<domain::CommentContent>& contents, std::uint16_t question = 0) {
        const domain::Round& open = round().round;
        store::EpochRow closing = epoch(open, number_);
        closing.purpose = domain::TickPurpose::release;
        ASSERT_TRUE(store->advance_epoch(&closing, epoch(open, number_ + 1)));
        store::TickCommit commit;
        commit.round = open.id;
        commit.epoch = number_;
        commit.waiting_epoch = ++number_;
        commit.round_after = open;
        commit.review_key = keys.review_key().value().public_key;
        for (const domain::CommentContent& content : contents) {
            store::NewComment comment;
            comment.question = question;
            comment.week = base::Day(19'999);
            random.fill(comment.id);
            comment.sealed = sealer.seal(
                {.round = open.id, .epoch = domain::review_epoch, .key = commit.review_key},
                domain::Fragments::encode_comment(content));
            commit.comments.push_back(std::move(comment));
        }
        const auto committed = store->commit_tick(commit);
        ASSERT_TRUE(committed) << committed.error().line();
    }

    Reading read(const Wish& wish) {
        auto reading = review.read(round(), wish);
        EXPECT_TRUE(reading) << (reading ? "" : reading.error().line());
        return reading ? std::move(*reading) : Reading{};
    }
    // What a reader of this name meets first.
    ShownComment first(std::string_view reader = "anna", Pile pile = Pile::unread) {
        auto reading = read({.reader = base::as_bytes(reader), .pile = pile});
        EXPECT_TRUE(reading.comment.has_value());
        return std::move(reading.comment.value());
    }
    Decided about(const ShownComment& comment,
                  std::string what = "comment approved",
                  std::string_view reader = "anna") {
        store::AuditRow entry;
        entry.who = reader;
        entry.what = std::move(what);
        return {.round = round(),
                .reader = base::as_bytes(reader),
                .place = comment.place,
                .version = comment.version,
                .entry = std::move(entry)};
    }
    Decided about_approved(const ShownComment& comment, std::string what) {
        Decided decided = about(comment, std::move(what));
        return {.round = decided.round,
                .reader = decided.reader,
                .pile = Pile::approved,
                .place = decided.place,
                .version = decided.version,
                .entry = decided.entry};
    }
    std::vector<store::CommentRow> in(store::CommentState state) {
        return store->comments(round().round.id, state).value();
    }

    tests::FakeClock clock;
    base::SystemRandom random;
    tests::TemporaryStore store{clock};
    store::KeyFiles keys{store.path() / "keys"};
    store::FrozenRounds frozen{*store};
    domain::Sealer sealer{random, clock};
    CommentReview review{{*store, frozen, keys, shared_redactor(), sealer, clock}};

private:
    store::EpochRow epoch(const domain::Round& round, std::int64_t number) {
        store::EpochRow row;
        row.round = round.id;
        row.number = number;
        row.key = key_.public_key;
        return row;
    }

    base::crypto::KeyPair key_ = base::crypto::generate_key_pair();
    std::int64_t number_ = 1;
    store::FrozenRoundPtr held_;
};

}  // namespace lyhord::review
