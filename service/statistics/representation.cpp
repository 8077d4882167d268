#include "statistics/representation.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace lyhord::statistics {
namespace {

// The sum, or nothing if it cannot be divided by.
double sum_of(std::span<const double> numbers) {
    if (std::ranges::any_of(numbers, [](double n) { return !std::isfinite(n) || n < 0; })) {
        return 0;
    }
    return std::accumulate(numbers.begin(), numbers.end(), 0.0);
}

}  // namespace

base::Result<std::vector<Representation>> represent(std::span<const double> answers,
                                                    std::span<const double> people) {
    const double answered = sum_of(answers);
    const double population = sum_of(people);
    if (answers.size() != people.size() || !(answered > 0) || !(population > 0)) {
        return base::fail(base::Fault::invalid,
                          "representativity needs answers and people of the same categories");
    }
    std::vector<Representation> found(answers.size());
    for (std::size_t category = 0; category < answers.size(); ++category) {
        found[category] = {.answered = answers[category] / answered,
                           .population = people[category] / population};
    }
    return found;
}

}  // namespace lyhord::statistics
