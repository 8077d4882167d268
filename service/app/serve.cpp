#include "app/serve.h"

#include <fmt/format.h>
#include <malloc.h>
#include <pthread.h>
#include <unistd.h>

#include <csignal>
#include <iostream>
#include <memory>
#include <optional>
#include <thread>

#include "api/routes.h"
#include "app/commands.h"
#include "app/control_socket.h"
#include "app/listening.h"
#include "app/monitoring/metrics_front.h"
#include "base/log/log.h"
#include "base/utf8.h"
#include "http/compression.h"
#include "http/gate/gate.h"
#include "http/router.h"

namespace lyhord::app {
namespace {

using base::Result;

int report(const base::Error& error) {
    std::cerr << CommandLine::error_line(error);
    return 1;
}

std::filesystem::path or_default(const std::string& given, const std::filesystem::path& other) {
    return given.empty() ? other : std::filesystem::path(given);
}

Result<http::GateOptions> gate_options(const Service& service, Monitor& monitor) {
    const Configuration& configuration = service.configuration;
    const std::filesystem::path folder = service.directory.certificate();
    const auto number = [&configuration](std::string_view name) {
        return static_cast<std::size_t>(configuration.number(name));
    };
    http::GateOptions options;
    auto listening = listening_of(configuration, passed_sockets(), metrics_front(monitor));
    if (!listening) {
        return base::fail(listening.error());
    }
    options.listening = std::move(*listening);
    options.certificate = or_default(configuration.value("certificate"), folder / "cert.pem");
    options.private_key = or_default(configuration.value("private_key"), folder / "key.pem");
    options.forwarded_header = base::lower(configuration.value("proxy_client"));
    options.io_threads = number("io_threads");
    options.workers = number("workers");
    options.connections_max = number("connections");
    return options;
}

ControlSocket::Handlers answering(Service& service, Monitor& monitor) {
    return {.answer =
                [&monitor](const Command& command) {
                    return command.name == "health"  ? std::optional(monitor.health_lines())
                           : command.name == "alarm" ? std::optional(monitor.test_alarm())
                                                     : std::nullopt;
                },
            .run = [&service](const Command& command) { return run_command(service, command); }};
}

// One line a listening socket.
void tell(const http::GateOptions& options, const http::Gate& gate) {
    for (std::size_t i = 0; i < options.listening.size(); ++i) {
        const http::Listening& each = options.listening[i];
        const std::string_view scheme = each.has_tls ? "https" : "http";
        if (!each.unix_path.empty()) {
            std::cout << fmt::format("listening on {} at {}\n", scheme, each.unix_path.string());
        } else if (each.inherited >= 0) {
            std::cout << fmt::format("listening on {} at a socket of systemd's\n", scheme);
        } else {
            const bool is_ipv6 = each.address.find(':') != std::string::npos;
            std::cout << fmt::format("listening on {}://{}:{}\n",
                                     scheme,
                                     is_ipv6 ? "[" + each.address + "]" : each.address,
                                     gate.port(i));
        }
    }
    std::cout << std::flush;
}

http::Handlers handlers_of(const http::Router& router) {
    return {.plan = [&router](const http::Request& request) { return router.plan(request); },
            .dispatch =
                [&router](const http::Request& request, http::Reply reply) {
                    router.dispatch(request, http::compressing(request, std::move(reply)));
                },
            .refuse = router.refuse()};
}

// SIGTERM and SIGINT stop the gate, SIGHUP reads the certificate anew. Blocked in all other
// threads.
class Signals {
public:
    Signals() {
        sigemptyset(&signals_);
        for (const int signal : {SIGTERM, SIGINT, SIGHUP}) {
            sigaddset(&signals_, signal);
        }
        pthread_sigmask(SIG_BLOCK, &signals_, nullptr);
    }
    Signals(const Signals&) = delete;
    Signals& operator=(const Signals&) = delete;
    ~Signals() {
        if (thread_.joinable()) {
            ::kill(::getpid(), SIGTERM);  // if the gate ended by itself
            thread_.join();
        }
    }

    void steer(http::Gate& gate) {
        thread_ = std::thread([this, &gate] {
            int signal = 0;
            while (sigwait(&signals_, &signal) == 0 && signal == SIGHUP) {
                gate.reload_certificate();
            }
            gate.stop();
        });
    }

private:
    sigset_t signals_{};
    std::thread thread_;
};

}  // namespace

int serve(const Invocation& invocation) {
    Signals signals;
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
    Monitor monitor(**service);
    api::Services services = (*service)->api_services();
    const http::Router router(api::routes(services), api::refusals(services));
    const Result<http::GateOptions> options = gate_options(**service, monitor);
    if (!options) {
        return report(options.error());
    }
    Result<std::unique_ptr<http::Gate>> gate =
        http::Gate::open(*options, handlers_of(router), clock, random);
    if (!gate) {
        return report(gate.error());
    }
    Result<std::unique_ptr<ControlSocket>> control = ControlSocket::listen(
        (*service)->directory.control_socket(), answering(**service, monitor));
    if (!control) {
        return report(control.error());
    }
    const Schedule schedule(**service);
    monitor.start(**gate, schedule);
    signals.steer(**gate);
    tell(*options, **gate);
    ::malloc_trim(0);  // what the start has left free
    (*gate)->serve();
    monitor.stop();
    return 0;
}

}  // namespace lyhord::app
