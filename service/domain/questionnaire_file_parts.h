// Owns the seams between the pieces of QuestionnaireFile: question by question, then what ties
// questions together. Used by questionnaire_file*.cpp only.
#pragma once

#include "domain/file_reading.h"
#include "domain/questionnaire.h"
#include "domain/reserved_ids.h"

namespace lyhord::domain {

// One question alone: its fields, options, rows, bands. Its show_if is read later.
Question read_question(FileReading& in, const Node& node);

constexpr unsigned type_bit(QuestionType type) { return 1U << static_cast<unsigned>(type); }

// Fields of a question that hold objects of their own; options before the indicator.
void read_options(FileReading& in, const Node& node, Question& out);
void read_rows(FileReading& in, const Node& node, Question& out);
void read_indicator(FileReading& in, const Node& node, Question& out);

// Adds the bands of a number question: as written, or as derived from its limits when it has none
// (one a value up to ten whole steps, else five equal ones).
NumberRules with_bands(FileReading& in, const Node& question, NumberRules rules);

// Fills every show_if; `nodes` are the questions' places.
void read_conditions(FileReading& in, std::span<const Node> nodes, Questionnaire& questionnaire);

// The declared dimensions, or every background question alone where the file has none.
std::vector<std::vector<std::size_t>> read_dimensions(FileReading& in,
                                                      const Node& root,
                                                      const Questionnaire& questionnaire);

// How many categories a question gives as a dimension, "missing" not included. An area question
// gives `areas` of them.
std::size_t count_categories(const Question& question, std::size_t areas);

RoundTerms read_round(FileReading& in, const Node& node);

}  // namespace lyhord::domain
