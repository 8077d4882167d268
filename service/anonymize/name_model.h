// Owns NameModel: decides word by word whether it is a part of a person's name, by a logistic model
// of NameFeatures with weights of its own training (tests/redaction/README.md).
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "anonymize/name_features.h"

namespace lyhord::anonymize {

class NameModel {
public:
    // Weights are stored as whole numbers of this part.
    static constexpr float unit = 1.0F / 1024.0F;
    // Recall is worth more than precision: a name that stays cannot be taken back.
    static constexpr float threshold = -1.0F;

    // How sure it is that the word with these features is a name: over 0 more likely than not.
    static float score(const FeatureList& features);

    // For each word, whether it is a name. Reads from left to right, once.
    static std::vector<bool> names(const NameFeatures& features, std::size_t words);
};

}  // namespace lyhord::anonymize
