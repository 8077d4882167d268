// Owns Request, Response and Reply: what a handler sees of HTTP. A Request never holds an address,
// a user agent, a referrer or any header that is not named here.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/completion.h"
#include "base/result.h"
#include "http/traffic.h"

namespace lyhord::http {

enum class Method { get, head, post, other };

using Fields = std::vector<std::pair<std::string, std::string>>;

// A keyed, daily changing token of where a request came from: for rate limits, for nothing else.
enum class ClientToken : std::uint64_t {};

struct Request {
    Method method = Method::get;
    std::string path;  // percent-decoded once
    Fields query;
    std::string body;
    ClientToken client{};
    // Headers, empty when absent.
    std::string content_type;
    std::string accept_encoding;
    std::string accept_language;
    std::string cookie;
    std::string authorization;
    std::string idempotency_key;
    std::string challenge_solution;  // of http/limiter
    std::string fetch_site;          // Sec-Fetch-Site
    std::string origin;
    std::string host;
    std::string if_none_match;
    std::string range;

    std::string_view query_value(std::string_view name) const;  // empty when absent
    std::string_view cookie_value(std::string_view name) const;
};

// The rest of a body that is never in memory as a whole.
class BodySource {
public:
    BodySource() = default;
    BodySource(const BodySource&) = delete;
    BodySource& operator=(const BodySource&) = delete;
    virtual ~BodySource() = default;
    // The next piece, asked for on a slow worker when the one before has left; empty: that was all.
    // An error: the connection is cut, so that nobody takes what came for the whole.
    virtual base::Result<std::string> next() = 0;
};

struct Response {
    int status = 200;
    std::string content_type = "text/plain; charset=utf-8";
    std::string body = {};
    Fields headers = {};
    std::shared_ptr<BodySource> more = {};  // after `body`; null: that is all of it

    Response& header(std::string_view name, std::string value);
    bool has_header(std::string_view name) const;
};

Response redirect(std::string_view location);  // 303 See Other

// Where a handler runs. light: on the I/O thread, so it must neither wait nor compute; normal: on a
// worker; slow: on a worker for such handlers only, so that nothing of staff's holds up a resident.
enum class Pace { light, normal, slow };

// What is to happen to a request, said when its head is known.
struct Plan {
    std::size_t body_bytes_max = 0;
    Pace pace = Pace::normal;
    Traffic traffic = Traffic::unrouted;
};

// The answer to a request that no handler answers: what is said with a 4xx or 5xx, and in which
// form. The request may be incomplete: as much of it as could be read.
using Refuse = std::function<Response(const Request& request, int status)>;

// Threads that have time for work that the calling one cannot be kept by.
class Elsewhere {
public:
    using Work = std::move_only_function<void()>;
    Elsewhere() = default;
    Elsewhere(const Elsewhere&) = delete;
    Elsewhere& operator=(const Elsewhere&) = delete;
    virtual ~Elsewhere() = default;
    // On another thread; or here and now, if this is one of those, or they have stopped.
    virtual void take_over(Work work) = 0;
};

// One-shot: the front that made it sends what it is given, whenever that is and on whichever
// thread. Dropped unsent, it answers 503.
class Reply {
public:
    explicit Reply(base::Completion<Response>::Function send,
                   std::weak_ptr<Elsewhere> elsewhere = {})
        : send_(std::move(send)), elsewhere_(std::move(elsewhere)) {}
    void operator()(Response response) { send_(std::move(response)); }
    // For a page, where everybody's answers wait for this thread to go on.
    void make_elsewhere(std::move_only_function<Response()> make) {
        Elsewhere::Work work = [send = std::move(send_), make = std::move(make)]() mutable {
            send(make());
        };
        if (const auto elsewhere = elsewhere_.lock()) {
            elsewhere->take_over(std::move(work));
        } else {
            work();
        }
    }
    const std::weak_ptr<Elsewhere>& elsewhere() const { return elsewhere_; }

private:
    base::Completion<Response> send_;
    std::weak_ptr<Elsewhere> elsewhere_;
};

// application/x-www-form-urlencoded, and query strings. Nothing if a percent-escape is broken.
std::optional<Fields> parse_form(std::string_view text);
std::optional<std::string> percent_decode(std::string_view text, bool plus_is_space);

}  // namespace lyhord::http
