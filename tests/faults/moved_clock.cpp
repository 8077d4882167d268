// Loaded before the C library into a service under test: the wall clock is LYHORD_TEST_SECONDS
// ahead.
#include <dlfcn.h>
#include <stdlib.h>
#include <time.h>

namespace {

long long seconds_ahead() {
    static const char* const text = getenv("LYHORD_TEST_SECONDS");
    static const long long ahead = text == nullptr ? 0 : strtoll(text, nullptr, 10);
    return ahead;
}

}  // namespace

extern "C" int clock_gettime(clockid_t clock, struct timespec* now) noexcept {
    static auto* const real =
        reinterpret_cast<decltype(clock_gettime)*>(dlsym(RTLD_NEXT, "clock_gettime"));
    const int result = real(clock, now);
    if (result == 0 && clock == CLOCK_REALTIME) {
        now->tv_sec += seconds_ahead();
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
