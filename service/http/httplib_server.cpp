// The adapter to cpp-httplib 0.11.4, the only file that names it. It must not read from a hostile
// network for long (DECISIONS.md): until the gate replaces it, what it gets wrong is refused before
// dispatch: Transfer-Encoding, Content-Encoding, long targets, bodies over the limit.
#include <httplib.h>
#include <openssl/ssl.h>

#include <atomic>
#include <future>

#include "base/crypto/crypto.h"
#include "base/limits.h"
#include "http/server.h"

namespace lyhord::http {
namespace {

namespace limits = base::limits;

constexpr std::string_view methods_allowed = "GET, HEAD, POST";

Method method_of(const std::string& name) {
    if (name == "GET") {
        return Method::get;
    }
    if (name == "HEAD") {
        return Method::head;
    }
    return name == "POST" ? Method::post : Method::other;
}

// Replaced daily and never written: a token tells nothing tomorrow.
class ClientTokens {
public:
    explicit ClientTokens(base::Random& random) : random_(random) {}

    ClientToken of(const std::string& address) {
        const std::int64_t today = std::time(nullptr) / 86400;
        const std::lock_guard lock(mutex_);
        if (today != day_) {
            random_.fill(key_.bytes());
            day_ = today;
        }
        const base::Digest digest = base::crypto::hmac_sha256(key_.view(), base::as_bytes(address));
        std::uint64_t token = 0;
        std::memcpy(&token, digest.data(), sizeof token);
        return ClientToken{token};
    }

private:
    base::Random& random_;
    std::mutex mutex_;
    std::int64_t day_ = 0;
    base::crypto::Secret key_;
};

std::optional<Request> canonical(const httplib::Request& in, std::string body) {
    const std::size_t question = std::min(in.target.find('?'), in.target.size());
    auto path = percent_decode(std::string_view(in.target).substr(0, question), false);
    auto query =
        parse_form(std::string_view(in.target).substr(std::min(question + 1, in.target.size())));
    if (!path || !query || path->find('\0') != std::string::npos) {
        return std::nullopt;
    }
    Request out;
    out.method = method_of(in.method);
    out.path = std::move(*path);
    out.query = std::move(*query);
    out.body = std::move(body);
    out.content_type = in.get_header_value("Content-Type");
    out.accept_language = in.get_header_value("Accept-Language");
    out.cookie = in.get_header_value("Cookie");
    out.authorization = in.get_header_value("Authorization");
    out.idempotency_key = in.get_header_value("Idempotency-Key");
    out.fetch_site = in.get_header_value("Sec-Fetch-Site");
    out.origin = in.get_header_value("Origin");
    out.host = in.get_header_value("Host");
    out.if_none_match = in.get_header_value("If-None-Match");
    return out;
}

void write(Response response, httplib::Response& out) {
    add_security_headers(response);
    out.status = response.status;
    for (const auto& [name, value] : response.headers) {
        out.set_header(name, value);
    }
    if (!response.body.empty()) {
        out.set_content(std::move(response.body), response.content_type);
    }
}

// As much of a request as could be read, for the words of a refusal.
Request as_far_as_read(const httplib::Request& in) {
    if (std::optional<Request> whole = canonical(in, {})) {
        return std::move(*whole);
    }
    Request out;
    out.method = method_of(in.method);
    out.path = in.target.substr(0, in.target.find('?'));
    out.accept_language = in.get_header_value("Accept-Language");
    return out;
}

// The status for what httplib would accept and we do not. Nothing: go on.
std::optional<int> refused_with(const httplib::Request& request) {
    if (request.target.size() > limits::target_bytes_max) {
        return 414;
    }
    if (method_of(request.method) == Method::other) {
        return 405;
    }
    if (request.has_header("Transfer-Encoding")) {
        return 501;
    }
    return request.has_header("Content-Encoding") ? std::optional(415) : std::nullopt;
}

class HttplibServer final : public Server {
public:
    HttplibServer(const ServerOptions& options, Dispatch dispatch, base::Random& random)
        : server_([&options](SSL_CTX& context) { return set_up(context, options); }),
          dispatch_(std::move(dispatch)),
          refuse_(options.refuse),
          tokens_(random),
          body_bytes_max_(options.body_bytes_max) {
        install();
    }

    bool is_valid() const { return server_.is_valid(); }

    bool bind(const ServerOptions& options) {
        if (options.port == 0) {
            port_ = server_.bind_to_any_port(options.address);
            return port_ > 0;
        }
        port_ = options.port;
        return server_.bind_to_port(options.address, options.port);
    }

    int port() const override { return port_; }
    void serve() override {
        while (!stopping_ && !server_.listen_after_bind()) {
            return;  // the listening socket failed; the caller reports it
        }
    }
    void stop() override {
        stopping_ = true;
        server_.stop();
    }

private:
    static bool set_up(SSL_CTX& context, const ServerOptions& options) {
        SSL_CTX_set_min_proto_version(&context, TLS1_2_VERSION);
        SSL_CTX_set_options(&context,
                            SSL_OP_NO_TICKET | SSL_OP_NO_RENEGOTIATION |
                                SSL_OP_CIPHER_SERVER_PREFERENCE | SSL_OP_NO_COMPRESSION);
        SSL_CTX_set_num_tickets(&context, 0);
        SSL_CTX_set_session_cache_mode(&context, SSL_SESS_CACHE_OFF);
        SSL_CTX_set_cipher_list(&context, "ECDHE+AESGCM:ECDHE+CHACHA20");
        return SSL_CTX_use_certificate_chain_file(&context, options.certificate.c_str()) == 1 &&
               SSL_CTX_use_PrivateKey_file(
                   &context, options.private_key.c_str(), SSL_FILETYPE_PEM) == 1 &&
               SSL_CTX_check_private_key(&context) == 1;
    }

    void install() {
        server_.new_task_queue = [] { return new httplib::ThreadPool(64); };
        server_.set_tcp_nodelay(true);
        server_.set_keep_alive_max_count(1000);
        server_.set_keep_alive_timeout(5);
        server_.set_read_timeout(10, 0);
        server_.set_write_timeout(10, 0);
        server_.set_payload_max_length(body_bytes_max_);
        server_.set_socket_options([](socket_t socket) {
            const int yes = 1;  // no SO_REUSEPORT: a second instance must notice the first
            setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
        });
        server_.set_pre_routing_handler([this](const auto& request, auto& response) {
            if (const std::optional<int> status = refused_with(request)) {
                Response refused = refuse_(as_far_as_read(request), *status);
                refused.header("Connection", "close");
                if (*status == 405) {
                    refused.header("Allow", std::string(methods_allowed));
                }
                write(std::move(refused), response);
                return httplib::Server::HandlerResponse::Handled;
            }
            return httplib::Server::HandlerResponse::Unhandled;
        });
        server_.Get(".*",
                    [this](const auto& request, auto& response) { answer(request, {}, response); });
        server_.Post(".*", [this](const auto& request, auto& response, const auto& read) {
            std::string body;
            const bool whole = read([&](const char* data, std::size_t size) {
                body.append(data, size);
                return body.size() <= body_bytes_max_;
            });
            if (!whole) {
                write(refuse_(as_far_as_read(request), 413), response);
                return;
            }
            answer(request, std::move(body), response);
        });
        server_.set_error_handler([this](const auto& request, auto& response) {
            if (response.body.empty()) {
                write(refuse_(as_far_as_read(request), response.status), response);
            }
        });
        server_.set_exception_handler(
            [this](const auto& request, auto& response, std::exception_ptr) {
                write(refuse_(as_far_as_read(request), 500), response);
            });
    }

    // Waits for the reply with a deadline; only this front blocks a thread for it.
    void answer(const httplib::Request& in, std::string body, httplib::Response& out) {
        std::optional<Request> request = canonical(in, std::move(body));
        if (!request) {
            write(refuse_(as_far_as_read(in), 400), out);
            return;
        }
        request->client = tokens_.of(in.remote_addr);
        auto promise = std::make_shared<std::promise<base::Result<Response>>>();
        std::future<base::Result<Response>> future = promise->get_future();
        dispatch_(*request, Reply([promise](base::Result<Response> response) {
            promise->set_value(std::move(response));
        }));
        const auto wait = std::chrono::seconds(limits::reply_wait_seconds_max);
        const bool in_time = future.wait_for(wait) == std::future_status::ready;
        base::Result<Response> response =
            in_time ? future.get() : base::fail(base::Fault::busy, "no reply within the deadline");
        write(response ? std::move(*response) : refuse_(*request, 503), out);
    }

    httplib::SSLServer server_;
    Dispatch dispatch_;
    Refuse refuse_;
    ClientTokens tokens_;
    std::size_t body_bytes_max_;
    int port_ = 0;
    std::atomic<bool> stopping_ = false;
};

}  // namespace

base::Result<std::unique_ptr<Server>> Server::listen(const ServerOptions& options,
                                                     Dispatch dispatch,
                                                     base::Random& random) {
    auto server = std::make_unique<HttplibServer>(options, std::move(dispatch), random);
    if (!server->is_valid()) {
        return base::fail(
            base::Fault::invalid,
            "the certificate or its private key cannot be read, or they do not match");
    }
    if (!server->bind(options)) {
        return base::fail(base::Fault::busy,
                          "the port cannot be listened on; another program may be using it",
                          {.number = options.port});
    }
    return server;
}

}  // namespace lyhord::http
