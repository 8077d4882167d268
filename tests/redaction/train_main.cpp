// train_names DATA OUT [WITHOUT]: learns the weights of NameModel from texts/tune_*.tsv and
// texts/train_*.tsv, but for those of the file named WITHOUT, and writes them to OUT. Logistic
// loss, AdaGrad (Duchi et al. 2011), the mean of some runs, fixed seed.
#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <string>

#include "anonymize/name_model.h"
#include "redaction/training_texts.h"

namespace {

using namespace lyhord;
using anonymize::FeatureList;
using anonymize::NameHistory;

constexpr int rounds = 40;
// Each in another order and with other names: what one run learns by chance, the mean forgets.
constexpr int runs = 5;
constexpr float rate = 0.15F;
constexpr float worth_of_a_name = 1.0F;
constexpr float decay = 3e-3F;

bool is_inside(const anonymize::Word& word, anonymize::ByteRange name) {
    return word.range.start < name.end && name.start < word.range.end;
}

std::vector<bool> marked(const redaction::TrainingText& text,
                         const std::vector<anonymize::Word>& words) {
    std::vector<bool> names;
    for (const anonymize::Word& word : words) {
        names.push_back(std::ranges::any_of(
            text.names, [&](anonymize::ByteRange name) { return is_inside(word, name); }));
    }
    return names;
}

// One name of eight is treated as one that no list has.
void forget_some(anonymize::NameFeatures& features,
                 const redaction::TrainingText& text,
                 const std::vector<anonymize::Word>& words,
                 std::mt19937& random) {
    for (const anonymize::ByteRange& name : text.names) {
        const bool forgotten = random() % 8U == 0;
        for (std::size_t i = 0; forgotten && i < words.size(); ++i) {
            if (is_inside(words[i], name)) {
                features.forget(i);
            }
        }
    }
}

class Learner {
public:
    float score(const FeatureList& features) const {
        float sum = 0;
        for (std::size_t i = 0; i < features.count; ++i) {
            sum += weights_[features.slots[i]];
        }
        return sum;
    }

    void learn(const FeatureList& features, bool is_name) {
        const float probability = 1.0F / (1.0F + std::exp(-score(features)));
        const float error = (is_name ? 1.0F : 0.0F) - probability;
        const float step = error * (is_name ? worth_of_a_name : 1.0F);
        for (std::size_t i = 0; i < features.count; ++i) {
            const std::uint32_t slot = features.slots[i];
            const float gradient = step - decay * weights_[slot];
            squares_[slot] += gradient * gradient;
            weights_[slot] += rate * gradient / std::sqrt(squares_[slot] + 1e-6F);
        }
    }

    void learn(const redaction::TrainingText& text, std::mt19937& random) {
        const auto words = anonymize::split_words(text.text, lexicon_);
        anonymize::NameFeatures features(text.text, words);
        const std::vector<bool> names = marked(text, words);
        forget_some(features, text, words, random);
        NameHistory history;
        for (std::size_t i = 0; i < words.size(); ++i) {
            bool decided = names[i];
            if (names[i] || features.may_be_name(i)) {
                const FeatureList list = features.of(i, history);
                // Now and then it must live with its own mistakes.
                decided = random() % 5U == 0 ? score(list) > 0 : names[i];
                learn(list, names[i]);
            }
            history = {.previous = decided, .before_previous = history.previous};
        }
    }

    void begin_run() {
        std::ranges::fill(weights_, 0.0F);
        std::ranges::fill(squares_, 0.0F);
    }

    // What is written is the mean over the later rounds, which generalizes better than the last.
    void end_round() {
        for (std::size_t i = 0; i < weights_.size(); ++i) {
            sums_[i] += weights_[i];
        }
        ++rounds_;
    }

    bool write(const std::string& path) const {
        std::vector<std::int16_t> whole;
        for (const float sum : sums_) {
            const float weight = sum / static_cast<float>(rounds_);
            const float scaled = std::round(weight / anonymize::NameModel::unit);
            whole.push_back(static_cast<std::int16_t>(std::clamp(scaled, -32000.0F, 32000.0F)));
        }
        std::ofstream out(path, std::ios::binary);
        out.write(reinterpret_cast<const char*>(whole.data()),
                  static_cast<std::streamsize>(whole.size() * sizeof whole[0]));
        return out.flush().good();
    }

private:
    anonymize::Lexicon lexicon_;
    std::vector<float> weights_ = std::vector<float>(1U << anonymize::name_slot_bits);
    std::vector<float> sums_ = std::vector<float>(1U << anonymize::name_slot_bits);
    int rounds_ = 0;
    std::vector<float> squares_ = std::vector<float>(1U << anonymize::name_slot_bits);
};

std::vector<redaction::MarkedText> texts_without(std::string_view name) {
    std::vector<redaction::MarkedText> all;
    for (const char* part : {"tune_", "train_"}) {
        std::vector<std::filesystem::path> files;
        for (const auto& entry : std::filesystem::directory_iterator(LYHORD_TEXTS)) {
            const std::string file = entry.path().filename().string();
            if (file.starts_with(part) && file != name) {
                files.push_back(entry.path());
            }
        }
        std::ranges::sort(files);  // the same weights on every machine
        for (const std::filesystem::path& file : files) {
            std::ranges::move(redaction::read_marked_texts(file), std::back_inserter(all));
        }
    }
    return all;
}

}  // namespace

int main(int count, char** words) {
    if (count < 3) {
        std::cerr << "usage: train_names DATA OUT [WITHOUT]\n";
        return 2;
    }
    std::vector<redaction::MarkedText> texts = texts_without(count > 3 ? words[3] : "");
    const redaction::TrainingTexts training{std::filesystem::path(words[1])};
    std::mt19937 random(20261122);
    Learner learner;
    for (int run = 0; run < runs; ++run) {
        learner.begin_run();
        for (int round = 0; round < rounds; ++round) {
            std::ranges::shuffle(texts, random);
            for (const redaction::MarkedText& text : texts) {
                learner.learn(round % 4 == 0 ? redaction::TrainingTexts::as_written(text)
                                             : training.varied(text, random),
                              random);
            }
            if (round >= rounds / 3) {
                learner.end_round();
            }
        }
    }
    if (!learner.write(words[2])) {
        std::cerr << "train_names: " << words[2] << " cannot be written\n";
        return EXIT_FAILURE;
    }
    return EXIT_SUCCESS;
}
