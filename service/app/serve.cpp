#include "app/serve.h"

#include <fmt/format.h>
#include <pthread.h>
#include <sys/prctl.h>
#include <sys/resource.h>

#include <condition_variable>
#include <csignal>
#include <iostream>
#include <thread>

#include "api/routes.h"
#include "app/commands.h"
#include "app/control_socket.h"
#include "base/log/log.h"
#include "http/router.h"
#include "http/server.h"

namespace lyhord::app {
namespace {

using base::Result;

int report(const base::Error& error) {
    std::cerr << CommandLine::error_line(error);
    return 1;
}

// No core file and no debugger: memory holds what residents type.
void forbid_dumps() {
    prctl(PR_SET_DUMPABLE, 0);
    const rlimit none{.rlim_cur = 0, .rlim_max = 0};
    setrlimit(RLIMIT_CORE, &none);
}

sigset_t stop_signals() {
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGINT);
    return signals;
}

// Calls Lifecycle::advance() every half minute. Rounds and ticks follow the clock, never an
// arrival.
class Schedule {
public:
    explicit Schedule(rounds::Lifecycle& lifecycle)
        : thread_([this, &lifecycle] { run(lifecycle); }) {}
    Schedule(const Schedule&) = delete;
    Schedule& operator=(const Schedule&) = delete;
    ~Schedule() {
        {
            const std::lock_guard lock(mutex_);
            stopping_ = true;
        }
        wake_.notify_all();
        thread_.join();
    }

private:
    void run(rounds::Lifecycle& lifecycle) {
        std::unique_lock lock(mutex_);
        while (!stopping_) {
            lock.unlock();
            // Each failure is logged there; the next turn tries again.
            static_cast<void>(lifecycle.advance());
            lock.lock();
            wake_.wait_for(lock, std::chrono::seconds(30), [this] { return stopping_; });
        }
    }

    std::mutex mutex_;
    std::condition_variable wake_;
    bool stopping_ = false;
    std::thread thread_;
};

std::filesystem::path or_default(const std::string& given, const std::filesystem::path& other) {
    return given.empty() ? other : std::filesystem::path(given);
}

http::ServerOptions server_options(const Service& service, const http::Router& router) {
    const Configuration& configuration = service.configuration;
    const std::filesystem::path folder = service.directory.certificate();
    http::ServerOptions options{
        .address = configuration.address(),
        .port = configuration.port(),
        .certificate = or_default(configuration.value("certificate"), folder / "cert.pem"),
        .private_key = or_default(configuration.value("private_key"), folder / "key.pem"),
        .body_bytes_max = 0,
        .refuse = router.refuse()};
    for (const http::Route& route : router.routes()) {
        options.body_bytes_max = std::max(options.body_bytes_max, route.body_bytes_max);
    }
    return options;
}

}  // namespace

int serve(const Invocation& invocation) {
    forbid_dumps();
    const sigset_t signals = stop_signals();
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    const base::SystemClock clock;
    base::SystemRandom random;
    Result<store::DataDirectory> directory =
        store::DataDirectory::lock(invocation.configuration.data());
    if (!directory) {
        return report(directory.error());
    }
    Result<std::unique_ptr<Service>> service =
        Service::start(std::move(*directory), invocation.configuration, clock, random);
    if (!service) {
        return report(service.error());
    }
    api::Services services = (*service)->api_services();
    const http::Router router(api::routes(services), api::refusals(services));
    Result<std::unique_ptr<http::Server>> server = http::Server::listen(
        server_options(**service, router),
        [&router](const http::Request& request, http::Reply reply) {
            router.dispatch(request, std::move(reply));
        },
        random);
    if (!server) {
        return report(server.error());
    }
    Result<std::unique_ptr<ControlSocket>> control = ControlSocket::listen(
        (*service)->directory.control_socket(),
        [&service](const Command& command) { return run_command(**service, command); });
    if (!control) {
        return report(control.error());
    }
    const Schedule schedule((*service)->lifecycle);
    std::thread waiting_for_signal([&signals, &server] {
        int signal = 0;
        sigwait(&signals, &signal);
        (*server)->stop();
    });
    std::cout << fmt::format("listening on https://{}:{}",
                             invocation.configuration.address(),
                             (*server)->port())
              << std::endl;
    (*server)->serve();
    pthread_kill(waiting_for_signal.native_handle(), SIGTERM);  // if serve() ended by itself
    waiting_for_signal.join();
    return 0;
}

}  // namespace lyhord::app
