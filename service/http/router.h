// Owns Router: a table of segments. No regular expression, so no path can be slow.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/limits.h"
#include "base/literal.h"
#include "http/message.h"

namespace lyhord::http {

// The values of a pattern's {names}, in order.
using Parameters = std::vector<std::string>;

using Handler = std::function<void(const Request&, const Parameters&, Reply)>;

struct Route {
    Method method = Method::get;  // a GET route answers HEAD too
    base::Literal pattern;        // "/d/{slug}"
    base::Literal needs;          // "public", "staff", "kiosk": for the reader and the tests
    std::size_t body_bytes_max = base::limits::body_bytes_max;
    Handler handler;
    Pace pace = Pace::normal;
};

class Router {
public:
    Router(std::vector<Route> routes, Refuse refuse);

    // Of the route that will be chosen; no body is read for a request that has none.
    Plan plan(const Request& request) const;

    // Answers 400, 404, 405 with Allow, or 413 itself, by refuse().
    void dispatch(const Request& request, Reply reply) const;

    // For the front too, which has refusals of its own.
    const Refuse& refuse() const { return refuse_; }

    const std::vector<Route>& routes() const { return routes_; }

private:
    struct Entry {
        std::vector<std::string_view> segments;
        std::size_t route;
    };
    std::vector<Route> routes_;
    Refuse refuse_;
    std::vector<Entry> entries_;
};

}  // namespace lyhord::http
