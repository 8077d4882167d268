#include "review/kept_translations.h"

#include <algorithm>

#include "base/limits.h"

namespace lyhord::review {

void KeptTranslations::keep(const base::Id& place, domain::RedactedText translation) {
    const std::lock_guard lock(mutex_);
    drop_old();
    kept_.insert_or_assign(place, Kept{.at = clock_.now(), .translation = std::move(translation)});
    if (kept_.size() > base::limits::kept_translations_max) {
        kept_.erase(std::ranges::min_element(
            kept_, {}, [](const auto& entry) { return entry.second.at.seconds; }));
    }
}

void KeptTranslations::drop(const base::Id& place) {
    const std::lock_guard lock(mutex_);
    kept_.erase(place);
}

std::optional<domain::RedactedText> KeptTranslations::find(const base::Id& place) {
    const std::lock_guard lock(mutex_);
    drop_old();
    const auto found = kept_.find(place);
    return found == kept_.end() ? std::nullopt : std::optional(found->second.translation);
}

void KeptTranslations::drop_old() {
    const std::int64_t oldest = clock_.now().seconds - base::limits::session_seconds;
    std::erase_if(kept_, [oldest](const auto& entry) { return entry.second.at.seconds < oldest; });
}

}  // namespace lyhord::review
