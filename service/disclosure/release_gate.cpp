#include "disclosure/release_gate.h"

#include <algorithm>
#include <numeric>

namespace lyhord::disclosure {
namespace {

using domain::QuestionCounts;
using domain::ReleaseQuestion;

bool options_fit(const ReleaseQuestion& question,
                 const std::vector<std::int64_t>& options,
                 std::int64_t base) {
    if (options.size() != question.options.size()) {
        return false;
    }
    const bool each_fits = std::ranges::all_of(
        options, [base](std::int64_t count) { return count >= 0 && count <= base; });
    const std::int64_t sum = std::accumulate(options.begin(), options.end(), std::int64_t{0});
    return each_fits && (question.kind != domain::ValueKind::one || sum == base);
}

bool is_shown_safely(std::int64_t people, int batch_size_min) {
    return people == 0 || people >= batch_size_min;
}

// Parts of one dimension: each large enough, and all of them the whole.
bool partition_fits(const domain::ReleasePlan& plan,
                    const QuestionCounts& counts,
                    const domain::DimensionCounts& dimension) {
    const ReleaseQuestion& question = plan.questions[counts.question];
    std::int64_t base = 0;
    std::vector<std::int64_t> options(question.options.size());
    for (const domain::CategoryCounts& category : dimension.categories) {
        if (!is_shown_safely(category.base, plan.batch_size_min) ||
            !options_fit(question, category.options, category.base)) {
            return false;
        }
        base += category.base;
        for (std::size_t i = 0; i < options.size(); ++i) {
            options[i] += category.options[i];
        }
    }
    return base == counts.base && options == counts.options;
}

}  // namespace

base::Result<domain::ReleasableTable> ReleaseGate::approve(const domain::ReleasePlan& plan,
                                                           QuestionCounts counts) {
    const bool whole = is_shown_safely(counts.base, plan.batch_size_min) &&
                       options_fit(plan.questions[counts.question], counts.options, counts.base);
    const bool parts = std::ranges::all_of(
        counts.by, [&](const auto& dimension) { return partition_fits(plan, counts, dimension); });
    if (!whole || !parts) {
        return base::fail(
            base::Fault::corrupt,
            "the stored counts of a question break the release rules; not shown",
            {.number = static_cast<std::int64_t>(counts.question), .pointer = {}, .subject = {}});
    }
    return domain::ReleasableTable(std::move(counts));
}

}  // namespace lyhord::disclosure
