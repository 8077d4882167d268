#include "http/gate/workers.h"

#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <exception>
#include <limits>

#include "base/log/log.h"

namespace lyhord::http {
namespace {

thread_local const Workers* working_for = nullptr;

}  // namespace

Workers::Workers(const Options& options) : waiting_max_(options.waiting_max) {
    for (std::size_t i = 0; i < options.threads; ++i) {
        threads_.emplace_back([this, niceness = options.niceness] { run(niceness); });
    }
}

void Workers::stop() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    wake_.notify_all();
    for (std::thread& thread : threads_) {
        thread.join();
    }
    threads_.clear();
}

bool Workers::offer(Job& job) { return add(jobs_, job, waiting_max_); }

bool Workers::add(std::deque<Job>& queue, Job& job, std::size_t most) {
    bool wakes = false;
    {
        const std::lock_guard lock(mutex_);
        if (stopping_ || queue.size() >= most) {
            return false;
        }
        queue.push_back(std::move(job));
        wakes = sleeping_ > 0;
    }
    if (wakes) {
        wake_.notify_one();
    }
    return true;
}

void Workers::take_over(Work work) {
    if (working_for == this || !add(taken_over_, work, std::numeric_limits<std::size_t>::max())) {
        attempt(work);
    }
}

std::size_t Workers::waiting() const {
    const std::lock_guard lock(mutex_);
    return jobs_.size() + taken_over_.size();
}

void Workers::run(int niceness) {
    if (niceness > 0) {
        const auto self = static_cast<id_t>(::syscall(SYS_gettid));
        ::setpriority(PRIO_PROCESS, self, ::getpriority(PRIO_PROCESS, self) + niceness);
    }
    working_for = this;
    std::unique_lock lock(mutex_);
    while (true) {
        ++sleeping_;
        wake_.wait(lock, [this] { return stopping_ || !jobs_.empty() || !taken_over_.empty(); });
        --sleeping_;
        std::deque<Job>& queue = taken_over_.empty() ? jobs_ : taken_over_;
        if (queue.empty()) {
            return;
        }
        Job job = std::move(queue.front());
        queue.pop_front();
        lock.unlock();
        attempt(job);
        job = nullptr;  // what it holds ends outside the lock
        lock.lock();
    }
}

void attempt(Workers::Job& job) {
    try {
        job();
    } catch (const std::exception&) {
        base::log::error({base::Fault::internal, "a handler failed; nothing was answered"});
    }
}

}  // namespace lyhord::http
