#include "review/foreign_text_count.h"

#include "base/limits.h"

namespace lyhord::review {

base::Result<ForeignTexts> ForeignTextCount::of(
    const base::Id& round, const std::function<base::Result<ForeignTexts>()>& count) {
    const std::int64_t hour = clock_.now().seconds / base::limits::answers_told_seconds;
    {
        const std::lock_guard lock(mutex_);
        Counted& counted =
            counted_
                .try_emplace(
                    round,
                    Counted{.texts = base::fail(base::Fault::unavailable, "not counted yet")})
                .first->second;
        if (counted.hour == hour) {
            return counted.texts;
        }
        counted.hour = hour;
    }
    base::Result<ForeignTexts> texts = count();
    const std::lock_guard lock(mutex_);
    counted_.at(round).texts = texts;
    return texts;
}

}  // namespace lyhord::review
