// Preloaded: of four accepts three fail in a row, with the same error; then with the next of those
// that accept(2) lists. The connection stays in the queue, as it does when the kernel runs out of
// something.
#include <sys/socket.h>

#include <atomic>
#include <cerrno>

#include "support/hidden.h"

namespace {

constexpr int errors[] = {ECONNABORTED, ENFILE, ENOBUFS, ENOMEM, EPROTO, EPERM, EMFILE, EINTR};
std::atomic<unsigned> calls = 0;

}  // namespace

extern "C" int accept4(int socket, sockaddr* address, socklen_t* length, int flags) {
    static auto* const real = lyhord::tests::hidden<decltype(accept4)>("accept4");
    constexpr unsigned turn = 4;
    const unsigned call = calls++;
    if (call % turn != turn - 1) {
        errno = errors[call / turn % (sizeof errors / sizeof errors[0])];
        return -1;
    }
    return real(socket, address, length, flags);
}
