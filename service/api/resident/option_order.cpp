#include "api/resident/option_order.h"

#include <algorithm>
#include <string>

#include "base/crypto/crypto.h"

namespace lyhord::api {

std::vector<std::size_t> option_order(const domain::Question& question, std::string_view seed) {
    struct Loose {
        base::Digest draw;  // as good as random, and found again from the seed
        std::size_t option;
    };
    std::vector<std::size_t> order;
    std::vector<Loose> loose;
    for (std::size_t i = 0; i < question.options.size(); ++i) {
        order.push_back(i);
        if (question.randomize && !seed.empty() && !question.options[i].anchored) {
            const std::string label =
                std::string(seed) + "/" + question.id + "/" + question.options[i].id;
            loose.push_back({base::crypto::sha256(base::as_bytes(label)), i});
        }
    }
    std::ranges::sort(loose, {}, &Loose::draw);
    std::size_t next = 0;
    for (std::size_t& place : order) {
        if (!loose.empty() && !question.options[place].anchored) {
            place = loose[next++].option;
        }
    }
    return order;
}

}  // namespace lyhord::api
