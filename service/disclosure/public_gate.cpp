#include "disclosure/public_gate.h"

#include <algorithm>
#include <optional>

#include "base/limits.h"
#include "disclosure/plan_shape.h"
#include "disclosure/public_groups.h"

namespace lyhord::disclosure {
namespace {

using base::Fault;
using base::Result;
using domain::DimensionCounts;
using domain::FrozenRound;
using domain::PublicEdition;
using domain::PublicGap;
using domain::PublicTable;
using domain::QuestionCounts;
using domain::ReleaseQuestion;

constexpr std::int64_t tell_min = base::limits::public_category_min;

std::int64_t in_tens(std::int64_t count) { return count / tell_min * tell_min; }

// One that is asked only after certain answers to another tells how many gave them.
bool is_for_staff_only(const FrozenRound& round, const std::vector<std::size_t>& questions) {
    return std::ranges::any_of(questions, [&round](std::size_t index) {
        const domain::Question& question = round.questionnaire.questions[index];
        std::vector<std::size_t> earlier;
        for (const domain::Condition& condition : question.show_if) {
            earlier.push_back(condition.question);
        }
        return question.for_staff_only || is_for_staff_only(round, earlier);
    });
}

// Themes that are not told in public.
bool is_sensitive_theme(const FrozenRound& round,
                        const ReleaseQuestion& question,
                        const std::string& theme) {
    if (!question.is_text) {
        return false;
    }
    const auto& codebook = round.questionnaire.questions[*question.question].text_rules.codebook;
    const auto book =
        std::ranges::find(round.codebooks, codebook.value_or(std::string()), &domain::Codebook::id);
    if (book == round.codebooks.end()) {
        return true;
    }
    const auto found = std::ranges::find(book->themes, theme, &domain::Theme::id);
    return found == book->themes.end() || found->sensitive;
}

void add_to(domain::CategoryCounts& sum, const domain::CategoryCounts& part) {
    sum.base += part.base;
    sum.options.resize(std::max(sum.options.size(), part.options.size()));
    for (std::size_t i = 0; i < part.options.size(); ++i) {
        sum.options[i] += part.options[i];
    }
}

// A dimension of a question as it may be public. Nothing: it would tell of everybody only.
struct PublicDimension {
    DimensionCounts counts;
    bool moved = false;
};

std::optional<PublicDimension> public_dimension(const domain::ReleasePlan& plan,
                                                const QuestionShape& shape,
                                                const DimensionCounts& counts,
                                                std::size_t at) {
    const Dimension& dimension = shape.dimensions[at];
    std::vector<std::int64_t> people(dimension.categories.size());
    for (const domain::CategoryCounts& category : counts.categories) {
        people[category.category] = category.base;
    }
    const std::vector<Index> ends = public_groups(dimension, people, public_people_min(plan));
    std::vector<domain::CategoryCounts> joined(people.size());
    std::int64_t moved = counts.recoded;
    for (const domain::CategoryCounts& category : counts.categories) {
        const Index end = ends[category.category];
        add_to(joined[end], category);
        moved += end != category.category ? category.base : 0;
    }
    PublicDimension result{
        .counts = {.dimension = counts.dimension, .recoded = in_tens(moved), .categories = {}},
        .moved = moved > 0};
    for (std::size_t i = 0; i < joined.size(); ++i) {
        if (joined[i].base > 0) {
            joined[i].category = i;
            result.counts.categories.push_back(std::move(joined[i]));
        }
    }
    const auto& left = result.counts.categories;
    const bool tells_nothing = left.size() == 1 && left.front().category == dimension.not_reported;
    return tells_nothing ? std::nullopt : std::optional(std::move(result));
}

}  // namespace

int public_people_min(const domain::ReleasePlan& plan) {
    return std::max(static_cast<int>(tell_min), plan.batch_size_min);
}

class PublicGate::Maker {
public:
    explicit Maker(const FrozenRound& round) : round_(round) {}

    Result<PublicEdition> make(std::span<const domain::ReleasableTable> tables) {
        for (const domain::ReleasableTable& table : tables) {
            add(table.counts());
        }
        return edition_;
    }

private:
    void add(const QuestionCounts& counts) {
        const ReleaseQuestion& question = round_.plan.questions[counts.question];
        const bool is_asked = question.question.has_value();
        if (is_asked && is_for_staff_only(round_, {*question.question})) {
            leave_out(counts.question, PublicGap::sensitive);
        } else if (counts.base < public_people_min(round_.plan)) {
            leave_out(counts.question, PublicGap::too_few);
        } else if (!is_asked || !question.options.empty()) {
            edition_.tables_.push_back(table_of(question, counts));
        }
    }

    void leave_out(std::size_t question, PublicGap why) {
        edition_.missing_.push_back({.question = question, .why = why});
    }

    PublicTable table_of(const ReleaseQuestion& question, const QuestionCounts& counts) const {
        PublicTable table;
        table.counts_ = counts;
        table.counts_.withheld = in_tens(counts.withheld);
        table.counts_.withdrawn = 0;
        table.counts_.by.clear();
        table.withholds_ = counts.withheld > 0;
        const QuestionShape shape = shape_of(round_.plan, question);
        for (std::size_t at = 0; at < counts.by.size(); ++at) {
            add(table, shape, counts.by[at], at);
        }
        for (const domain::ReleaseOption& option : question.options) {
            table.shown_.push_back(!is_sensitive_theme(round_, question, option.id));
        }
        hide(table);
        return table;
    }

    void add(PublicTable& table,
             const QuestionShape& shape,
             const DimensionCounts& counts,
             std::size_t at) const {
        const std::size_t dimension = counts.dimension;
        if (is_for_staff_only(round_, round_.plan.dimensions[dimension].parts)) {
            table.missing_.push_back({.dimension = dimension, .why = PublicGap::sensitive});
        } else if (auto shown = public_dimension(round_.plan, shape, counts, at)) {
            table.counts_.by.push_back(std::move(shown->counts));
            table.moved_.push_back(shown->moved);
        } else {
            table.missing_.push_back({.dimension = dimension, .why = PublicGap::too_few});
        }
    }

    // Several themes may be in one text, so that what the others have says nothing of one.
    static void hide(PublicTable& table) {
        for (std::size_t option = 0; option < table.shown_.size(); ++option) {
            if (table.shown_[option]) {
                continue;
            }
            table.counts_.options[option] = 0;
            for (DimensionCounts& dimension : table.counts_.by) {
                for (domain::CategoryCounts& category : dimension.categories) {
                    category.options[option] = 0;
                }
            }
        }
    }

    const FrozenRound& round_;
    PublicEdition edition_;
};

Result<PublicEdition> PublicGate::edition(const FrozenRound& round,
                                          std::span<const domain::ReleasableTable> tables) {
    if (round.questionnaire.sensitive) {
        return base::fail(Fault::forbidden, "a sensitive dialogue has no public edition");
    }
    if (round.round.state != domain::RoundState::settled) {
        return base::fail(Fault::conflict, "the round is not settled");
    }
    const bool is_whole = tables.size() == round.plan.questions.size();
    if (!is_whole || tables.back().counts().base < public_people_min(round.plan)) {
        return base::fail(Fault::conflict,
                          "fewer people took part than the public may be told of",
                          {.number = public_people_min(round.plan)});
    }
    return Maker(round).make(tables);
}

bool PublicGate::may_follow(const PublicEdition& earlier, const PublicEdition& later) {
    const auto same_group = [](const auto& a, const auto& b) {
        return a.category == b.category && a.base == b.base && a.options == b.options;
    };
    for (const PublicTable& before : earlier.tables()) {
        const auto after = std::ranges::find_if(later.tables(), [&before](const auto& table) {
            return table.counts().question == before.counts().question;
        });
        if (after == later.tables().end()) {
            continue;
        }
        const QuestionCounts& counts = after->counts();
        if (counts.base != before.counts().base || counts.options != before.counts().options) {
            return false;
        }
        for (const DimensionCounts& known : before.counts().by) {
            const auto found =
                std::ranges::find(counts.by, known.dimension, &DimensionCounts::dimension);
            if (found != counts.by.end() &&
                !std::ranges::equal(found->categories, known.categories, same_group)) {
                return false;
            }
        }
    }
    return true;
}

}  // namespace lyhord::disclosure
