// Owns Workers: threads that run handlers, with a bounded queue before them.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace lyhord::http {

class Workers {
public:
    using Job = std::move_only_function<void()>;

    struct Options {
        std::size_t threads = 1;
        std::size_t waiting_max = 1;
        int niceness = 0;  // of their threads, above that of the others
    };

    explicit Workers(const Options& options);
    // Runs what waits, then ends the threads.
    ~Workers();
    Workers(const Workers&) = delete;
    Workers& operator=(const Workers&) = delete;

    // False: the queue is full, and the job is as it was.
    bool offer(Job& job);
    std::size_t waiting() const;

private:
    void run(int niceness);

    const std::size_t waiting_max_;
    mutable std::mutex mutex_;
    std::condition_variable wake_;
    std::deque<Job> jobs_;
    std::size_t sleeping_ = 0;
    bool stopping_ = false;
    std::vector<std::thread> threads_;
};

}  // namespace lyhord::http
