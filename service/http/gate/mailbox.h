// Owns Mailbox: how other threads reach the one thread of a shard.
#pragma once

#include <sys/eventfd.h>
#include <unistd.h>

#include <atomic>
#include <cstdint>
#include <functional>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

namespace lyhord::http {

// A letter is work for the shard's thread. Shared by the shard and by every reply that is still
// out, so a reply that comes after the gate has gone reaches nobody and harms nothing.
class Mailbox {
public:
    using Letter = std::move_only_function<void()>;

    Mailbox() : descriptor_(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {}
    ~Mailbox() { ::close(descriptor_); }
    Mailbox(const Mailbox&) = delete;
    Mailbox& operator=(const Mailbox&) = delete;

    // Readable while there is a letter that another thread has sent.
    int descriptor() const { return descriptor_; }
    void belong_to_this_thread() { owner_ = std::this_thread::get_id(); }

    // Thread-safe. The owner looks into its mailbox after whatever it does, so its own letters need
    // no system call.
    void post(Letter letter) {
        const std::lock_guard lock(mutex_);
        letters_.push_back(std::move(letter));
        has_letters_ = true;
        if (std::this_thread::get_id() != owner_.load()) {
            wake();
        }
    }

    // Makes the owner look again at its next turn.
    void remind() {
        const std::lock_guard lock(mutex_);
        wake();
    }

    // Only on the owner's thread.
    bool has_letters() const { return has_letters_; }
    std::vector<Letter> take() {
        const std::lock_guard lock(mutex_);
        if (std::exchange(is_awake_, false)) {
            std::uint64_t count = 0;
            [[maybe_unused]] const auto got = ::read(descriptor_, &count, sizeof count);
        }
        has_letters_ = false;
        return std::exchange(letters_, {});
    }

private:
    // Within the lock, so that is_awake_ and the descriptor's count always agree.
    void wake() {
        if (!std::exchange(is_awake_, true)) {
            const std::uint64_t one = 1;
            [[maybe_unused]] const auto put = ::write(descriptor_, &one, sizeof one);
        }
    }

    int descriptor_;
    std::atomic<std::thread::id> owner_;
    std::atomic<bool> has_letters_ = false;
    std::mutex mutex_;
    std::vector<Letter> letters_;
    bool is_awake_ = false;
};

}  // namespace lyhord::http
