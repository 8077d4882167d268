#include "app/listening.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <optional>

#include "app/place.h"
#include "base/whole_number.h"

namespace lyhord::app {
namespace {

constexpr int first_passed = 3;  // SD_LISTEN_FDS_START

std::string environment(const char* name) {
    const char* value = std::getenv(name);
    return value == nullptr ? std::string() : value;
}

// The sockets that were passed under the name, or else the configured place.
std::vector<http::Listening> places(const std::string& configured,
                                    const std::vector<PassedSocket>& passed,
                                    std::string_view name) {
    std::vector<http::Listening> all;
    for (const PassedSocket& socket : passed) {
        if (socket.name == name) {
            all.emplace_back().inherited = socket.descriptor;
        }
    }
    const std::optional<Place> place = parse_place(configured);
    if (all.empty() && place) {
        http::Listening& listening = all.emplace_back();
        listening.address = place->address;
        listening.port = place->port;
        listening.unix_path = place->unix_path;
    }
    return all;
}

std::string percent_encoded(std::string_view text, std::string_view kept) {
    std::string out;
    for (const char c : text) {
        const bool is_plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                              (c >= '0' && c <= '9') || kept.find(c) != std::string_view::npos;
        out += is_plain ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
    return out;
}

std::string target_of(const http::Request& request) {
    std::string target = percent_encoded(request.path, "/-._~");
    for (const auto& [name, value] : request.query) {
        target += target.find('?') == std::string::npos ? '?' : '&';
        target += percent_encoded(name, "-._~") + '=' + percent_encoded(value, "-._~");
    }
    return target;
}

std::string without_port(std::string_view host) {
    const bool is_ipv6 = host.starts_with('[');
    return std::string(host.substr(0, is_ipv6 ? host.find(']') + 1 : host.find(':')));
}

}  // namespace

std::vector<PassedSocket> passed_sockets() {
    const auto process = base::whole_number(environment("LISTEN_PID"));
    const auto count = base::whole_number(environment("LISTEN_FDS"));
    std::vector<PassedSocket> sockets;
    if (!process || !count || *process != ::getpid()) {
        return sockets;
    }
    std::string names = environment("LISTEN_FDNAMES");
    for (int i = 0; i < *count; ++i) {
        const std::string name = names.substr(0, names.find(':'));
        names.erase(0, name.size() + 1);
        sockets.push_back({.name = name, .descriptor = first_passed + i});
    }
    return sockets;
}

base::Result<std::vector<http::Listening>> listening_of(const Configuration& configuration,
                                                        const std::vector<PassedSocket>& passed,
                                                        const http::Handlers& metrics) {
    const bool has_stranger = std::ranges::any_of(passed, [](const PassedSocket& socket) {
        constexpr std::string_view known[] = {"https", "proxy", "redirect", "metrics"};
        return std::ranges::find(known, socket.name) == std::end(known);
    });
    if (has_stranger) {
        return base::fail(base::Fault::invalid,
                          "a socket that was passed in must be named https, proxy, redirect or "
                          "metrics (FileDescriptorName= in the socket unit)");
    }
    std::vector<http::Listening> all = places(configuration.value("listen"), passed, "https");
    for (http::Listening& proxy : places(configuration.value("proxy_listen"), passed, "proxy")) {
        proxy.has_tls = false;
        proxy.peers = configuration.value("proxy_client") == "proxy-protocol"
                          ? http::Peers::proxy_protocol
                          : http::Peers::forwarded_header;
        all.push_back(std::move(proxy));
    }
    for (auto& redirect : places(configuration.value("redirect_listen"), passed, "redirect")) {
        redirect.has_tls = false;
        redirect.handlers = std::make_shared<const http::Handlers>(redirecting(configuration));
        all.push_back(std::move(redirect));
    }
    if (all.empty()) {
        return base::fail(base::Fault::invalid,
                          "there is nowhere to listen: systemd has passed no socket in "
                          "('systemctl status lyhord.socket' says why), and listen is not set");
    }
    for (auto& own : places(configuration.value("metrics_listen"), passed, "metrics")) {
        own.has_tls = false;
        own.handlers = std::make_shared<const http::Handlers>(metrics);
        all.push_back(std::move(own));
    }
    return all;
}

http::Handlers redirecting(const Configuration& configuration) {
    const auto answer = [url = configuration.value("public_url")](const http::Request& request) {
        const std::string base = url.empty() ? "https://" + without_port(request.host) : url;
        http::Response response{.status = 308};
        response.header("Location", base + target_of(request));
        return response;
    };
    return {.plan =
                [](const http::Request&) {
                    return http::Plan{.pace = http::Pace::light, .traffic = http::Traffic::reading};
                },
            .dispatch = [answer](const http::Request& request,
                                 http::Reply reply) { reply(answer(request)); },
            .refuse = [](const http::Request&,
                         int status) { return http::Response{.status = status}; }};
}

}  // namespace lyhord::app
