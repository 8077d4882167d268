// Owns Workers: threads that run handlers, with a bounded queue before them.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

#include "http/message.h"

namespace lyhord::http {

class Workers : public Elsewhere {
public:
    using Job = Work;

    struct Options {
        std::size_t threads = 1;
        std::size_t waiting_max = 1;
        int niceness = 0;  // of their threads, above that of the others
    };

    explicit Workers(const Options& options);
    ~Workers() override { stop(); }
    // Runs what waits, then ends the threads. Whoever still has these workers then does by
    // themselves what they want taken over. Not from a job.
    void stop();
    // False: the queue is full or they have stopped, and the job is as it was.
    bool offer(Job& job);
    // Before all that waits, however much that is: it belongs to a request that has had its turn.
    // At once if the calling thread is one of these.
    void take_over(Work work) override;
    std::size_t waiting() const;

private:
    void run(int niceness);
    bool add(std::deque<Job>& queue, Job& job, std::size_t most);

    const std::size_t waiting_max_;
    mutable std::mutex mutex_;
    std::condition_variable wake_;
    std::deque<Job> jobs_;
    std::deque<Job> taken_over_;
    std::size_t sleeping_ = 0;
    bool stopping_ = false;
    std::vector<std::thread> threads_;
};

// Runs a job; what it throws is logged without its text, which may hold what somebody wrote. The
// reply that it held, dropped on the way, answers 503.
void attempt(Workers::Job& job);

}  // namespace lyhord::http
