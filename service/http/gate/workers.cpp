#include "http/gate/workers.h"

#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <exception>

#include "base/log/log.h"

namespace lyhord::http {

Workers::Workers(const Options& options) : waiting_max_(options.waiting_max) {
    for (std::size_t i = 0; i < options.threads; ++i) {
        threads_.emplace_back([this, niceness = options.niceness] { run(niceness); });
    }
}

Workers::~Workers() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    wake_.notify_all();
    for (std::thread& thread : threads_) {
        thread.join();
    }
}

bool Workers::offer(Job& job) {
    bool wakes = false;
    {
        const std::lock_guard lock(mutex_);
        if (jobs_.size() >= waiting_max_) {
            return false;
        }
        jobs_.push_back(std::move(job));
        wakes = sleeping_ > 0;
    }
    if (wakes) {
        wake_.notify_one();
    }
    return true;
}

void Workers::take_over(Work work) {
    if (!offer(work)) {
        attempt(work);
    }
}

std::size_t Workers::waiting() const {
    const std::lock_guard lock(mutex_);
    return jobs_.size();
}

void Workers::run(int niceness) {
    if (niceness > 0) {
        const auto self = static_cast<id_t>(::syscall(SYS_gettid));
        ::setpriority(PRIO_PROCESS, self, ::getpriority(PRIO_PROCESS, self) + niceness);
    }
    std::unique_lock lock(mutex_);
    while (true) {
        ++sleeping_;
        wake_.wait(lock, [this] { return stopping_ || !jobs_.empty(); });
        --sleeping_;
        if (jobs_.empty()) {
            return;
        }
        Job job = std::move(jobs_.front());
        jobs_.pop_front();
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
