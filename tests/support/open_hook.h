// Owns the C library's open functions in a test that wants to know which files are opened: only
// one source of a program or a preloaded library includes it, and defines `opened`.
#pragma once

#include <fcntl.h>
#include <stdarg.h>
#include <sys/types.h>

namespace lyhord::tests {

// Opens the file, or says no (-1, errno). A mode of 0: none was given.
int opened(const char* name, int flags, mode_t mode);

}  // namespace lyhord::tests

extern "C" {

int open(const char* name, int flags, ...) {
    va_list more;
    va_start(more, flags);
    const mode_t mode = (flags & (O_CREAT | O_TMPFILE)) != 0 ? va_arg(more, mode_t) : 0;
    va_end(more);
    return lyhord::tests::opened(name, flags, mode);
}

int open64(const char* name, int flags, ...) {
    va_list more;
    va_start(more, flags);
    const mode_t mode = (flags & (O_CREAT | O_TMPFILE)) != 0 ? va_arg(more, mode_t) : 0;
    va_end(more);
    return lyhord::tests::opened(name, flags | O_LARGEFILE, mode);
}

}  // extern "C"
