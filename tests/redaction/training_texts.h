// Owns TrainingTexts: makes many texts out of the marked ones, with other names in them, in other
// letters, and with some data masked already: what NameModel is trained on.
#pragma once

#include <filesystem>
#include <random>
#include <string>
#include <vector>

#include "redaction/marked_texts.h"

namespace lyhord::redaction {

// Folded as a detector sees it: what is no name is hidden already.
struct TrainingText {
    std::string text;
    std::vector<anonymize::ByteRange> names;
};

class TrainingTexts {
public:
    // `data`: the folder anonymize/data, whose names take the place of those in the texts.
    explicit TrainingTexts(const std::filesystem::path& data);

    // The text as it is marked.
    static TrainingText as_written(const MarkedText& text);

    // One of its many variants.
    TrainingText varied(const MarkedText& text, std::mt19937& random) const;

private:
    std::string another_name(const MarkedText& text, const Mark& mark, std::mt19937& random) const;

    std::vector<std::string> given_;
    std::vector<std::string> surnames_;
};

}  // namespace lyhord::redaction
