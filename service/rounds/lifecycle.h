// Owns Lifecycle: importing a dialogue, opening, closing and settling its rounds, by hand or by the
// clock.
#pragma once

#include <expected>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "disclosure/visibility.h"
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
    bool has_all_days = false;  // one that is missing here is none, whatever the questionnaire says
};

struct ImportedDialogue {
    std::string slug;
    bool revised_open_round = false;  // the wording of the open round was corrected
};

struct DialogueSummary {
    std::string slug;
    std::string title;  // of the newest file, in its own language
    std::shared_ptr<const domain::FrozenRound> round = nullptr;  // the newest; null: none yet
    domain::RoundState state = domain::RoundState::draft;        // of that round, now
};

// Called when nothing but the change itself is left to be done: who makes it is written down. Its
// error stops the change. `round`: 0, of no round.
using Noted = std::function<base::Result<void>(std::string_view slug, std::int64_t round)>;
inline base::Result<void> not_noted(std::string_view, std::int64_t) { return {}; }

// What the dimensions of a round cost in answers that are shown in their groups.
using Forecast = disclosure::Visibility;

// Of the expected answers, as the round's terms have it. Nothing: no question has a dimension.
std::optional<Forecast> forecast(const domain::FrozenRound& round);

// Thread-safe: one change at a time.
class Lifecycle {
public:
    Lifecycle(TickerParts parts, Ticker& ticker)
        : parts_(parts), ticker_(ticker), watch_(parts.clock) {}

    // Reads the file, checks what it refers to, and keeps it for the next round. If a round of the
    // same version is open, its wording is revised; nothing else of it can change.
    domain::Imported<ImportedDialogue> import_dialogue(std::string_view json,
                                                       const Noted& noted = not_noted);
    domain::Imported<std::string> import_areas(std::string_view json);
    domain::Imported<std::string> import_codebook(std::string_view json);

    // Every dialogue that is imported, by slug.
    base::Result<std::vector<DialogueSummary>> dialogues();

    // The next round as it would be frozen now, whatever it still lacks; nothing is kept.
    domain::Imported<store::FrozenRoundPtr> drafted(std::string_view slug,
                                                    const OpenOptions& options);

    // All that is missing is named at once.
    domain::Imported<domain::Round> open(std::string_view slug,
                                         const OpenOptions& options,
                                         const Noted& noted = not_noted);
    // A later last day of a round that is not over. What residents were promised with it holds: the
    // days of publication and of deletion stay, and the round must be settled by them.
    domain::Imported<domain::Round> extend(std::string_view slug,
                                           base::Day closes_at,
                                           const Noted& noted = not_noted);
    base::Result<void> close(std::string_view slug, const Noted& noted = not_noted);
    // conflict: closes_at + grace_hours has not passed (unless `now`).
    base::Result<void> settle(std::string_view slug, bool now);
    // The newest imported questionnaire file of a dialogue.
    base::Result<std::string> export_dialogue(std::string_view slug);

    // Does whatever is due by the clock: opens, settles, weekly releases, nightly ticks; that a
    // round closes is Round::phase()'s to know. Safe to call at any time and after any jump of the
    // clock: one that is seen between two calls settles and releases nothing for an hour.
    base::Result<void> advance();

private:
    base::Result<void> close_round(std::string_view slug, const Noted& noted);
    base::Result<void> advance_round(const domain::Round& before, bool clock_is_trusted);
    base::Result<void> change(const domain::Round& round);
    base::Result<domain::Round> newest(std::string_view slug);
    domain::Imported<store::DialogueRow> imported(std::string_view slug);
    domain::Imported<domain::Round> prepare(std::string_view slug, const OpenOptions& options);

    TickerParts parts_;
    Ticker& ticker_;
    ClockWatch watch_;
    std::mutex mutex_;
};

}  // namespace lyhord::rounds
