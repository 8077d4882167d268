#include "unit/rounds/kill_switch.h"

#include <fcntl.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>

#include "support/hidden.h"

namespace lyhord::tests {
namespace {

constexpr int killed_status = 77;

std::atomic<int> steps_left = 0;  // 0: not armed

void step() {
    if (steps_left.load() > 0 && steps_left.fetch_sub(1) == 1) {
        ::_exit(killed_status);
    }
}

}  // namespace

void KillSwitch::arm(int step) { steps_left = step; }

KillSwitch::End KillSwitch::run(const std::function<bool()>& work) {
    const pid_t child = ::fork();
    if (child == 0) {
        ::_exit(work() ? 0 : 1);
    }
    int status = 0;
    if (child < 0 || ::waitpid(child, &status, 0) != child || !WIFEXITED(status)) {
        return End::failed;
    }
    if (WEXITSTATUS(status) == killed_status) {
        return End::killed;
    }
    return WEXITSTATUS(status) == 0 ? End::finished : End::failed;
}

}  // namespace lyhord::tests

// The program's own definitions come before the C library's, also for the database engine.
extern "C" {

ssize_t write(int file, const void* bytes, size_t size) {
    lyhord::tests::step();
    static auto* const real = lyhord::tests::hidden<decltype(write)>("write");
    return real(file, bytes, size);
}

ssize_t pwrite64(int file, const void* bytes, size_t size, off64_t at) {
    lyhord::tests::step();
    static auto* const real = lyhord::tests::hidden<decltype(pwrite64)>("pwrite64");
    return real(file, bytes, size, at);
}

// A killed process leaves what it wrote with the operating system, synced or not; without the wait
// for the disk these tests take seconds. Power loss is the store's to test.
int fsync(int) {
    lyhord::tests::step();
    return 0;
}

int fdatasync(int) {
    lyhord::tests::step();
    return 0;
}

int ftruncate64(int file, off64_t size) noexcept {
    lyhord::tests::step();
    static auto* const real = lyhord::tests::hidden<decltype(ftruncate64)>("ftruncate64");
    return real(file, size);
}

int link(const char* from, const char* to) noexcept {
    lyhord::tests::step();
    static auto* const real = lyhord::tests::hidden<decltype(link)>("link");
    return real(from, to);
}

int unlink(const char* name) noexcept {
    lyhord::tests::step();
    static auto* const real = lyhord::tests::hidden<decltype(unlink)>("unlink");
    return real(name);
}

int rename(const char* from, const char* to) noexcept {
    lyhord::tests::step();
    static auto* const real = lyhord::tests::hidden<decltype(rename)>("rename");
    return real(from, to);
}

}  // extern "C"
