// Owns what the release rules see of an answer: fragments of one question, the shape of that
// question, and the dimensions in which it is shown. Indexes only: no text, no id of a person.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace lyhord::disclosure {

using Index = std::uint32_t;

// One person's answer to one question.
struct Fragment {
    std::vector<Index> options;     // sorted and distinct; exactly one for Choice::single
    std::vector<Index> categories;  // one for each dimension of the shape, in its order

    bool operator==(const Fragment&) const = default;
};

enum class Rules {
    size_only,  // rule 1 (README.md): texts without a codebook, questions with "sensitive": false,
                // deltagande
    all,        // rules 1 to 3
};

enum class Choice {
    none,      // valueless: `deltagande`, and texts without a codebook
    single,    // single choice, a row of a matrix, a scale, the bands of a number
    multiple,  // the ticked set is one value; it may be empty (a text without a theme)
};

// `moves_to` is where the whole category goes when it breaks a rule at settlement: an area to its
// parent's remainder, that to the grandparent's, everything else to "Ej redovisat", which alone
// moves to itself. A category that others move to may thus take in any category that leads to it.
struct Category {
    std::string id;
    Index moves_to = 0;
};

struct Dimension {
    std::string id;
    std::vector<Category> categories;   // in the order of the questionnaire, which settles ties
    std::optional<Index> missing = {};  // "Uppgift saknas", last in ties
    Index not_reported = 0;             // "Ej redovisat"
};

struct QuestionShape {
    Rules rules = Rules::all;
    Choice choice = Choice::single;
    std::size_t options = 0;
    std::vector<Dimension> dimensions;
    int batch_size_min = 0;  // b
};

// Whether the categories leading from `category` pass through `target` (itself included).
bool leads_to(const Dimension& dimension, Index category, Index target);

// Whether b and the limits are kept and every category ends in "Ej redovisat". rounds::Lifecycle
// judges the shapes of a round before it opens; the functions of this folder take only sound ones.
bool is_sound(const QuestionShape& shape);

// Whether the fragment belongs to the shape. Every tick asks it of every fragment that was stored
// (rounds/tick_work.cpp), before anything is counted.
bool fits(const QuestionShape& shape, const Fragment& fragment);

}  // namespace lyhord::disclosure
