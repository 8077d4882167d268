// Owns the kill switch: it stops a process dead at the k-th operation that changes a file, as kill
// -9 or a crash would, in whichever thread that is. What the operating system was given before
// stays.
#pragma once

#include <functional>

namespace lyhord::tests {

class KillSwitch {
public:
    // From now on, in this process: the `step`-th change of a file does not happen and ends it.
    static void arm(int step);

    enum class End { finished, killed, failed };
    // Runs `work` in a process of its own. It must open all it needs itself: threads and locks do
    // not pass a fork. `work` tells whether it could do what it was to do.
    static End run(const std::function<bool()>& work);
};

}  // namespace lyhord::tests
