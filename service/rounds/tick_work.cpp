#include "rounds/tick_work.h"

#include <algorithm>
#include <iterator>

#include "base/limits.h"
#include "disclosure/counts.h"
#include "disclosure/plan_shape.h"
#include "disclosure/settlement.h"

namespace lyhord::rounds {
namespace {

using domain::Fragment;
using domain::TickPurpose;

// The Monday of the day's week; 1970-01-01 was a Thursday.
base::Day week_of(base::Day day) { return day.plus(-((day.number() + 3) % 7 + 7) % 7); }

store::CounterDelta delta(std::uint16_t question, std::int64_t count) {
    store::CounterDelta made;
    made.question = question;
    made.count = count;
    return made;
}

class Work {
public:
    Work(const TickContext& context, const std::set<base::Digest>& withdrawn)
        : context_(context), withdrawn_(withdrawn), batch_(context.round.round.batch + 1) {
        commit_.round = context.round.round.id;
        commit_.round_after = context.round.round;
        commit_.waiting_epoch = context.next.epoch;
    }

    base::Result<store::TickCommit> run(std::vector<Fragment> fragments) {
        const domain::ReleasePlan& plan = context_.round.plan;
        std::vector<Pending> by_question;
        for (const domain::ReleaseQuestion& question : plan.questions) {
            by_question.push_back({.shape = disclosure::shape_of(plan, question), .fragments = {}});
        }
        for (Fragment& fragment : fragments) {
            if (fragment.question >= by_question.size() ||
                !disclosure::fits(by_question[fragment.question].shape, seen_by_rules(fragment))) {
                return base::fail(base::Fault::corrupt,
                                  "a sealed answer does not belong to its round's questionnaire");
            }
            by_question[fragment.question].fragments.push_back(std::move(fragment));
        }
        for (std::size_t i = 0; i < by_question.size(); ++i) {
            handle(static_cast<std::uint16_t>(i), std::move(by_question[i]));
        }
        // In the order of what is random: it tells nothing, and a table is filled page by page.
        std::ranges::sort(commit_.comments, {}, &store::NewComment::id);
        finish_round();
        return std::move(commit_);
    }

private:
    // What one question has in this tick.
    struct Pending {
        disclosure::QuestionShape shape;
        std::vector<Fragment> fragments;
    };

    static disclosure::Fragment seen_by_rules(const Fragment& fragment) {
        return disclosure::rule_fragment(fragment.values, fragment.categories);
    }

    void handle(std::uint16_t question, Pending pending) {
        std::vector<Fragment>& fragments = pending.fragments;
        drop_withdrawn(question, fragments);
        // No trace of the order in which answers came may reach what is stored.
        context_.random.shuffle(fragments);
        if (context_.purpose == TickPurpose::reseal) {
            keep_waiting(question, std::move(fragments));
            return;
        }
        std::vector<Fragment> textless = take_textless(question, fragments);
        const disclosure::QuestionShape& shape = pending.shape;
        std::vector<disclosure::Fragment> seen;
        for (const Fragment& fragment : fragments) {
            seen.push_back(seen_by_rules(fragment));
        }
        const bool settling = context_.purpose == TickPurpose::settle;
        const disclosure::Outcome outcome = settling ? disclosure::settle(shape, seen)
                                                     : disclosure::admit(shape, seen, batch_min());
        record(question, shape, seen, outcome);
        for (const disclosure::Admitted& admitted : outcome.admitted) {
            add_comment(question, fragments[admitted.fragment], admitted.categories);
        }
        if (settling) {
            commit_.batches.back().withheld += static_cast<std::int64_t>(textless.size());
            return;
        }
        std::vector<Fragment> left = taken(fragments, outcome.left);
        std::ranges::move(textless, std::back_inserter(left));
        keep_waiting(question, std::move(left));
    }

    // Texts that could not be redacted. They are nowhere counted: that they could not be is no
    // answer. Settlement tells how many they were.
    std::vector<Fragment> take_textless(std::uint16_t question, std::vector<Fragment>& fragments) {
        std::vector<Fragment> textless;
        if (context_.round.plan.questions[question].is_text) {
            const auto rest = std::ranges::stable_partition(
                fragments, [](const Fragment& fragment) { return fragment.text.has_value(); });
            std::ranges::move(rest, std::back_inserter(textless));
            fragments.erase(rest.begin(), rest.end());
        }
        return textless;
    }

    std::size_t batch_min() const {
        const int weekly = context_.round.round.terms.release.batch_min;
        return static_cast<std::size_t>(std::max(weekly, context_.round.plan.batch_size_min));
    }

    void drop_withdrawn(std::uint16_t question, std::vector<Fragment>& fragments) {
        const auto dropped = std::erase_if(fragments, [this](const Fragment& fragment) {
            return fragment.text && withdrawn_.contains(fragment.text->withdrawal_id);
        });
        if (dropped > 0) {
            store::CounterDelta withdrawn = delta(question, static_cast<std::int64_t>(dropped));
            withdrawn.dimension = store::withdrawn_dimension;
            commit_.counters.push_back(withdrawn);
        }
    }

    static std::vector<Fragment> taken(std::vector<Fragment>& fragments,
                                       const std::vector<std::size_t>& positions) {
        std::vector<Fragment> taken;
        for (const std::size_t position : positions) {
            taken.push_back(std::move(fragments[position]));
        }
        return taken;
    }

    void record(std::uint16_t question,
                const disclosure::QuestionShape& shape,
                const std::vector<disclosure::Fragment>& seen,
                const disclosure::Outcome& outcome) {
        const bool settling = context_.purpose == TickPurpose::settle;
        if (outcome.admitted.empty() && !settling) {
            return;
        }
        released_ = true;
        commit_.batches.push_back(
            {.question = question,
             .batch = batch_,
             .base = static_cast<std::int64_t>(outcome.admitted.size()),
             .withheld = settling ? static_cast<std::int64_t>(outcome.left.size()) : 0,
             .recoded = outcome.recoded});
        const disclosure::Counts counts = disclosure::count(shape, seen, outcome);
        add_counts(question, -1, -1, counts.total);
        for (std::size_t i = 0; i < counts.dimensions.size(); ++i) {
            for (std::size_t j = 0; j < counts.dimensions[i].size(); ++j) {
                add_counts(question,
                           static_cast<std::int32_t>(i),
                           static_cast<std::int32_t>(j),
                           counts.dimensions[i][j]);
            }
        }
    }

    void add_counts(std::uint16_t question,
                    std::int32_t dimension,
                    std::int32_t category,
                    const disclosure::CategoryCounts& counts) {
        const auto add = [&](std::int32_t option, std::int64_t count) {
            if (count != 0) {
                store::CounterDelta counter = delta(question, count);
                counter.dimension = dimension;
                counter.category = category;
                counter.option = option;
                commit_.counters.push_back(counter);
            }
        };
        add(-1, counts.base);
        for (std::size_t i = 0; i < counts.options.size(); ++i) {
            add(static_cast<std::int32_t>(i), counts.options[i]);
        }
    }

    // An admitted text becomes a comment, sealed until a person has read it.
    void add_comment(std::uint16_t question,
                     Fragment& fragment,
                     const std::vector<disclosure::Index>& categories) {
        if (!fragment.text) {
            return;
        }
        const domain::ReleaseQuestion& release = context_.round.plan.questions[question];
        std::string area;
        for (std::size_t i = 0; i < release.dimensions.size(); ++i) {
            const domain::Dimension& dimension =
                context_.round.plan.dimensions[release.dimensions[i]];
            area = dimension.is_area ? dimension.categories[categories[i]].id : area;
        }
        const base::Digest id = fragment.text->withdrawal_id;
        base::Bytes content =
            domain::Fragments::encode_comment({.text = std::move(fragment.text->text),
                                               .language = std::move(fragment.text->language),
                                               .themes = std::move(fragment.values)});
        commit_.comments.push_back({.id = id,
                                    .question = question,
                                    .area = std::move(area),
                                    .week = week_of(context_.day),
                                    .sealed = context_.sealer.seal(context_.review, content)});
        base::wipe(content);
    }

    // Seals them together, in pieces.
    void keep_waiting(std::uint16_t question, std::vector<Fragment> fragments) {
        // The seal pads to a power of two, so half of the limit leaves room for its header. Of that
        // half, four bytes are the seal's length and one is the format of the fragments.
        constexpr std::size_t piece_bytes_max = base::limits::sealed_piece_bytes_max / 2 - 4 - 1;
        std::vector<Fragment> piece;
        std::size_t size = 0;
        for (Fragment& fragment : fragments) {
            const std::size_t more = domain::Fragments::encoded_size(fragment);
            if (!piece.empty() && size + more > piece_bytes_max) {
                seal_piece(question, piece);
                piece.clear();
                size = 0;
            }
            size += more;
            piece.push_back(std::move(fragment));
        }
        if (!piece.empty()) {
            seal_piece(question, piece);
        }
    }

    void seal_piece(std::uint16_t question, const std::vector<Fragment>& piece) {
        base::Bytes plain = domain::Fragments::encode(piece);
        commit_.waiting.push_back(
            {.question = question, .sealed = context_.sealer.seal(context_.next, plain)});
        base::wipe(plain);
    }

    void finish_round() {
        domain::Round& after = commit_.round_after;
        after.resealed_day = context_.day;
        if (context_.purpose == TickPurpose::settle) {
            after.state = domain::RoundState::settled;
        }
        if (context_.purpose != TickPurpose::reseal) {
            after.released_day = context_.day;
        } else if (after.state != domain::RoundState::scheduled) {
            // A release under a clock that ran ahead must not put off the next one until then.
            const base::Day opened = after.terms.opens_at.value_or(context_.day);
            after.released_day = std::min(after.released_day, std::max(context_.day, opened));
        }
        if (released_) {
            after.batch = batch_;
        }
    }

    const TickContext& context_;
    const std::set<base::Digest>& withdrawn_;
    store::TickCommit commit_;
    std::int64_t batch_;
    bool released_ = false;
};

}  // namespace

base::Result<store::TickCommit> work_out(const TickContext& context,
                                         std::vector<Fragment> fragments,
                                         const std::set<base::Digest>& withdrawn) {
    return Work(context, withdrawn).run(std::move(fragments));
}

}  // namespace lyhord::rounds
