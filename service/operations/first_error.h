// Owns first_error: for a function that needs several results and can do nothing without one of
// them.
#pragma once

#include <optional>

#include "base/result.h"

namespace lyhord::operations {

template <typename... T>
std::optional<base::Error> first_error(const base::Result<T>&... results) {
    std::optional<base::Error> found;
    const auto look = [&found](const auto& result) {
        if (!found && !result) {
            found = result.error();
        }
    };
    (look(results), ...);
    return found;
}

}  // namespace lyhord::operations
