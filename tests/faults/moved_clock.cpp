// Loaded before the C library into a service under test: the wall clock is LYHORD_TEST_SECONDS
// ahead, and as many more as the eight bytes of the file LYHORD_TEST_CLOCK say at the time.
#include <fcntl.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

#include "support/hidden.h"

namespace {

long long seconds_ahead() {
    static const char* const text = getenv("LYHORD_TEST_SECONDS");
    static const long long ahead = text == nullptr ? 0 : strtoll(text, nullptr, 10);
    return ahead;
}

const volatile long long* open_turned_clock() {
    const char* const name = getenv("LYHORD_TEST_CLOCK");
    const int file = name == nullptr ? -1 : open(name, O_RDONLY | O_CLOEXEC);
    if (file < 0) {
        return nullptr;
    }
    void* const shared = mmap(nullptr, sizeof(long long), PROT_READ, MAP_SHARED, file, 0);
    close(file);
    return shared == MAP_FAILED ? nullptr : static_cast<const volatile long long*>(shared);
}

long long seconds_turned() {
    static const volatile long long* const turned = open_turned_clock();
    return turned == nullptr ? 0 : *turned;
}

}  // namespace

extern "C" int clock_gettime(clockid_t clock, struct timespec* now) noexcept {
    static auto* const real = lyhord::tests::hidden<decltype(clock_gettime)>("clock_gettime");
    const int result = real(clock, now);
    if (result == 0 && clock == CLOCK_REALTIME) {
        now->tv_sec += seconds_ahead() + seconds_turned();
    }
    return result;
}

extern "C" time_t time(time_t* out) noexcept {
    struct timespec now{};
    clock_gettime(CLOCK_REALTIME, &now);
    if (out != nullptr) {
        *out = now.tv_sec;
    }
    return now.tv_sec;
}
