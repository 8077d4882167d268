#include "rounds/lifecycle.h"

#include <algorithm>

#include "base/limits.h"
#include "base/log/log.h"
#include "disclosure/plan_shape.h"
#include "domain/next_count.h"
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

// The kept area tree and codebooks, as texts and parsed.
struct References {
    std::string areas_text;
    domain::AreaTree areas;
    std::string codebooks_text;
    std::vector<domain::Codebook> codebooks;
};

Result<References> references(store::Store& store) {
    References found;
    const auto areas = store.document(areas_document);
    const auto codebooks = store.documents(codebook_prefix);
    if (!areas || !codebooks) {
        return base::fail(!areas ? areas.error() : codebooks.error());
    }
    if (!*areas) {
        return base::fail(Fault::not_found, "there is no area tree: 'lyhord areas import' first");
    }
    found.areas_text = **areas;
    Imported<domain::AreaTree> tree = domain::AreaFile::read(found.areas_text);
    if (!tree) {
        return base::fail(tree.error().front());
    }
    found.areas = std::move(*tree);
    base::Json list = base::Json::array();
    for (const auto& [name, text] : *codebooks) {
        Imported<domain::Codebook> book = domain::CodebookFile::read(text);
        const Result<base::Json> json = base::Json::parse(text);
        if (book && json) {
            found.codebooks.push_back(std::move(*book));
            list.push(*json);
        }
    }
    found.codebooks_text = list.dump();
    return found;
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

// Whether the release rules can judge every question of the plan.
bool is_sound(const domain::ReleasePlan& plan) {
    return std::ranges::all_of(plan.questions, [&plan](const domain::ReleaseQuestion& question) {
        return disclosure::is_sound(disclosure::shape_of(plan, question));
    });
}

bool is_settled(const Round& round) { return round.state == RoundState::settled; }

}  // namespace

Imported<ImportedDialogue> Lifecycle::import_dialogue(std::string_view json) {
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
        Round revised = current->round;
        revised.questionnaire = json;
        if (const Result<void> changed = change(revised); !changed) {
            return fail_all(changed.error());
        }
        imported.revised_open_round = true;
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

Imported<Round> Lifecycle::prepare(std::string_view slug, const OpenOptions& options) {
    const auto dialogue = parts_.store.dialogue(slug);
    const Result<References> known = references(parts_.store);
    if (!dialogue || !known) {
        return fail_all(!dialogue ? dialogue.error() : known.error());
    }
    if (!*dialogue) {
        return fail_all(
            base::Error(Fault::not_found, "there is no such dialogue: import it first"));
    }
    Imported<domain::Questionnaire> questionnaire =
        domain::QuestionnaireFile::read((*dialogue)->questionnaire);
    if (!questionnaire) {
        return fail_all(std::move(questionnaire.error()));
    }
    Round round;
    round.terms = merged_terms(*questionnaire, options);
    Errors problems = opening_problems(*questionnaire, round.terms, parts_.clock.today());
    if (!problems.empty()) {
        return fail_all(std::move(problems));
    }
    const std::int64_t expected =
        round.terms.expected_answers.value_or(base::limits::expected_answers_default);
    const auto areas = disclosure::plan_area_categories(*questionnaire, known->areas, expected);
    if (!areas) {
        return fail_all(areas.error());
    }
    if (!is_sound(
            domain::make_release_plan(*questionnaire, known->areas, known->codebooks, *areas))) {
        return fail_all(base::Error(
            Fault::invalid, "the questions, categories or smallest batch are outside the limits"));
    }
    round.slug = slug;
    round.batch_size_min = questionnaire->batch_size_min;
    round.questionnaire = (*dialogue)->questionnaire;
    round.areas = known->areas_text;
    round.codebooks = known->codebooks_text;
    round.area_categories = areas->to_json().dump();
    return round;
}

Imported<Round> Lifecycle::open(std::string_view slug, const OpenOptions& options) {
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

Result<void> Lifecycle::close(std::string_view slug) {
    const std::lock_guard lock(mutex_);
    return close_round(slug);
}

Result<void> Lifecycle::close_round(std::string_view slug) {
    Result<Round> round = newest(slug);
    if (!round) {
        return base::fail(round.error());
    }
    const RoundState state = round->state_at(parts_.clock.now());
    if (state != RoundState::open && state != RoundState::scheduled) {
        return base::fail(Fault::conflict, "the round is not open");
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
        if (const Result<void> closed = close_round(slug); !closed) {
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
