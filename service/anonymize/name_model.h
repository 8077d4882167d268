// Owns NameModel: decides word by word whether it is a part of a person's name, by a logistic model
// of NameFeatures with weights of its own training (tests/redaction/README.md).
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "anonymize/name_features.h"

namespace lyhord::anonymize {

enum class NameVerdict : std::uint8_t { no_name, unsure_name, name };

class NameModel {
public:
    // Weights are stored as whole numbers of this part.
    static constexpr float unit = 1.0F / 1024.0F;
    // Recall is worth more than precision: a name that stays cannot be taken back.
    static constexpr float threshold = -1.0F;
    // At or below it a word is masked though it is more likely no name.
    static constexpr float unsure_threshold = 0.0F;

    // How sure it is that the word with these features is a name: over 0 more likely than not.
    static float score(const FeatureList& features);

    // For each word. Reads from left to right, once.
    static std::vector<NameVerdict> names(const NameFeatures& features, std::size_t words);
};

}  // namespace lyhord::anonymize
