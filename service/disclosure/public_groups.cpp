#include "disclosure/public_groups.h"

#include <utility>

#include "disclosure/moving.h"

namespace lyhord::disclosure {

std::vector<Index> public_groups(const Dimension& dimension,
                                 std::span<const std::int64_t> people,
                                 int people_min) {
    const QuestionShape shape{.rules = Rules::size_only,
                              .choice = Choice::none,
                              .options = 0,
                              .dimensions = {},
                              .batch_size_min = people_min};
    Tally tally(dimension.categories.size(), 0);
    for (Index category = 0; category < people.size(); ++category) {
        tally.add_many(category, static_cast<int>(people[category]));
    }
    return moved_categories(shape, dimension, std::move(tally));
}

}  // namespace lyhord::disclosure
