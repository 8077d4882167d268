#include "reporting/wave_report.h"

#include <algorithm>

#include "reporting/question_report.h"
#include "reporting/sentences.h"

namespace lyhord::reporting {
namespace {

using domain::FrozenRound;
using domain::Question;
using domain::ReleaseQuestion;
using statistics::WaveFigure;

// A question of a round that has an indicator, as asked and as released.
struct Measured {
    const FrozenRound& round;
    const ReleaseQuestion& released;
    const Question& asked;
    const domain::ReleasableTable& table;

    // Of a matrix every row has the indicator.
    std::string row() const { return released.row ? asked.rows[*released.row].id : std::string(); }
};

std::optional<Measured> measured(const FrozenRound& round, const domain::ReleasableTable& table) {
    const ReleaseQuestion& released = round.plan.questions[table.counts().question];
    if (!released.question) {
        return std::nullopt;
    }
    const Question& asked = round.questionnaire.questions[*released.question];
    return asked.indicator
               ? std::optional(
                     Measured{.round = round, .released = released, .asked = asked, .table = table})
               : std::nullopt;
}

std::optional<Measured> same_before(const EarlierRound& earlier, const Measured& now) {
    for (const domain::ReleasableTable& table : earlier.tables) {
        const std::optional<Measured> before = measured(*earlier.round, table);
        if (before && before->asked.indicator->id == now.asked.indicator->id &&
            before->row() == now.row()) {
            return before;
        }
    }
    return std::nullopt;
}

// As people read it; a text that only looks alike is another wording.
statistics::Definition definition_of(const Measured& measured) {
    const std::string& language = measured.round.questionnaire.language;
    const auto words = [&language](const domain::LocalizedText& text) {
        return std::string(text.in(language, "sv").text);
    };
    statistics::Definition definition{.indicator = measured.asked.indicator->id,
                                      .wording = words(measured.asked.text),
                                      .scale = {},
                                      .numerator = measured.asked.indicator->numerator,
                                      .denominator = measured.asked.indicator->denominator};
    if (measured.released.row) {
        definition.wording += "\n" + words(measured.asked.rows[*measured.released.row].text);
    }
    for (const domain::ReleaseOption& option : measured.released.options) {
        definition.scale.push_back(option.id + " " + words(option.text));
    }
    return definition;
}

std::optional<WaveFigure> figure_of_wave(const Measured& measured, const ReportRow& all) {
    const bool is_counted = all.indicator && all.indicator_base > 0;
    const auto share =
        statistics::share_of(is_counted ? static_cast<double>(all.indicator->count) : 0,
                             is_counted ? static_cast<double>(all.indicator_base) : 0);
    if (!share) {
        return std::nullopt;
    }
    const bool is_random = measured.round.questionnaire.design == domain::Design::invited_random;
    return WaveFigure{
        .definition = definition_of(measured),
        .design = is_random ? statistics::Design::random_sample : statistics::Design::self_selected,
        .share = *share};
}

// By its year, if that tells the two apart.
std::string name_of_wave(const domain::Round& earlier,
                         const domain::Round& later,
                         const ReportWords& words) {
    constexpr std::size_t year_digits = 4;
    const auto year = [](const domain::Round& round) {
        const auto day = round.last_day();
        return day ? day->text().substr(0, year_digits) : std::string();
    };
    return year(earlier).empty() || year(earlier) == year(later)
               ? words.text("wave_round", {{"round", std::to_string(earlier.number)}})
               : year(earlier);
}

}  // namespace

void add_changes(Report& report, const ReleasedRound& released, const ReportWords& words) {
    if (!released.earlier) {
        return;
    }
    const std::string name =
        name_of_wave(released.earlier->round->round, released.round->round, words);
    for (std::size_t i = 0; i < released.tables.size(); ++i) {
        const std::optional<Measured> now = measured(*released.round, released.tables[i]);
        const std::optional<Measured> before =
            now ? same_before(*released.earlier, *now) : std::nullopt;
        if (!before) {
            continue;
        }
        ReportQuestion& question = report.questions[i];
        const ReportQuestion then =
            question_report(before->round, before->table.counts(), std::nullopt, words);
        const auto later = figure_of_wave(*now, question.everybody());
        const auto earlier = figure_of_wave(*before, then.everybody());
        const auto told = later && earlier
                              ? statistics::compare(*earlier, *later)
                              : base::fail(base::Fault::not_found, "nothing is counted");
        if (told) {
            question.change = ReportChange{.earlier = name,
                                           .before = *then.everybody().indicator,
                                           .base_before = then.everybody().indicator_base,
                                           .told = *told,
                                           .sentence = change_sentence(words, *told, name)};
            question.sentences.push_back(question.change->sentence);
        }
    }
}

}  // namespace lyhord::reporting
