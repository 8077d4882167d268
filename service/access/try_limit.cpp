#include "access/try_limit.h"

namespace lyhord::access {

bool TryLimit::take(std::uint64_t key) {
    const std::lock_guard lock(mutex_);
    if (!windows_.contains(key)) {
        make_room();
    }
    const base::Instant now = clock_.now();
    Window& window = windows_.try_emplace(key, Window{.begun = now}).first->second;
    // A clock that was set back begins a new window too.
    if (now >= window.begun.plus_seconds(options_.window_seconds) || now < window.begun) {
        window = {.begun = now};
    }
    if (window.taken >= options_.tries_max) {
        return false;
    }
    ++window.taken;
    return true;
}

void TryLimit::give_back(std::uint64_t key) {
    const std::lock_guard lock(mutex_);
    const auto found = windows_.find(key);
    if (found != windows_.end() && found->second.taken > 0) {
        --found->second.taken;
    }
}

// Forgetting everybody lets a flood try a little more; refusing everybody new would let it keep
// honest people out.
void TryLimit::make_room() {
    if (windows_.size() < options_.keys_max) {
        return;
    }
    const base::Instant now = clock_.now();
    std::erase_if(windows_, [&](const auto& entry) {
        return now >= entry.second.begun.plus_seconds(options_.window_seconds);
    });
    if (windows_.size() >= options_.keys_max) {
        windows_.clear();
    }
}

}  // namespace lyhord::access
