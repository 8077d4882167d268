// Owns PublicRound: a settled round made by hand, with the tables that staff see, for the tests of
// public editions.
#pragma once

#include <gtest/gtest.h>

#include <numeric>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "disclosure/public_gate.h"
#include "disclosure/release_gate.h"

namespace lyhord::disclosure::testing {

inline domain::Category category(std::string id,
                                 std::vector<std::string> members = {},
                                 std::optional<std::size_t> moves_to = {}) {
    return {.id = std::move(id), .text = {}, .moves_to = moves_to, .members = std::move(members)};
}

// A town with three villages and the town's remainder, then "_missing" and "_not_reported"; three
// ages. Asked are "safe" (one of two), a text with the themes "light" and, sensitive, "home", and
// everybody's taking part.
class PublicRound {
public:
    enum Home : std::size_t { a, b, c, rest, home_missing, home_not_reported };
    enum Age : std::size_t { young, middle, old, age_missing, age_not_reported };
    enum Asked : std::size_t { safe, words, participation };

    PublicRound() {
        round_.round.state = domain::RoundState::settled;
        for (const char* id : {"home", "age", "safe", "words"}) {
            domain::Question question;
            question.id = id;
            round_.questionnaire.questions.push_back(std::move(question));
        }
        round_.questionnaire.questions[3].text_rules.codebook = "book";
        domain::Codebook book;
        book.id = "book";
        book.themes.resize(2);
        book.themes[0].id = "light";
        book.themes[1].id = "home";
        book.themes[1].sensitive = true;
        round_.codebooks = {std::move(book)};
        round_.plan.dimensions = {{.id = "home",
                                   .parts = {0},
                                   .is_area = true,
                                   .categories = {category("a", {"a"}, rest),
                                                  category("b", {"b"}, rest),
                                                  category("c", {"c"}, rest),
                                                  category("_rest:town", {"town"}),
                                                  category("_missing"),
                                                  category("_not_reported")}},
                                  {.id = "age",
                                   .parts = {1},
                                   .is_area = false,
                                   .categories = {category("young"),
                                                  category("middle"),
                                                  category("old"),
                                                  category("_missing"),
                                                  category("_not_reported")}}};
        round_.plan.questions = {ask("safe", 2, {"yes", "no"}),
                                 ask("words", 3, {"light", "home"}),
                                 ask("deltagande", {}, {})};
        round_.plan.questions[words].kind = domain::ValueKind::several;
        round_.plan.questions[words].is_text = true;
        round_.plan.questions[words].dimensions = {0};
        round_.plan.questions[participation].kind = domain::ValueKind::none;
    }

    domain::FrozenRound& round() { return round_; }

    // How many are in each category. Every second of them is the first option; in a text, all are
    // the first and every second is the other as well.
    domain::QuestionCounts counts(std::size_t question,
                                  const std::vector<std::int64_t>& homes,
                                  const std::vector<std::int64_t>& ages) const {
        domain::QuestionCounts counts;
        counts.question = question;
        counts.by.push_back(split(question, 0, homes));
        if (question != words) {
            counts.by.push_back(split(question, 1, ages));
        }
        counts.options.resize(round_.plan.questions[question].options.size());
        for (const domain::CategoryCounts& part : counts.by[0].categories) {
            counts.base += part.base;
            for (std::size_t i = 0; i < counts.options.size(); ++i) {
                counts.options[i] += part.options[i];
            }
        }
        if (counts.by.size() > 1) {
            even_out(counts.by[1], counts.options);
        }
        return counts;
    }

    base::Result<domain::PublicEdition> edition(std::vector<domain::QuestionCounts> all) const {
        std::vector<domain::ReleasableTable> tables;
        for (domain::QuestionCounts& counts : all) {
            auto table = ReleaseGate::approve(round_.plan, std::move(counts));
            EXPECT_TRUE(table) << "not even staff may see it";
            if (table) {
                tables.push_back(std::move(*table));
            }
        }
        return PublicGate::edition(round_, tables);
    }

    // Of the same people in every question.
    base::Result<domain::PublicEdition> edition(const std::vector<std::int64_t>& homes,
                                                const std::vector<std::int64_t>& ages) const {
        return edition({counts(safe, homes, ages),
                        counts(words, homes, ages),
                        counts(participation, homes, ages)});
    }

private:
    static domain::ReleaseQuestion ask(std::string id,
                                       std::optional<std::size_t> question,
                                       std::initializer_list<const char*> options) {
        domain::ReleaseQuestion asked;
        asked.id = std::move(id);
        asked.question = question;
        asked.dimensions = {0, 1};
        for (const char* option : options) {
            asked.options.push_back({.id = option, .text = {}, .missing = false});
        }
        return asked;
    }

    domain::DimensionCounts split(std::size_t question,
                                  std::size_t dimension,
                                  const std::vector<std::int64_t>& people) const {
        domain::DimensionCounts part{.dimension = dimension, .recoded = 0, .categories = {}};
        for (std::size_t i = 0; i < people.size(); ++i) {
            if (people[i] == 0) {
                continue;
            }
            domain::CategoryCounts cell{.category = i, .base = people[i], .options = {}};
            if (question == safe) {
                cell.options = {people[i] / 2, people[i] - people[i] / 2};
            } else if (question == words) {
                cell.options = {people[i], people[i] / 2};
            }
            part.categories.push_back(std::move(cell));
        }
        return part;
    }

    // Halves of odd numbers are not the same in another division.
    static void even_out(domain::DimensionCounts& part, const std::vector<std::int64_t>& whole) {
        if (whole.empty()) {
            return;
        }
        std::int64_t first = whole[0];
        for (const domain::CategoryCounts& cell : part.categories) {
            first -= cell.options[0];
        }
        for (domain::CategoryCounts& cell : part.categories) {
            const std::int64_t moved = first > 0 ? std::min<std::int64_t>(first, cell.options[1])
                                                 : -std::min<std::int64_t>(-first, cell.options[0]);
            cell.options[0] += moved;
            cell.options[1] -= moved;
            first -= moved;
        }
    }

    domain::FrozenRound round_;
};

}  // namespace lyhord::disclosure::testing
