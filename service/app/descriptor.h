// Owns Descriptor: an open file or socket that is closed with it. What one user has opened, another
// may read and write: so a file of root's reaches the owner of the data directory.
#pragma once

#include <unistd.h>

#include <utility>

namespace lyhord::app {

class Descriptor {
public:
    // Below 0: none.
    explicit Descriptor(int number) : number_(number) {}
    Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
    Descriptor& operator=(Descriptor&& other) noexcept {
        std::swap(number_, other.number_);
        return *this;
    }
    ~Descriptor() { close(); }

    int number() const { return number_; }
    void close() {
        if (number_ >= 0) {
            ::close(std::exchange(number_, -1));
        }
    }

private:
    int number_;
};

// The bytes of `from`, from its beginning, to `to`, which is empty; durable when it returns.
bool copy_whole(const Descriptor& from, const Descriptor& to);
bool is_same(const Descriptor& one, const Descriptor& other);  // byte by byte

}  // namespace lyhord::app
