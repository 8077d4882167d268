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

std::vector<NameVerdict> NameModel::names(const NameFeatures& features, std::size_t words) {
    std::vector<NameVerdict> names(words, NameVerdict::no_name);
    NameHistory history;
    for (std::size_t i = 0; i < words; ++i) {
        const bool is_alone = features.is_lone_letter(i) && !history.previous;
        const bool may_be = !is_alone && features.may_be_name(i) && !features.is_plain(i);
        const float sureness = may_be ? score(features.of(i, history)) : threshold;
        const bool is_name = sureness > threshold;
        if (is_name) {
            names[i] = sureness > unsure_threshold ? NameVerdict::name : NameVerdict::unsure_name;
        }
        history = {.previous = is_name, .before_previous = history.previous};
    }
    return names;
}

}  // namespace lyhord::anonymize
