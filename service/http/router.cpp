#include "http/router.h"

#include <optional>

namespace lyhord::http {
namespace {

std::vector<std::string_view> segments_of(std::string_view path) {
    std::vector<std::string_view> segments;
    while (!path.empty()) {
        path.remove_prefix(1);
        const std::size_t end = std::min(path.find('/'), path.size());
        segments.push_back(path.substr(0, end));
        path.remove_prefix(end);
    }
    return segments;
}

bool is_parameter(std::string_view segment) { return segment.starts_with('{'); }

std::optional<Parameters> match(const std::vector<std::string_view>& pattern,
                                const std::vector<std::string_view>& path) {
    if (pattern.size() != path.size()) {
        return std::nullopt;
    }
    Parameters parameters;
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        if (is_parameter(pattern[i]) && !path[i].empty()) {
            parameters.emplace_back(path[i]);
        } else if (pattern[i] != path[i]) {
            return std::nullopt;
        }
    }
    return parameters;
}

std::string_view method_name(Method method) {
    return method == Method::post ? "POST" : "GET, HEAD";
}

bool accepts(Method route, Method request) {
    return route == request || (route == Method::get && request == Method::head);
}

Traffic traffic_of(const Route& route) {
    if (route.needs.view() == "staff") {
        return Traffic::staff;
    }
    return route.method == Method::post ? Traffic::answering : Traffic::reading;
}

}  // namespace

Router::Router(std::vector<Route> routes, Refuse refuse)
    : routes_(std::move(routes)), refuse_(std::move(refuse)) {
    for (std::size_t i = 0; i < routes_.size(); ++i) {
        entries_.push_back({segments_of(routes_[i].pattern.view()), i});
    }
}

Plan Router::plan(const Request& request) const {
    if (!request.path.starts_with('/')) {
        return {};
    }
    const std::vector<std::string_view> path = segments_of(request.path);
    for (const Entry& entry : entries_) {
        const Route& route = routes_[entry.route];
        if (accepts(route.method, request.method) && match(entry.segments, path)) {
            return {.body_bytes_max = route.body_bytes_max,
                    .pace = route.pace,
                    .traffic = traffic_of(route)};
        }
    }
    return {};
}

void Router::dispatch(const Request& request, Reply reply) const {
    if (!request.path.starts_with('/')) {
        reply(refuse_(request, 400));
        return;
    }
    const std::vector<std::string_view> path = segments_of(request.path);
    std::string allow;
    for (const Entry& entry : entries_) {
        const Route& route = routes_[entry.route];
        const std::optional<Parameters> parameters = match(entry.segments, path);
        if (!parameters) {
            continue;
        }
        if (!accepts(route.method, request.method)) {
            allow += (allow.empty() ? "" : ", ") + std::string(method_name(route.method));
            continue;
        }
        if (request.body.size() > route.body_bytes_max) {
            reply(refuse_(request, 413));
            return;
        }
        route.handler(request, *parameters, std::move(reply));
        return;
    }
    if (allow.empty()) {
        reply(refuse_(request, 404));
        return;
    }
    Response response = refuse_(request, 405);
    response.header("Allow", allow);
    reply(std::move(response));
}

}  // namespace lyhord::http
