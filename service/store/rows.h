// Owns the rows that pass between the use cases and the store: plain values, no SQL types.
// Ids are random; times beside an answer are days; texts are JSON or RedactedText.
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/bytes.h"
#include "base/clock.h"
#include "base/crypto/crypto.h"
#include "base/day.h"
#include "base/limits.h"
#include "domain/access.h"
#include "domain/redacted_text.h"
#include "domain/round.h"
#include "domain/sealer.h"

namespace lyhord::store {

// How many transactions held up to 1, 2, 4, ... writes, up to as many as share one.
inline constexpr std::size_t commit_size_classes =
    static_cast<std::size_t>(std::bit_width(base::limits::write_batch_max - 1)) + 1;

struct StoreHealth {
    bool has_room = true;     // the reserve for a full disk is whole, or none is kept
    bool can_write = true;    // false for a minute after a transaction that failed
    std::size_t waiting = 0;  // writes, for their transaction
    // Since the start.
    std::uint64_t transactions = 0;
    std::uint64_t writes = 0;  // in all of them
    std::array<std::uint64_t, commit_size_classes> transactions_by_size = {};

    bool takes_answers() const { return has_room && can_write; }
};

struct DialogueRow {
    std::string slug;
    std::string questionnaire;  // the newest imported file, JSON
};

// An epoch: the time during which one key pair seals a round's answers.
struct EpochRow {
    base::Id round{};
    std::int64_t number = 1;
    base::crypto::PublicKey key{};
    bool open = true;
    // Of the tick that closed it, so that a restart finishes the same tick.
    domain::TickPurpose purpose = domain::TickPurpose::reseal;
    base::Day tick_day;
    // Read only: its tick is committed, so what is left is to destroy its key and to forget it.
    bool drained = false;
};

struct NewSubmission {
    base::Id round{};
    std::int64_t epoch = 0;
    domain::SealedAnswer sealed;
    base::Digest replay_id{};   // SHA-256("key" || key)
    base::Digest replay_mac{};  // HMAC(key, round || canonical draft)
    // Only asks whether the key is known: nothing is inserted, and nothing need be sealed.
    bool only_replay = false;
};

enum class SubmitOutcome {
    stored,
    replayed,      // same key, same draft: already there, nothing inserted
    conflict,      // same key, other draft
    epoch_closed,  // seal to the current epoch and try again
    settled,       // the round takes nothing any more, or `only_replay` and the key is new
};

// Waiting fragments of one question, sealed together.
struct WaitingPiece {
    std::uint16_t question = 0;
    domain::SealedAnswer sealed;
};

// Counts texts that were withdrawn before they were counted, by question; told at settlement.
inline constexpr std::int32_t withdrawn_dimension = -2;

struct CounterDelta {
    std::uint16_t question = 0;
    std::int32_t dimension = -1;  // -1: the whole question
    std::int32_t category = -1;
    std::int32_t option = -1;  // -1: the base
    std::int64_t count = 0;
};

// What a tick tells of one question. Primary key (round, question, batch): two instances cannot
// admit the same batch.
struct QuestionBatch {
    std::uint16_t question = 0;
    std::int64_t batch = 0;
    std::int64_t base = 0;  // fragments admitted
    std::int64_t withheld = 0;
    std::vector<std::int64_t> recoded;  // one a dimension of the question
};

// All that is released of a round, and how far it was then.
struct ReleasedRows {
    domain::RoundState state = domain::RoundState::open;
    std::int64_t batch = 0;
    std::int64_t told = 0;
    std::vector<CounterDelta> counters;
    std::vector<QuestionBatch> batches;  // by question, batch
};

struct NewComment {
    base::Digest id{};  // the withdrawal id
    std::uint16_t question = 0;
    std::string area;             // category id of the batch; empty without an area dimension
    base::Day week;               // the Monday of the tick's week
    domain::SealedAnswer sealed;  // CommentContent, to the review key
};

// Everything that one tick changes, in one transaction.
struct TickCommit {
    base::Id round{};
    std::int64_t epoch = 0;  // the closed epoch: its records and pieces are deleted
    std::vector<QuestionBatch> batches;
    std::vector<CounterDelta> counters;
    std::vector<NewComment> comments;
    base::crypto::PublicKey review_key{};  // that the comments are sealed to
    std::vector<WaitingPiece> waiting;     // sealed to `waiting_epoch`
    std::int64_t waiting_epoch = 0;
    // The round as it is afterwards: state, batch, told, days. Settled: replay rows, withdrawal
    // rows and epochs of the round are deleted too.
    domain::Round round_after;
};

enum class CommentState { pending, approved, withheld };  // pending: sealed, not reviewed

struct CommentRow {
    base::Digest id{};
    base::Id round{};
    std::uint16_t question = 0;
    std::string area;
    base::Day week;
    CommentState state = CommentState::pending;
    std::optional<domain::SealedAnswer> sealed;  // while pending
    std::optional<domain::RedactedText> text;    // once approved
    std::string language;                        // once approved
    std::string themes;                          // once approved: JSON array of option indexes
    // By a person, once approved; themes are then those of the translation.
    std::optional<domain::RedactedText> translation = {};
};

struct CommentPage {
    base::Id round{};
    CommentState state = CommentState::approved;
    base::Digest behind{};  // zeros: from the first
    std::size_t rows_max = 0;
};

struct StaffRow {
    std::string name;
    domain::Role role = domain::Role::analyst;
    std::string password_hash;  // argon2id, encoded; empty until set up
    bool disabled = false;
    std::int64_t failed_logins = 0;
    base::Instant locked_until;
    base::Digest setup_hash{};  // SHA-256 of the one-time link's token; zeros: none
    base::Instant setup_expires;
    base::Id factor_nonce{};       // of the codes of an app; zeros: no second factor
    std::int64_t factor_step = 0;  // of the last code that was taken
};

struct SessionRow {
    base::Digest id{};  // SHA-256 of the cookie's value
    std::string staff;
    base::Instant created;
    base::Instant last_seen;
};

struct TokenRow {
    base::Id id{};
    base::Digest hash{};  // SHA-256 of the token
    std::string staff;
    std::string scope;  // a dialogue's slug, or "*"
    base::Day expires;
    bool revoked = false;
};

// hash = SHA-256 of (previous hash, sequence, at, who, what, object): a chain.
struct AuditRow {
    std::int64_t sequence = 0;
    base::Instant at;
    std::string who;
    std::string what;
    std::string object;
    base::Digest hash{};
};

// What a person decided about a comment, and the line about it in the audit log.
struct ReviewedComment {
    // Only id, state, text, language, themes and translation are read; of a pending one, which was
    // masked more, id, state and `sealed`.
    CommentRow after;
    // mark_of_comment() of the row whose text was read; nothing: whatever it is meanwhile.
    std::optional<std::uint64_t> seen = {};
    AuditRow entry = {};
};

// An edition of what everybody may see of a settled round: it never changes.
struct PublicationRow {
    base::Id round{};
    std::int64_t edition = 1;  // from 1, without gaps
    base::Day day;
    std::string who;     // as in the audit log
    std::string tables;  // disclosure/public_gate.h
};

struct NewestPublication {
    base::Id round{};
    std::int64_t edition = 1;
    base::Day day;
};

struct DisposalRow {
    base::Id id{};
    base::Day day;
    std::string decision;
    std::string slug;
    std::int64_t round_number = 0;
    std::int64_t texts = 0;  // comments destroyed
};

// What `lyhord check` and operations ask of the store.
struct CheckReport {
    bool integrity = false;  // the engine's own check
    bool tallies = false;    // counts and multiset sums match the rows
    bool audit_chain = false;
    std::int64_t schema = 0;
    std::vector<std::string> problems;  // one line each, no content of answers
};

// What was damaged on its way to its table, and lies apart: what it was, as far as can be told.
struct DamagedArrival {
    std::int64_t row = 0;   // several may lie in one
    base::Id round{};       // may be damaged too
    bool is_answer = true;  // else a replay key
};

struct RoundTally {
    base::Id round{};
    std::int64_t acknowledged = 0;  // answers ever stored in the round
    std::int64_t pending = 0;       // sealed records not yet opened
    std::int64_t waiting_pieces = 0;
    std::int64_t comments = 0;
    std::int64_t comments_pending = 0;
};

}  // namespace lyhord::store
