// Owns the way from a function that a test puts before a library's to the one that it hides.
#pragma once

#include <dlfcn.h>

namespace lyhord::tests {

template <typename Function>
Function* hidden(const char* name) {
    return reinterpret_cast<Function*>(::dlsym(RTLD_NEXT, name));
}

}  // namespace lyhord::tests
