// Owns ForeignTextCount: how many texts of a round are in other languages than the dialogue's, and
// how many of them a person has read; asked for by whoever looks at the results.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <mutex>

#include "base/bytes.h"
#include "base/clock.h"
#include "base/result.h"

namespace lyhord::review {

// Without those that were withheld: of them nothing is kept, not even the language.
struct ForeignTexts {
    std::int64_t texts = 0;
    std::int64_t read = 0;
};

// Thread-safe.
class ForeignTextCount {
public:
    explicit ForeignTextCount(const base::Clock& clock) : clock_(clock) {}

    // As counted at most an hour ago: `count` opens every unread text, so it is called once an hour
    // for a round, and what it cannot count stays uncounted for the hour. Nobody waits for another
    // one's counting: meanwhile what was known before is told; unavailable, if nothing was.
    base::Result<ForeignTexts> of(const base::Id& round,
                                  const std::function<base::Result<ForeignTexts>()>& count);

private:
    struct Counted {
        std::int64_t hour = -1;
        base::Result<ForeignTexts> texts;
    };

    const base::Clock& clock_;
    std::mutex mutex_;
    std::map<base::Id, Counted> counted_;
};

}  // namespace lyhord::review
