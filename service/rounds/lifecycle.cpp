#include "rounds/lifecycle.h"

#include <algorithm>

#include "base/limits.h"
#include "base/log/log.h"
#include "domain/next_count.h"
#include "rounds/freezing.h"
#include "rounds/opening.h"

namespace lyhord::rounds {
namespace {

using base::Fault;
using base::Result;
using domain::Imported;
using domain::Round;
using domain::RoundState;
using Errors = std::vector<base::Error>;

std::unexpected<Errors> fail_all(Errors errors) { return std::unexpected(std::move(errors)); }

std::unexpected<Errors> fail_all(const base::Error& error) {
    return std::unexpected(Errors{error});
}

Imported<domain::Questionnaire> read_new(std::string_view json, const Result<References>& known) {
    if (known) {
        return domain::QuestionnaireFile::read(json, known->areas, known->codebooks);
    }
    const Imported<domain::Questionnaire> alone = domain::QuestionnaireFile::read(json);
    Errors errors = alone ? Errors{} : alone.error();
    errors.push_back(known.error());
    return fail_all(std::move(errors));
}

bool is_settled(const Round& round) { return round.state == RoundState::settled; }

}  // namespace

std::optional<Forecast> forecast(const domain::FrozenRound& round) {
    return disclosure::expected_visibility(
        round, round.round.terms.expected_answers.value_or(base::limits::expected_answers_default));
}

Imported<ImportedDialogue> Lifecycle::import_dialogue(std::string_view json, const Noted& noted) {
    const std::lock_guard lock(mutex_);
    Imported<domain::Questionnaire> questionnaire = read_new(json, references(parts_.store));
    if (!questionnaire) {
        return fail_all(std::move(questionnaire.error()));
    }
    ImportedDialogue imported{.slug = questionnaire->id, .revised_open_round = false};
    const store::FrozenRoundPtr current = parts_.rounds.current(imported.slug);
    const bool running = current != nullptr && !is_settled(current->round);
    if (running && current->questionnaire.version == questionnaire->version) {
        Errors errors =
            domain::QuestionnaireFile::check_revision(current->questionnaire, *questionnaire);
        if (!errors.empty()) {
            return fail_all(std::move(errors));
        }
        imported.revised_open_round = true;
    }
    const std::int64_t number = imported.revised_open_round ? current->round.number : 0;
    if (const Result<void> written = noted(imported.slug, number); !written) {
        return fail_all(written.error());
    }
    if (imported.revised_open_round) {
        Round revised = current->round;
        revised.questionnaire = json;
        if (const Result<void> changed = change(revised); !changed) {
            return fail_all(changed.error());
        }
    }
    const Result<void> kept =
        parts_.store.put_dialogue({.slug = imported.slug, .questionnaire = std::string(json)});
    if (!kept) {
        return fail_all(kept.error());
    }
    return imported;
}

Imported<std::string> Lifecycle::import_areas(std::string_view json) {
    Imported<domain::AreaTree> tree = domain::AreaFile::read(json);
    if (!tree) {
        return fail_all(std::move(tree.error()));
    }
    if (const Result<void> kept = parts_.store.put_document(areas_document, json); !kept) {
        return fail_all(kept.error());
    }
    return tree->scheme;
}

Imported<std::string> Lifecycle::import_codebook(std::string_view json) {
    Imported<domain::Codebook> codebook = domain::CodebookFile::read(json);
    if (!codebook) {
        return fail_all(std::move(codebook.error()));
    }
    const std::string name = std::string(codebook_prefix) + codebook->id;
    if (const Result<void> kept = parts_.store.put_document(name, json); !kept) {
        return fail_all(kept.error());
    }
    return codebook->id;
}

Imported<store::DialogueRow> Lifecycle::imported(std::string_view slug) {
    auto dialogue = parts_.store.dialogue(slug);
    if (!dialogue) {
        return fail_all(dialogue.error());
    }
    if (!*dialogue) {
        return fail_all(
            base::Error(Fault::not_found, "there is no such dialogue: import it first"));
    }
    return std::move(**dialogue);
}

Result<std::vector<DialogueSummary>> Lifecycle::dialogues() {
    const auto rows = parts_.store.dialogues();
    if (!rows) {
        return base::fail(rows.error());
    }
    std::vector<DialogueSummary> all;
    for (const store::DialogueRow& row : *rows) {
        const auto file = domain::QuestionnaireFile::read(row.questionnaire);
        DialogueSummary summary{.slug = row.slug, .title = row.slug};
        if (file) {
            summary.title = file->title.in(file->language, file->language).text;
        }
        summary.round = parts_.rounds.current(row.slug);
        if (summary.round != nullptr) {
            summary.state = summary.round->round.state_at(parts_.clock.now());
        }
        all.push_back(std::move(summary));
    }
    return all;
}

Imported<store::FrozenRoundPtr> Lifecycle::drafted(std::string_view slug,
                                                   const OpenOptions& options) {
    const Imported<store::DialogueRow> dialogue = imported(slug);
    if (!dialogue) {
        return fail_all(dialogue.error());
    }
    const auto questionnaire = domain::QuestionnaireFile::read(dialogue->questionnaire);
    if (!questionnaire) {
        return fail_all(questionnaire.error());
    }
    Imported<Round> round = frozen_round(parts_.store, *dialogue, *questionnaire, options);
    if (!round) {
        return fail_all(round.error());
    }
    const store::FrozenRoundPtr before = parts_.rounds.current(slug);
    round->number = before == nullptr ? 1 : before->round.number + 1;
    Result<domain::FrozenRound> thawed = domain::thaw(std::move(*round));
    if (!thawed) {
        return fail_all(thawed.error());
    }
    return std::make_shared<const domain::FrozenRound>(std::move(*thawed));
}

Imported<Round> Lifecycle::prepare(std::string_view slug, const OpenOptions& options) {
    const Imported<store::DialogueRow> dialogue = imported(slug);
    if (!dialogue) {
        return fail_all(dialogue.error());
    }
    const auto questionnaire = domain::QuestionnaireFile::read(dialogue->questionnaire);
    if (!questionnaire) {
        return fail_all(questionnaire.error());
    }
    Errors problems = opening_problems(
        *questionnaire, merged_terms(*questionnaire, options), parts_.clock.today());
    return problems.empty() ? frozen_round(parts_.store, *dialogue, *questionnaire, options)
                            : fail_all(std::move(problems));
}

Imported<Round> Lifecycle::open(std::string_view slug,
                                const OpenOptions& options,
                                const Noted& noted) {
    const std::lock_guard lock(mutex_);
    const store::FrozenRoundPtr before = parts_.rounds.current(slug);
    if (before != nullptr && !is_settled(before->round)) {
        return fail_all(base::Error(
            Fault::conflict, "the dialogue has a round that is not settled: settle it first"));
    }
    Imported<Round> round = prepare(slug, options);
    if (!round) {
        return round;
    }
    const base::Day today = parts_.clock.today();
    round->id = parts_.random.id();
    round->number = before == nullptr ? 1 : before->round.number + 1;
    round->state = round->terms.opens_at && *round->terms.opens_at > today ? RoundState::scheduled
                                                                           : RoundState::open;
    round->told_day = today;
    round->resealed_day = today;
    round->released_day = std::max(today, round->terms.opens_at.value_or(today));
    if (const Result<void> written = noted(slug, round->number); !written) {
        return fail_all(written.error());
    }
    if (const Result<void> added = parts_.store.add_round(*round); !added) {
        return fail_all(added.error());
    }
    if (const Result<void> begun = ticker_.begin(round->id); !begun) {
        return fail_all(begun.error());
    }
    return round;
}

Result<Round> Lifecycle::newest(std::string_view slug) {
    const store::FrozenRoundPtr round = parts_.rounds.current(slug);
    if (round == nullptr) {
        return base::fail(Fault::not_found, "the dialogue has no round");
    }
    return round->round;
}

Result<void> Lifecycle::change(const Round& round) {
    if (const Result<void> changed = parts_.store.update_round(round); !changed) {
        return changed;
    }
    return parts_.rounds.refresh();
}

Imported<Round> Lifecycle::extend(std::string_view slug, base::Day closes_at, const Noted& noted) {
    const std::lock_guard lock(mutex_);
    const store::FrozenRoundPtr frozen = parts_.rounds.current(slug);
    if (frozen == nullptr) {
        return fail_all(base::Error(Fault::not_found, "the dialogue has no round"));
    }
    Round round = frozen->round;
    const RoundState state = round.state_at(parts_.clock.now());
    if (state != RoundState::open && state != RoundState::scheduled) {
        return fail_all(base::Error(Fault::conflict, "the round is not open"));
    }
    const base::Day before = round.terms.closes_at.value_or(parts_.clock.today().plus(-1));
    if (closes_at <= before) {
        return fail_all(base::Error(
            Fault::invalid, "a round can only be extended: the new last day must be a later one"));
    }
    round.terms.closes_at = closes_at;
    // What a round must have on the day that it opens was asked on that day.
    Errors problems = opening_problems(frozen->questionnaire, round.terms, base::Day(0));
    if (!problems.empty()) {
        return fail_all(std::move(problems));
    }
    if (const Result<void> written = noted(slug, round.number); !written) {
        return fail_all(written.error());
    }
    if (const Result<void> changed = change(round); !changed) {
        return fail_all(changed.error());
    }
    return round;
}

Result<void> Lifecycle::close(std::string_view slug, const Noted& noted) {
    const std::lock_guard lock(mutex_);
    return close_round(slug, noted);
}

Result<void> Lifecycle::close_round(std::string_view slug, const Noted& noted) {
    Result<Round> round = newest(slug);
    if (!round) {
        return base::fail(round.error());
    }
    const RoundState state = round->state_at(parts_.clock.now());
    if (state != RoundState::open && state != RoundState::scheduled) {
        return base::fail(Fault::conflict, "the round is not open");
    }
    if (const Result<void> written = noted(slug, round->number); !written) {
        return written;
    }
    round->state = RoundState::closed;
    round->closed_at = parts_.clock.now();
    return change(*round);
}

Result<void> Lifecycle::settle(std::string_view slug, bool now) {
    const std::lock_guard lock(mutex_);
    Result<Round> round = newest(slug);
    if (!round) {
        return base::fail(round.error());
    }
    if (is_settled(*round)) {
        return base::fail(Fault::conflict, "the round is settled already");
    }
    const std::optional<base::Instant> due = round->settles();
    if (!now && (!due || parts_.clock.now() < *due)) {
        return base::fail(Fault::conflict,
                          "late answers may still come: closes_at + grace_hours has not passed "
                          "(--now settles anyway)");
    }
    if (round->state_at(parts_.clock.now()) != RoundState::closed) {
        if (const Result<void> closed = close_round(slug, not_noted); !closed) {
            return closed;
        }
    }
    return ticker_.tick(round->id, domain::TickPurpose::settle);
}

Result<std::string> Lifecycle::export_dialogue(std::string_view slug) {
    const auto dialogue = parts_.store.dialogue(slug);
    if (!dialogue) {
        return base::fail(dialogue.error());
    }
    if (!*dialogue) {
        return base::fail(Fault::not_found, "there is no such dialogue");
    }
    return (*dialogue)->questionnaire;
}

Result<void> Lifecycle::advance() {
    const std::lock_guard lock(mutex_);
    // A tick that failed half-way must not wait for the next one: its old key still lives.
    Result<void> outcome = ticker_.recover();
    if (!outcome) {
        base::log::error(outcome.error());
    }
    const bool clock_is_trusted = watch_.is_trusted();
    for (const store::FrozenRoundPtr& frozen : parts_.rounds.all()) {
        // One round's trouble must not stop the others.
        const Result<void> advanced = advance_round(frozen->round, clock_is_trusted);
        if (!advanced) {
            base::log::error(advanced.error());
            outcome = advanced;
        }
    }
    return outcome;
}

// That a round closed by the clock is not stored: the clock may be wrong, and be set right.
Result<void> Lifecycle::advance_round(const Round& before, bool clock_is_trusted) {
    if (is_settled(before)) {
        return {};
    }
    const base::Instant now = parts_.clock.now();
    const base::Day today = parts_.clock.today();
    Round round = before;
    const std::optional<base::Day>& opens = round.terms.opens_at;
    if (round.state == RoundState::scheduled && (!opens || *opens <= today)) {
        round.state = RoundState::open;
        if (const Result<void> changed = change(round); !changed) {
            return changed;
        }
    }
    if (clock_is_trusted && round.settles() && *round.settles() <= now) {
        return ticker_.tick(round.id, domain::TickPurpose::settle);
    }
    const std::optional<base::Day> weekly = domain::weekly_count(round);
    if (clock_is_trusted && weekly && today >= *weekly) {
        return ticker_.tick(round.id, domain::TickPurpose::release);
    }
    // Not "later than": after a clock that ran ahead was set right, the nightly tick goes on.
    if (today != round.resealed_day) {
        return ticker_.tick(round.id, domain::TickPurpose::reseal);
    }
    return {};
}

}  // namespace lyhord::rounds
