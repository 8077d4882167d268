#include "themes/round_coders.h"

namespace lyhord::themes {

RoundCoders::Coders RoundCoders::of(const domain::FrozenRound& round) {
    const std::lock_guard lock(mutex_);
    Coders& known = coders_[round.round.id];
    if (known == nullptr) {
        auto coders = std::make_shared<std::vector<Coder>>();
        for (const domain::Codebook& codebook : round.codebooks) {
            coders->emplace_back(codebook);
        }
        known = std::move(coders);
    }
    return known;
}

}  // namespace lyhord::themes
