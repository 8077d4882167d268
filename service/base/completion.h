// Owns Completion: a one-shot continuation. Whoever holds it must call it exactly once; if it is
// dropped, it is called with Fault::unavailable, so nobody waits for an answer that never comes.
#pragma once

#include <functional>
#include <utility>

#include "base/result.h"

namespace lyhord::base {

template <typename T>
class Completion {
public:
    using Function = std::move_only_function<void(Result<T>)>;

    Completion() = default;
    explicit Completion(Function function) : function_(std::move(function)) {}
    Completion(Completion&& other) noexcept : function_(std::exchange(other.function_, nullptr)) {}
    Completion& operator=(Completion&& other) noexcept {
        drop();
        function_ = std::exchange(other.function_, nullptr);
        return *this;
    }
    Completion(const Completion&) = delete;
    Completion& operator=(const Completion&) = delete;
    ~Completion() { drop(); }

    void operator()(Result<T> result) {
        if (Function function = std::exchange(function_, nullptr)) {
            function(std::move(result));
        }
    }

private:
    void drop() {
        if (function_) {
            (*this)(fail(Fault::unavailable, "the request was dropped before it was stored"));
        }
    }

    Function function_;
};

}  // namespace lyhord::base
