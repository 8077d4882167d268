#include "operations/disposal_reminder.h"

namespace lyhord::operations {

base::Result<std::vector<DueTexts>> DisposalReminder::due() {
    return disposal_.list(clock_.today());
}

base::Result<std::vector<DueTexts>> DisposalReminder::due_once_a_day() {
    const std::lock_guard lock(mutex_);
    const base::Day today = clock_.today();
    if (told_day_ == today) {
        return std::vector<DueTexts>{};
    }
    base::Result<std::vector<DueTexts>> texts = disposal_.list(today);
    if (texts) {
        told_day_ = today;
    }
    return texts;
}

}  // namespace lyhord::operations
