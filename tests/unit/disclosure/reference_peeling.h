// Owns the naive peeling that production's work lists are compared with: look at everything, take
// out one fragment that breaks a rule, chosen at random, and begin again.
#pragma once

#include <map>
#include <random>
#include <set>
#include <vector>

#include "disclosure/shape.h"

namespace lyhord::disclosure::testing {

class ReferencePeeling {
public:
    ReferencePeeling(const QuestionShape& shape, const std::vector<Fragment>& fragments)
        : shape_(shape), fragments_(fragments) {
        for (std::size_t i = 0; i < fragments.size(); ++i) inside_.insert(i);
    }

    std::vector<std::size_t> run(std::mt19937_64& random) {
        while (true) {
            const std::vector<std::size_t> violating = violations();
            if (violating.empty()) return {inside_.begin(), inside_.end()};
            inside_.erase(violating[random() % violating.size()]);
        }
    }

private:
    struct Content {
        std::size_t size = 0;
        std::map<Index, std::size_t> ticks;
    };
    using Key = std::pair<std::size_t, Index>;

    std::vector<Key> keys(std::size_t i) const {
        std::vector<Key> keys{{0, 0}};
        for (std::size_t d = 0; d < shape_.dimensions.size(); ++d) {
            keys.emplace_back(d + 1, fragments_[i].categories[d]);
        }
        return keys;
    }

    bool violates(std::size_t i, const std::map<Key, Content>& contents) const {
        for (const Key& key : keys(i)) {
            const Content& content = contents.at(key);
            if (content.size < static_cast<std::size_t>(shape_.batch_size_min)) return true;
            if (shape_.rules == Rules::size_only) continue;
            for (const auto& [option, ticks] : content.ticks) {
                if (content.size - ticks < 2) return true;
            }
        }
        if (shape_.rules == Rules::size_only || shape_.choice != Choice::single) return false;
        std::size_t possible = 0;
        for (Index option = 0; option < shape_.options; ++option) {
            bool everywhere = true;
            for (const Key& key : keys(i)) {
                everywhere = everywhere && contents.at(key).ticks.contains(option);
            }
            if (everywhere) ++possible;
        }
        return possible == 1;
    }

    std::vector<std::size_t> violations() const {
        std::map<Key, Content> contents;
        for (const std::size_t i : inside_) {
            for (const Key& key : keys(i)) {
                ++contents[key].size;
                for (const Index option : fragments_[i].options) ++contents[key].ticks[option];
            }
        }
        std::vector<std::size_t> found;
        for (const std::size_t i : inside_) {
            if (violates(i, contents)) found.push_back(i);
        }
        return found;
    }

    const QuestionShape& shape_;
    const std::vector<Fragment>& fragments_;
    std::set<std::size_t> inside_;
};

}  // namespace lyhord::disclosure::testing
