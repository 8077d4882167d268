// Owns KeptTranslations: what a reader has typed and not handed in, until the page comes back to
// the same text. In memory only, redacted like any text, and gone with the decision.
#pragma once

#include <map>
#include <mutex>
#include <optional>

#include "base/bytes.h"
#include "base/clock.h"
#include "domain/redacted_text.h"

namespace lyhord::review {

// Thread-safe. `place`: a text in one reader's order, and so in nobody else's.
class KeptTranslations {
public:
    explicit KeptTranslations(const base::Clock& clock) : clock_(clock) {}

    // Of more than limits::kept_translations_max the oldest goes.
    void keep(const base::Id& place, domain::RedactedText translation);
    void drop(const base::Id& place);
    // Nothing after limits::session_seconds: no reader's session is longer.
    std::optional<domain::RedactedText> find(const base::Id& place);

private:
    struct Kept {
        base::Instant at;
        domain::RedactedText translation;
    };

    void drop_old();

    const base::Clock& clock_;
    std::mutex mutex_;
    std::map<base::Id, Kept> kept_;
};

}  // namespace lyhord::review
