#include "http/gate/gate.h"

#include <sched.h>
#include <sys/resource.h>

#include <algorithm>
#include <csignal>
#include <thread>

#include "base/limits.h"
#include "http/gate/shard.h"

namespace lyhord::http {
namespace {

namespace limits = base::limits;

// Those that this process may run on: a container or a unit may be given fewer than there are. A
// share of their time (a quota) does not show here: io_threads and workers are settings.
std::size_t cores() {
    cpu_set_t allowed;
    const bool known = ::sched_getaffinity(0, sizeof allowed, &allowed) == 0;
    return known ? static_cast<std::size_t>(CPU_COUNT(&allowed))
                 : std::max(1U, std::thread::hardware_concurrency());
}

// All descriptors that the system allows, and how many of them connections may have.
std::size_t connections_allowed(std::size_t wanted) {
    rlimit files{};
    ::getrlimit(RLIMIT_NOFILE, &files);
    files.rlim_cur = files.rlim_max;
    ::setrlimit(RLIMIT_NOFILE, &files);
    ::getrlimit(RLIMIT_NOFILE, &files);
    const std::size_t most = files.rlim_cur > 2 * limits::descriptors_kept
                                 ? files.rlim_cur - limits::descriptors_kept
                                 : limits::descriptors_kept;
    return std::min(wanted == 0 ? limits::connections_default : wanted, most);
}

class ShardedGate final : public Gate {
public:
    struct Parts {
        std::vector<Listener> listeners;
        std::unique_ptr<Tls> tls;
    };

    ShardedGate(const GateOptions& options,
                Parts parts,
                Handlers handlers,
                const base::Clock& clock,
                base::Random& random)
        : state_{.handlers = std::move(handlers),
                 .forwarded_header = options.forwarded_header,
                 .deadlines = options.deadlines,
                 .clock = clock,
                 .tokens = {clock, random},
                 .tls = std::move(parts.tls),
                 .workers = std::make_shared<Workers>(
                     Workers::Options{.threads = options.workers == 0 ? cores() : options.workers,
                                      .waiting_max = limits::jobs_waiting_max}),
                 .slow_workers = std::make_unique<Workers>(
                     Workers::Options{.threads = limits::slow_workers,
                                      .waiting_max = limits::slow_jobs_waiting_max,
                                      .niceness = limits::slow_niceness})},
          listeners_(std::move(parts.listeners)) {
        // A peer that has gone is told by the write itself.
        std::signal(SIGPIPE, SIG_IGN);
        const std::size_t count = std::min(options.io_threads == 0 ? cores() : options.io_threads,
                                           limits::io_threads_max);
        const Shard::Limits each{
            .connections = connections_allowed(options.connections_max) / count,
            .body_bytes = options.body_bytes_max / count};
        for (std::size_t i = 0; i < count; ++i) {
            shards_.push_back(std::make_unique<Shard>(state_, each));
        }
        std::vector<Shard*> all;
        std::ranges::transform(
            shards_, std::back_inserter(all), [](const auto& shard) { return shard.get(); });
        shards_.front()->accept_from(listeners_, all);
    }

    ~ShardedGate() override {
        // Handlers that still run speak to mailboxes, never to a shard. A reply that is still to be
        // made may have the workers for longer, but not their threads.
        state_.workers->stop();
        state_.slow_workers->stop();
    }

    int port(std::size_t listening) const override { return listeners_[listening].port(); }

    void serve() override {
        std::vector<std::thread> threads;
        for (std::size_t i = 1; i < shards_.size(); ++i) {
            threads.emplace_back([shard = shards_[i].get()] { shard->run(); });
        }
        shards_.front()->run();
        for (std::thread& thread : threads) {
            thread.join();
        }
    }

    void stop() override {
        shards_.front()->drain();  // which tells the others
    }

    void reload_certificate() override {
        if (state_.tls != nullptr) {
            state_.tls->reload();
        }
    }

    GateCounters counters() const override {
        return {.accepted = state_.accepted,
                .open = state_.open,
                .evicted = state_.evicted,
                .accept_errors = state_.accept_errors,
                .turned_away = state_.turned_away,
                .handshakes = state_.handshakes,
                .handshakes_failed = state_.handshakes_failed,
                .requests = state_.requests,
                .refused = state_.refused,
                .timed_out = state_.timed_out,
                .overloaded = state_.overloaded,
                .jobs_waiting = state_.workers->waiting(),
                .slow_jobs_waiting = state_.slow_workers->waiting()};
    }

    TrafficTable traffic() const override {
        TrafficTable sum;
        for (const auto& shard : shards_) {
            sum = shard->meter().added_to(sum);
        }
        return sum;
    }

    std::optional<int> certificate_days_left() const override {
        return state_.tls == nullptr ? std::nullopt : std::optional(state_.tls->days_left());
    }

private:
    GateState state_;
    std::vector<Listener> listeners_;
    std::vector<std::unique_ptr<Shard>> shards_;
};

}  // namespace

base::Result<std::unique_ptr<Gate>> Gate::open(GateOptions options,
                                               Handlers handlers,
                                               const base::Clock& clock,
                                               base::Random& random) {
    ShardedGate::Parts parts;
    if (std::ranges::any_of(options.listening, &Listening::has_tls)) {
        auto tls = Tls::load({options.certificate, options.private_key});
        if (!tls) {
            return base::fail(tls.error());
        }
        parts.tls = std::move(*tls);
    }
    for (const Listening& listening : options.listening) {
        base::Result<Listener> listener = Listener::open(listening);
        if (!listener) {
            return base::fail(listener.error());
        }
        parts.listeners.push_back(std::move(*listener));
    }
    return std::make_unique<ShardedGate>(
        options, std::move(parts), std::move(handlers), clock, random);
}

}  // namespace lyhord::http
