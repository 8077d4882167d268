// Owns Questionnaire: what is asked, as read from a questionnaire file and frozen when a round
// opens. Ids and order are part of the frozen version: sealed answers name options by their index.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/day.h"
#include "base/limits.h"
#include "domain/localized_text.h"

namespace lyhord::domain {

enum class QuestionType { single, multiple, matrix, scale, number, text, area };

// As files and tables name them, in the order of QuestionType.
inline constexpr std::array<std::string_view, 7> question_type_names = {
    "single", "multi", "matrix", "scale", "number", "text", "area"};

struct Option {
    std::string id;
    LocalizedText text;
    bool missing =
        false;  // "Vet inte": counts in base and share, is "Uppgift saknas" as a category
    bool exclusive = false;                // ticking it excludes all others
    bool anchored = false;                 // keeps its place when options are shown in random order
    std::optional<std::string> report_as;  // the option it is counted as, always
    std::optional<std::string> theme;
    LocalizedText statement;                // instead of the question's, whole
    std::optional<double> population = {};  // people who would choose it, if everybody answered
};

struct MatrixRow {
    std::string id;
    LocalizedText text;
};

// Holds when the named question has one of `values`, or any answer at all if `answered`.
struct Condition {
    std::size_t question = 0;  // index of an earlier question
    bool answered = false;
    std::vector<std::string> values;  // option ids; for a scale or number, the number as text
};

// A range of a number question; from `min` up to, not including, `below` (open where absent).
struct Band {
    std::string id;
    LocalizedText text;
    std::optional<double> min;
    std::optional<double> below;
    std::optional<double> population = {};  // people within it
};

struct Indicator {
    std::string id;
    LocalizedText label;
    LocalizedText statement;               // "känner sig otrygga i centrum"
    std::vector<std::string> numerator;    // option ids
    std::vector<std::string> denominator;  // option ids
};

struct TextRules {
    std::size_t characters_max = 600;
    bool place = false;
    std::optional<std::string> codebook;  // id; without one the text is never coded
};

struct NumberRules {
    std::optional<double> min;
    std::optional<double> max;
    std::optional<double> step;
    LocalizedText unit;
    std::vector<Band> bands;  // in order, without gaps; one at least
};

struct ScaleRules {
    std::int64_t min = 1;
    std::int64_t max = 5;
    std::vector<std::pair<std::int64_t, LocalizedText>> labels;
};

struct AreaRules {
    std::string root;  // area code
    bool allow_outside = false;
    LocalizedText outside_label;
};

struct Question {
    std::string id;
    QuestionType type = QuestionType::single;
    LocalizedText text;
    LocalizedText help;
    std::map<std::string, std::string, std::less<>> recordings;  // by language: a file's name
    bool required = false;
    bool background = false;
    bool sensitive = true;        // false: rule 1 only (disclosure/README.md)
    bool for_staff_only = false;  // "sensitive": true is written out: never in a public edition
    bool randomize = false;
    bool ordinal = false;
    std::vector<Condition> show_if;          // all must hold
    std::vector<Option> options;             // single, multiple, matrix
    std::optional<std::size_t> choices_max;  // multiple
    std::vector<MatrixRow> rows;             // matrix
    std::optional<Indicator> indicator;
    // What those who chose an option say of themselves, with {option} for its words, a small letter
    // first: "känner sig otrygga på grund av {option}".
    LocalizedText statement;
    LocalizedText factoid;
    TextRules text_rules;      // text
    NumberRules number_rules;  // number
    ScaleRules scale_rules;    // scale
    AreaRules area_rules;      // area

    // The index of an option of single, multiple and matrix questions.
    std::optional<std::size_t> option(std::string_view option_id) const;
};

// "q1-sv.mp3" or .m4a: small letters, digits and hyphens, and no folder.
bool is_recording_name(std::string_view name);

struct PrivacyNotice {
    LocalizedText controller;
    LocalizedText legal_basis;
    LocalizedText retention;
    LocalizedText contact;
    LocalizedText complaint;
    bool complete() const {
        return !controller.empty() && !legal_basis.empty() && !retention.empty() &&
               !contact.empty();
    }
};

struct HelpBox {
    LocalizedText text;
    bool always_visible = true;
    bool quick_exit = false;
};

// One release at settlement, or weekly ones of at least `batch_min` fragments before it.
struct ReleaseRhythm {
    bool weekly = false;
    int batch_min = base::limits::weekly_batch_min_default;
};

// How people come to answer. Only of a random sample can shares be told of others than those who
// answered.
enum class Design { open, invited_random, meeting, reporters };

// As files name them, in the order of Design.
inline constexpr std::array<std::string_view, 4> design_names = {
    "open", "invited_random", "meeting", "reporters"};

// What a round needs to be opened; each may also be given to `lyhord dialogue open`.
struct RoundTerms {
    std::optional<base::Day> opens_at;
    std::optional<base::Day> closes_at;  // the last day on which answers are taken
    std::optional<base::Day> publish_by;
    std::optional<base::Day> free_text_delete_date;
    std::string decision_ref;
    std::optional<std::int64_t> expected_answers;
    std::int64_t grace_hours = base::limits::grace_hours_default;
    ReleaseRhythm release;
};

struct Questionnaire {
    std::string id;  // the dialogue's slug
    std::int64_t version = 1;
    std::string language;                           // of plain texts
    std::vector<std::string> languages;             // all that occur, `language` first
    std::vector<std::string> machine_translations;  // of these: no person has approved them yet
    LocalizedText title;
    std::vector<std::string> owners;  // organisation or area codes
    std::int64_t estimated_minutes = 0;
    LocalizedText intro;
    LocalizedText thanks;
    PrivacyNotice privacy_notice;
    HelpBox help_box;
    bool sensitive = false;   // no-store, a neutral title and address, Back within it
    bool meeting = false;     // a dialogue meeting: its round settles the same evening
    bool submission = false;  // asks for whatever somebody wants to say: first on the front page
    bool one_page = false;    // all questions on one page
    Design design = Design::open;
    std::vector<Question> questions;
    std::vector<std::vector<std::size_t>> dimensions;  // each one question, or a crossing of some
    int batch_size_min = base::limits::batch_size_default;  // b
    RoundTerms round;

    // Index of the question, or nothing.
    std::optional<std::size_t> find(std::string_view question_id) const;
};

}  // namespace lyhord::domain
