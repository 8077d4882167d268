// Owns Lifecycle: importing a dialogue, opening, closing and settling its rounds, by hand or by the
// clock.
#pragma once

#include <expected>
#include <string>
#include <string_view>
#include <vector>

#include "domain/files.h"
#include "rounds/clock_watch.h"
#include "rounds/ticker.h"

namespace lyhord::rounds {

// Names of documents in the store.
inline constexpr std::string_view areas_document = "areas";
inline constexpr std::string_view codebook_prefix = "codebook:";

// What `lyhord dialogue open` may set instead of the questionnaire's own terms.
struct OpenOptions {
    std::optional<base::Day> opens_at = {};
    std::optional<base::Day> closes_at = {};
    std::optional<base::Day> publish_by = {};
    std::optional<base::Day> free_text_delete_date = {};
    std::optional<std::string> decision_ref = {};
    std::optional<std::int64_t> expected_answers = {};
    std::optional<std::int64_t> grace_hours = {};
    std::optional<domain::ReleaseRhythm> release = {};
};

struct ImportedDialogue {
    std::string slug;
    bool revised_open_round = false;  // the wording of the open round was corrected
};

// Thread-safe: one change at a time.
class Lifecycle {
public:
    Lifecycle(TickerParts parts, Ticker& ticker)
        : parts_(parts), ticker_(ticker), watch_(parts.clock) {}

    // Reads the file, checks what it refers to, and keeps it for the next round. If a round of the
    // same version is open, its wording is revised; nothing else of it can change.
    domain::Imported<ImportedDialogue> import_dialogue(std::string_view json);
    domain::Imported<std::string> import_areas(std::string_view json);
    domain::Imported<std::string> import_codebook(std::string_view json);

    // All that is missing is named at once.
    domain::Imported<domain::Round> open(std::string_view slug, const OpenOptions& options);
    base::Result<void> close(std::string_view slug);
    // conflict: closes_at + grace_hours has not passed (unless `now`).
    base::Result<void> settle(std::string_view slug, bool now);
    // The newest imported questionnaire file of a dialogue.
    base::Result<std::string> export_dialogue(std::string_view slug);

    // Does whatever is due by the clock: opens, settles, weekly releases, nightly ticks; that a
    // round closes is Round::phase()'s to know. Safe to call at any time and after any jump of the
    // clock: one that is seen between two calls settles and releases nothing for an hour.
    base::Result<void> advance();

private:
    base::Result<void> close_round(std::string_view slug);
    base::Result<void> advance_round(const domain::Round& before, bool clock_is_trusted);
    base::Result<void> change(const domain::Round& round);
    base::Result<domain::Round> newest(std::string_view slug);
    domain::Imported<domain::Round> prepare(std::string_view slug, const OpenOptions& options);

    TickerParts parts_;
    Ticker& ticker_;
    ClockWatch watch_;
    std::mutex mutex_;
};

}  // namespace lyhord::rounds
