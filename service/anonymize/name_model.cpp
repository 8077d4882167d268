#include "anonymize/name_model.h"

#include <cstring>

extern "C" const unsigned char lyhord_name_weights[];

namespace lyhord::anonymize {

float NameModel::score(const FeatureList& features) {
    std::int32_t sum = 0;
    for (std::size_t i = 0; i < features.count; ++i) {
        std::int16_t weight = 0;
        std::memcpy(
            &weight, lyhord_name_weights + features.slots[i] * sizeof weight, sizeof weight);
        sum += weight;
    }
    return static_cast<float>(sum) * unit;
}

std::vector<bool> NameModel::names(const NameFeatures& features, std::size_t words) {
    std::vector<bool> names(words, false);
    NameHistory history;
    for (std::size_t i = 0; i < words; ++i) {
        const bool is_alone = features.is_lone_letter(i) && !history.previous;
        const bool is_name = !is_alone && features.may_be_name(i) && !features.is_plain(i) &&
                             score(features.of(i, history)) > threshold;
        names[i] = is_name;
        history = {.previous = is_name, .before_previous = history.previous};
    }
    return names;
}

}  // namespace lyhord::anonymize
