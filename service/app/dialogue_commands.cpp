#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <sstream>

#include "api/resident/page_weight.h"
#include "api/staff/poster.h"
#include "app/command_line.h"
#include "app/commands.h"
#include "base/limits.h"
#include "base/whole_number.h"

namespace lyhord::app {
namespace {

using base::Result;

Outcome wrong_value(std::string_view option, std::string_view wanted) {
    return wrong_use(fmt::format("--{} must be {}", option, wanted));
}

// Reads the options of `dialogue open`; the first one that does not fit is the outcome.
class OpenReader {
public:
    explicit OpenReader(const Command& command) : command_(command) {
        day("opens-at", options.opens_at);
        day("closes-at", options.closes_at);
        day("publish-by", options.publish_by);
        day("free-text-delete-date", options.free_text_delete_date);
        number("expected-answers", options.expected_answers);
        number("grace-hours", options.grace_hours);
        if (command.has("decision-ref")) {
            options.decision_ref = command.option("decision-ref");
        }
        read_release();
    }

    rounds::OpenOptions options;
    std::optional<Outcome> problem;

private:
    void day(std::string_view name, std::optional<base::Day>& into) {
        if (command_.has(name)) {
            into = base::Day::parse(command_.option(name));
            refuse_unless(into.has_value(), name, "a day, YYYY-MM-DD");
        }
    }

    void number(std::string_view name, std::optional<std::int64_t>& into) {
        if (command_.has(name)) {
            into = base::whole_number(command_.option(name));
            refuse_unless(into.has_value(), name, "a whole number");
        }
    }

    void read_release() {
        const std::string& rhythm = command_.option("release");
        const bool weekly = rhythm == "week";
        if (command_.has("release")) {
            refuse_unless(weekly || rhythm == "settlement", "release", "settlement or week");
            options.release = domain::ReleaseRhythm{
                .weekly = weekly, .batch_min = base::limits::weekly_batch_min_default};
        }
        if (command_.has("batch-min")) {
            read_batch_min(weekly);
        }
    }

    // The same bounds as in a questionnaire file.
    void read_batch_min(bool weekly) {
        refuse_unless(weekly, "batch-min", "given together with --release week");
        const auto batch = base::whole_number(command_.option("batch-min"));
        const bool fits = batch && *batch >= base::limits::batch_size_floor &&
                          *batch <= base::limits::weekly_batch_max;
        refuse_unless(fits, "batch-min", "a whole number from 3 to 100000");
        if (weekly && fits) {
            options.release->batch_min = static_cast<int>(*batch);
        }
    }

    void refuse_unless(bool fits, std::string_view name, std::string_view wanted) {
        if (!fits && !problem) {
            problem = wrong_value(name, wanted);
        }
    }

    const Command& command_;
};

// A page of all questions may be any length; who decides about it is told what it weighs.
std::string weight_warning(Service& service, std::string_view slug) {
    constexpr std::size_t most = base::limits::page_bytes_compressed_max;
    const store::FrozenRoundPtr round = service.frozen_rounds.current(slug);
    if (round == nullptr || !round->questionnaire.one_page) {
        return {};
    }
    const std::size_t bytes = api::heaviest_page_bytes(service.pages, round);
    return bytes <= most
               ? std::string()
               : fmt::format(
                     "lyhord: warning: all questions on one page make {} bytes compressed, more "
                     "than the {} that a slow phone gets at once: consider \"layout\": \"pages\"\n",
                     bytes,
                     most);
}

// All that a reader of the question says, in that language.
std::string words_of(const domain::Question& question, const std::string& language) {
    std::string words;
    const auto add = [&](const domain::LocalizedText& text) {
        words += text.empty() ? "" : std::string(text.in(language, language).text);
        words += '\n';
    };
    add(question.text);
    add(question.help);
    for (const domain::MatrixRow& row : question.rows) {
        add(row.text);
    }
    for (const domain::Option& option : question.options) {
        add(option.text);
    }
    return words;
}

// The same recording was made of other words.
bool is_outdated(const domain::Question& question,
                 const domain::Questionnaire& before,
                 const std::string& language) {
    const auto index = before.find(question.id);
    if (!index) {
        return false;
    }
    const domain::Question& old = before.questions[*index];
    const auto recorded = old.recordings.find(language);
    return recorded != old.recordings.end() &&
           recorded->second == question.recordings.find(language)->second &&
           words_of(old, language) != words_of(question, language);
}

// Recordings are files of their own: one that is not there yet, or says other words than the
// revised question, is told, and nothing else. `before`: the round's questionnaire; may be null.
std::string recordings_warning(const Service& service,
                               const domain::Questionnaire& questionnaire,
                               const domain::Questionnaire* before) {
    std::string warning;
    for (const domain::Question& question : questionnaire.questions) {
        for (const auto& [language, name] : question.recordings) {
            const std::string path = "recordings/" + questionnaire.id + "/" + name;
            if (!service.pages.recordings().has(questionnaire.id, name)) {
                warning += fmt::format(
                    "lyhord: warning: question {} has no recording yet: put it into the site's "
                    "directory, as {}\n",
                    question.id,
                    path);
            } else if (before != nullptr && is_outdated(question, *before, language)) {
                warning += fmt::format(
                    "lyhord: warning: question {} has other words in {} than before: is {} still "
                    "right?\n",
                    question.id,
                    language,
                    path);
            }
        }
    }
    return warning;
}

Outcome import_dialogue(Service& service, const Command& command) {
    const auto read = domain::QuestionnaireFile::read(command.input);
    const auto before = read ? service.frozen_rounds.current(read->id) : nullptr;
    const auto imported = service.lifecycle.import_dialogue(command.input);
    if (!imported) {
        return failed(imported.error());
    }
    Outcome outcome =
        printed(imported->slug + (imported->revised_open_round
                                      ? ": the wording of the open round is revised\n"
                                      : ": imported; 'lyhord dialogue open' opens a round\n"));
    if (read) {
        outcome.errors = recordings_warning(
            service, *read, before == nullptr ? nullptr : &before->questionnaire);
    }
    if (imported->revised_open_round) {
        outcome.errors += weight_warning(service, imported->slug);
    }
    return outcome;
}

int percent(double fraction) { return static_cast<int>(std::lround(fraction * 100)); }

// What to change, of a dimension that is hardly seen; nothing where all are.
std::string visibility_advice(const std::vector<disclosure::DimensionVisibility>& dimensions) {
    constexpr double seen_well = 0.9;
    const auto worst =
        std::ranges::min_element(dimensions, {}, &disclosure::DimensionVisibility::own);
    if (worst == dimensions.end() || worst->own >= seen_well) {
        return {};
    }
    double others = 1;
    for (const disclosure::DimensionVisibility& each : dimensions) {
        others = &each == &*worst ? others : std::min(others, each.own);
    }
    if (dimensions.size() > 1 && percent(worst->others_without) > percent(others)) {
        return fmt::format(
            "fewer dimensions show more: without {} the others have at least {} %, not {} % "
            "('dimensions' in the questionnaire)\n",
            worst->dimension,
            percent(worst->others_without),
            percent(others));
    }
    return fmt::format("larger groups in {} show more\n", worst->dimension);
}

// What the dimensions cost, told before the first answer.
std::string visibility_text(const domain::FrozenRound& round) {
    const auto visibility = rounds::forecast(round);
    if (!visibility) {
        return {};
    }
    std::string text = fmt::format(
        "of {} answers about {} % will be counted, and these shown in the group that people "
        "gave:\n",
        visibility->answers,
        percent(visibility->counted));
    for (const disclosure::DimensionVisibility& each : visibility->dimensions) {
        text +=
            fmt::format("  {}: {} %, in {} groups", each.dimension, percent(each.own), each.groups);
        text += each.areas > 0 ? fmt::format(" of {} areas\n", each.areas) : "\n";
    }
    return text + visibility_advice(visibility->dimensions);
}

Outcome open_dialogue(Service& service, const Command& command) {
    const OpenReader reader(command);
    if (reader.problem) {
        return *reader.problem;
    }
    const auto round = service.lifecycle.open(command.option("SLUG"), reader.options);
    if (!round) {
        return failed(round.error());
    }
    Outcome outcome = printed(fmt::format("{}: round {} is {}\n",
                                          round->slug,
                                          round->number,
                                          domain::round_state_name(round->state)));
    if (const auto frozen = service.frozen_rounds.current(round->slug); frozen != nullptr) {
        outcome.output += visibility_text(*frozen);
    }
    outcome.errors = weight_warning(service, round->slug);
    return outcome;
}

std::string day_text(const std::optional<base::Day>& day) { return day ? day->text() : "-"; }

Outcome list_dialogues(Service& service, const Command&) {
    std::string output;
    for (const reporting::RoundSummary& round : service.reports.summaries()) {
        output += fmt::format("{}  round {}  {}  closes {}  received {}  released {}  batch {}\n",
                              round.slug,
                              round.number,
                              round.state,
                              day_text(round.closes_at),
                              round.received,
                              round.released,
                              round.batch);
    }
    const auto dialogues = service.store->dialogues();
    if (!dialogues) {
        return failed(dialogues.error());
    }
    for (const store::DialogueRow& dialogue : *dialogues) {
        if (service.frozen_rounds.current(dialogue.slug) == nullptr) {
            output += dialogue.slug + "  imported, no round yet\n";
        }
    }
    return printed(output);
}

Outcome close_round(Service& service, const Command& command) {
    const std::string& slug = command.option("SLUG");
    const Result<void> done = service.lifecycle.close(slug);
    return done ? printed(slug + ": closed\n") : failed(done.error());
}

Outcome extend_round(Service& service, const Command& command) {
    const auto day = base::Day::parse(command.option("closes-at"));
    if (!day) {
        return wrong_value("closes-at", "a day, YYYY-MM-DD");
    }
    const std::string& slug = command.option("SLUG");
    const auto round = service.lifecycle.extend(slug, *day);
    return round ? printed(fmt::format("{}: open until {}\n", slug, day->text()))
                 : failed(round.error());
}

Outcome settle_round(Service& service, const Command& command) {
    const std::string& slug = command.option("SLUG");
    const Result<void> done = service.lifecycle.settle(slug, command.has("now"));
    return done ? printed(slug + ": settled\n") : failed(done.error());
}

Outcome export_dialogue(Service& service, const Command& command) {
    const Result<std::string> text = service.lifecycle.export_dialogue(command.option("SLUG"));
    return text ? printed(*text) : failed(text.error());
}

// "sv, ar": each once, and without the spaces.
std::vector<std::string> tags_in(const std::string& list) {
    std::vector<std::string> tags;
    std::string words = list;
    std::ranges::replace(words, ',', ' ');
    std::istringstream all(words);
    for (std::string tag; all >> tag;) {
        if (std::ranges::find(tags, tag) == tags.end()) {
            tags.push_back(tag);
        }
    }
    return tags;
}

// Some errors count the languages of the poster: the tag is said after them.
Outcome failed_for(const base::Error& error, const std::vector<std::string>& languages) {
    Outcome outcome = failed(error);
    const bool is_of_one =
        error.fault() == base::Fault::conflict || error.fault() == base::Fault::unavailable;
    const std::int64_t number = is_of_one ? error.details().number.value_or(0) : 0;
    if (number > 0 && static_cast<std::size_t>(number) <= languages.size()) {
        outcome.errors.pop_back();
        outcome.errors += ": " + languages[static_cast<std::size_t>(number) - 1] + "\n";
    }
    return outcome;
}

// What stands on it: it is drawn by whoever called the command (main.cpp).
Outcome make_poster(Service& service, const Command& command) {
    const std::vector<std::string> languages = tags_in(command.option("languages"));
    const auto poster =
        api::staff::poster_of(service.api_services(), command.option("SLUG"), languages);
    return poster ? printed(reporting::poster_json(*poster).dump())
                  : failed_for(poster.error(), languages);
}

Outcome imported(const domain::Imported<std::string>& name) {
    return name ? printed(*name + ": imported\n") : failed(name.error());
}

Outcome import_areas(Service& service, const Command& command) {
    return imported(service.lifecycle.import_areas(command.input));
}

Outcome import_codebook(Service& service, const Command& command) {
    return imported(service.lifecycle.import_codebook(command.input));
}

}  // namespace

Outcome drawn_poster(const Outcome& described, const Command& command) {
    const auto format = command.has("format")
                            ? reporting::poster_format_from(command.option("format"))
                            : reporting::PosterFormat::pdf;
    if (!format) {
        return wrong_value("format", "pdf or svg");
    }
    const auto json = base::Json::parse(described.output);
    const auto poster = json ? reporting::poster_from(*json) : std::nullopt;
    if (described.exit_code != 0 || !poster) {
        return described;
    }
    const Result<std::string> bytes = reporting::draw_poster(*poster, *format);
    if (bytes) {
        return printed(*bytes);
    }
    std::vector<std::string> languages;
    for (const reporting::PosterText& text : poster->texts) {
        languages.push_back(text.language);
    }
    return failed_for(bytes.error(), languages);
}

std::span<const CommandEntry> dialogue_commands() {
    static constexpr CommandEntry entries[] = {{"dialogue import", import_dialogue},
                                               {"dialogue list", list_dialogues},
                                               {"dialogue open", open_dialogue},
                                               {"dialogue extend", extend_round},
                                               {"dialogue close", close_round},
                                               {"dialogue settle", settle_round},
                                               {"dialogue export", export_dialogue},
                                               {"dialogue poster", make_poster},
                                               {"areas import", import_areas},
                                               {"codebook import", import_codebook}};
    return entries;
}

}  // namespace lyhord::app
