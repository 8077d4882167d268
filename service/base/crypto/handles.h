// Owns what the wrappers share: freeing OpenSSL's objects, and refusing what cannot happen.
#pragma once

#include <stdexcept>

namespace lyhord::base::crypto {

template <auto free_function>
struct Free {
    template <typename T>
    void operator()(T* object) const {
        free_function(object);
    }
};

inline void require(bool succeeded) {
    if (!succeeded) {
        throw std::runtime_error("OpenSSL refused an operation that cannot fail on valid input");
    }
}

}  // namespace lyhord::base::crypto
