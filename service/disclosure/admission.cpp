#include "disclosure/admission.h"

#include <algorithm>
#include <cassert>

#include "disclosure/peeling.h"

namespace lyhord::disclosure {

Outcome admit(const QuestionShape& shape,
              std::span<const Fragment> fragments,
              std::size_t batch_min) {
    assert(std::ranges::all_of(fragments, [&](const Fragment& f) { return fits(shape, f); }));
    std::vector<bool> stays = Peeling(shape, fragments).run();
    const auto remaining = static_cast<std::size_t>(std::ranges::count(stays, true));
    if (remaining < batch_min) stays.assign(fragments.size(), false);

    Outcome outcome{.admitted = {},
                    .left = {},
                    .recoded = std::vector<std::int64_t>(shape.dimensions.size(), 0)};
    for (std::size_t i = 0; i < fragments.size(); ++i) {
        if (stays[i]) {
            outcome.admitted.push_back({.fragment = i, .categories = fragments[i].categories});
        } else {
            outcome.left.push_back(i);
        }
    }
    return outcome;
}

}  // namespace lyhord::disclosure
