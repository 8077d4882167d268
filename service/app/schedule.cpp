#include "app/schedule.h"

#include <chrono>

#include "app/due_texts_log.h"

namespace lyhord::app {

Schedule::Schedule(Service& service)
    : last_turn_(service.clock.uptime_seconds()), thread_([this, &service] { run(service); }) {}

Schedule::~Schedule() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    wake_.notify_all();
    thread_.join();
}

void Schedule::run(Service& service) {
    std::unique_lock lock(mutex_);
    while (!stopping_) {
        lock.unlock();
        // Each failure is logged there; the next turn tries again.
        static_cast<void>(service.lifecycle.advance());
        log_due_texts(service.disposal_reminder);
        last_turn_ = service.clock.uptime_seconds();
        lock.lock();
        wake_.wait_for(lock, std::chrono::seconds(30), [this] { return stopping_; });
    }
}

}  // namespace lyhord::app
