// Owns the readers of the files an operator imports. Each names everything that is wrong at once,
// with the JSON pointer and the reason, up to limits::import_errors_max.
#pragma once

#include <expected>
#include <functional>
#include <string_view>
#include <vector>

#include "base/json/json.h"
#include "base/result.h"
#include "domain/area.h"
#include "domain/codebook.h"
#include "domain/questionnaire.h"

namespace lyhord::domain {

template <typename T>
using Imported = std::expected<T, std::vector<base::Error>>;

// JSON as in static/demo/questionnaire.json; questionnaire_file*.cpp list every field, with its
// limits, in tables. Unknown fields are refused.
class QuestionnaireFile {
public:
    static Imported<Questionnaire> read(std::string_view json);
    // The same, and check_references() of all that could be read: everything wrong at once.
    static Imported<Questionnaire> read(std::string_view json,
                                        const AreaTree& areas,
                                        const std::vector<Codebook>& codebooks);

    // Errors of `questionnaire` against what it refers to: areas that do not exist, codebooks and
    // themes that are not there, and dimensions with more categories than a table may have.
    static std::vector<base::Error> check_references(const Questionnaire& questionnaire,
                                                     const AreaTree& areas,
                                                     const std::vector<Codebook>& codebooks);

    // Errors if `revised` changes more than wording against `frozen` (ids, order, options, logic,
    // types, dimensions must be the same): a text revision of the same version.
    static std::vector<base::Error> check_revision(const Questionnaire& frozen,
                                                   const Questionnaire& revised);

private:
    using Errors = std::vector<base::Error>;
    using Check = std::function<Errors(const Questionnaire&)>;

    // `check`: finds more errors in what could be read.
    static Imported<Questionnaire> read_and_check(std::string_view json, const Check& check);
};

class AreaFile {
public:
    static Imported<AreaTree> read(std::string_view json);
};

class CodebookFile {
public:
    static Imported<Codebook> read(std::string_view json);
};

}  // namespace lyhord::domain
