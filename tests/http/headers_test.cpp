// The security headers of every answer: of every route, of every refusal, of the network front's
// own, as they are on the wire.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <set>
#include <thread>

#include "base/limits.h"
#include "http/compression.h"
#include "http/gate/gate.h"
#include "scenario.h"
#include "support/raw_client.h"

namespace lyhord::tests {
namespace {

using testing::HasSubstr;
using testing::Not;

const std::string form_type = "application/x-www-form-urlencoded";

// The site behind the real network front, on a port without TLS.
class HeadersTest : public testing::Test {
protected:
    void SetUp() override {
        site_.open_demo();
        cookie_ = site_.sign_in(domain::Role::admin);
        http::GateOptions options;
        http::Listening listening;
        listening.has_tls = false;
        listening.address = "127.0.0.1";
        options.listening.push_back(listening);
        const http::Router& router = site_.router();
        gate_ = http::Gate::open(
                    options,
                    {.plan = [&router](const http::Request& each) { return router.plan(each); },
                     .dispatch =
                         [&router](const http::Request& each, http::Reply reply) {
                             router.dispatch(each, http::compressing(each, std::move(reply)));
                         },
                     .refuse = router.refuse()},
                    site_.clock(),
                    random_)
                    .value();
        serving_ = std::thread([this] { gate_->serve(); });
    }
    void TearDown() override {
        gate_->stop();
        serving_.join();
    }

    struct Asked {
        std::string method = "GET";
        std::string path;
        std::string body = {};
        std::string type = form_type;
        std::string more = {};  // further fields, each with its line's end
    };
    RawResponse ask(const Asked& asked) {
        std::string bytes = asked.method + " " + asked.path + " HTTP/1.1\r\nHost: a\r\n" +
                            asked.more + "Sec-Fetch-Site: same-origin\r\n";
        if (asked.method == "POST") {
            bytes += "Content-Type: " + asked.type + "\r\n";
            bytes += "Content-Length: " + std::to_string(asked.body.size()) + "\r\n";
        }
        return ask_raw(bytes + "\r\n" + asked.body);
    }
    RawResponse ask_raw(const std::string& bytes) {
        RawClient client(gate_->port(0));
        client.send(bytes);
        const bool with_body = !bytes.starts_with("HEAD");
        const std::optional<RawResponse> response = client.response(with_body);
        EXPECT_TRUE(response) << bytes.substr(0, 80);
        return response.value_or(RawResponse{});
    }

    Site site_;
    base::SystemRandom random_;
    std::string cookie_;
    std::unique_ptr<http::Gate> gate_;
    std::thread serving_;
};

std::vector<std::string> values(const RawResponse& response, const std::string& name) {
    std::vector<std::string> found;
    const std::string start = "\r\n" + name + ": ";
    for (std::size_t at = response.head.find(start); at != std::string::npos;
         at = response.head.find(start, at + 1)) {
        const std::size_t begin = at + start.size();
        found.push_back(response.head.substr(begin, response.head.find("\r\n", begin) - begin));
    }
    return found;
}

std::string value(const RawResponse& response, const std::string& name) {
    const std::vector<std::string> all = values(response, name);
    return all.size() == 1 ? all.front() : "<" + std::to_string(all.size()) + " of them>";
}

void judge(const RawResponse& response, const std::string& what) {
    SCOPED_TRACE(what + "\n" + response.head);
    const std::map<std::string, std::string> exact{
        {"Strict-Transport-Security", "max-age=31536000"},
        {"X-Content-Type-Options", "nosniff"},
        {"X-Frame-Options", "DENY"},
        {"Cross-Origin-Opener-Policy", "same-origin"},
        {"Cross-Origin-Resource-Policy", "same-origin"}};
    for (const auto& [name, expected] : exact) {
        EXPECT_EQ(value(response, name), expected) << name;
    }
    // Pages of staff send theirs within the service, for browsers without Fetch Metadata.
    const std::string referrer = value(response, "Referrer-Policy");
    const bool is_page_of_staff = what.find(" /staff") != std::string::npos;
    EXPECT_TRUE(referrer == "no-referrer" || (is_page_of_staff && referrer == "same-origin"));
    for (const char* feature : {"camera=()", "microphone=()", "geolocation=()"}) {
        EXPECT_THAT(value(response, "Permissions-Policy"), HasSubstr(feature));
    }
    const std::string policy = value(response, "Content-Security-Policy");
    EXPECT_THAT(policy, HasSubstr("default-src 'none'"));
    EXPECT_THAT(policy, HasSubstr("frame-ancestors 'none'"));
    EXPECT_THAT(policy, HasSubstr("base-uri 'none'"));
    EXPECT_THAT(policy, HasSubstr("form-action "));
    EXPECT_THAT(policy, Not(HasSubstr("unsafe")));
    EXPECT_THAT(policy, Not(HasSubstr("*")));
    EXPECT_THAT(policy, Not(HasSubstr("http")));
    EXPECT_EQ(values(response, "Cache-Control").size(), 1U);
    EXPECT_EQ(values(response, "Server").size(), 0U);
}

// What may be kept, and by whom: files by everybody, pages of residents by their own browser until
// it has asked again, feeds for ten minutes, and everything else by nobody.
std::string caching(const std::string& path, int status) {
    if (path == "/favicon.svg" || path == "/worker.js" || path == "/api/v1/openapi.json") {
        return "public, no-cache";
    }
    if (path.starts_with("/static/") && status != 404) {
        return "public, max-age=31536000, immutable";
    }
    if (path.ends_with(".atom")) {
        return "public, max-age=600";
    }
    const bool is_private = path.starts_with("/api/") || path.starts_with("/staff") ||
                            path.starts_with("/aterkalla") || path == "/healthz" ||
                            path == "/readyz";
    return is_private ? "no-store" : "private, no-cache";
}

std::string filled(std::string_view pattern, const std::string& static_name) {
    std::string path(pattern);
    const std::map<std::string, std::string> values_by_name{
        {"{slug}", std::string(demo)}, {"{token}", "AAAA"}, {"{name}", static_name}};
    for (const auto& [name, with] : values_by_name) {
        const std::size_t at = path.find(name);
        path = at == std::string::npos ? path : path.replace(at, name.size(), with);
    }
    return path;
}

TEST_F(HeadersTest, StandOnEveryRouteWhateverItAnswers) {
    const std::string page = site_.get("/").body;
    const std::size_t icon = page.find("/static/favicon.");
    ASSERT_NE(icon, std::string::npos);
    const std::string static_name = page.substr(icon + 8, page.find('"', icon) - icon - 8);
    std::set<int> statuses;
    for (const http::Route& route : site_.routes()) {
        const std::string path = filled(route.pattern.view(), static_name);
        const bool is_post = route.method == http::Method::post;
        const std::string too_large(route.body_bytes_max + 1, 'a');
        const std::string cookie = "Cookie: " + cookie_ + "\r\n";
        std::vector<Asked> all;
        if (is_post) {
            for (const std::string& body : {std::string(), std::string("a=%zz"), too_large}) {
                all.push_back({.method = "POST", .path = path, .body = body});
            }
            all.push_back(
                {.method = "POST", .path = path, .body = "{", .type = "application/json"});
            all.push_back({.method = "POST", .path = path, .body = "a=b", .more = cookie});
        } else {
            all.push_back({.path = path});
            all.push_back({.method = "HEAD", .path = path});
            all.push_back({.path = path, .more = "Accept-Encoding: br\r\n"});
            all.push_back({.path = path, .more = "If-None-Match: *\r\n"});
            all.push_back({.path = path, .more = cookie});
        }
        all.push_back({.method = "DELETE", .path = path});
        for (const Asked& asked : all) {
            const RawResponse response = ask(asked);
            statuses.insert(response.status);
            judge(response, asked.method + " " + path);
            if (response.status < 300 || response.status == 304) {
                EXPECT_EQ(value(response, "Cache-Control"), caching(path, response.status)) << path;
            }
        }
    }
    for (const int status : {200, 303, 304, 400, 401, 403, 404, 405, 413, 415, 422}) {
        EXPECT_TRUE(statuses.contains(status)) << status;
    }
}

TEST_F(HeadersTest, StandOnEveryRefusal) {
    for (const std::string path :
         {"/", "/d/trygghet-harnosand", "/api/v1/x", "/staff/x", "/static/x", "/finns-inte"}) {
        for (int status = 400; status < 600; ++status) {
            const http::Response refusal = site_.refuse(request_to(path), status);
            EXPECT_FALSE(refusal.body.empty());
            const bool is_private = path.starts_with("/api/") || path.starts_with("/staff");
            const std::string kept = header_of(refusal, "Cache-Control");
            EXPECT_EQ(kept,
                      path.starts_with("/api/") ? ""
                      : is_private              ? "no-store"
                                                : "private, no-cache");
        }
        judge(ask({.path = path}), path);
    }
}

TEST_F(HeadersTest, StandOnWhatTheFrontRefusesItself) {
    const std::string host = "Host: a\r\n";
    const std::map<int, std::string> refused{
        {400, "GET / HTTP/1.1\r\n\r\n"},
        {405, "PUT / HTTP/1.1\r\n" + host + "\r\n"},
        {411, "POST /aterkalla HTTP/1.1\r\n" + host + "\r\n"},
        {413, "POST /aterkalla HTTP/1.1\r\n" + host + "Content-Length: 9999999\r\n\r\n"},
        {414, "GET /" + std::string(2000, 'a') + " HTTP/1.1\r\n" + host + "\r\n"},
        {415,
         "POST /aterkalla HTTP/1.1\r\n" + host +
             "Content-Encoding: gzip\r\nContent-Length: 1\r\n\r\na"},
        {417, "POST /aterkalla HTTP/1.1\r\n" + host + "Expect: x\r\nContent-Length: 0\r\n\r\n"},
        {431, "GET / HTTP/1.1\r\n" + host + "X: " + std::string(9000, 'a') + "\r\n\r\n"},
        {501, "POST /aterkalla HTTP/1.1\r\n" + host + "Transfer-Encoding: chunked\r\n\r\n"},
        {505, "GET / HTTP/2.0\r\n" + host + "\r\n"}};
    for (const auto& [status, bytes] : refused) {
        const RawResponse response = ask_raw(bytes);
        EXPECT_EQ(response.status, status) << bytes.substr(0, 60);
        judge(response, std::to_string(status));
    }
    judge(ask_raw("garbage\r\n\r\n"), "garbage");
}

TEST_F(HeadersTest, StandOnAChallenge) {
    const std::string head = "POST " + std::string(submissions) +
                             " HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n";
    const std::string body = submission(R"({"q2_trygg_kvall":"vet_ej"})");
    for (int i = 0; i < 601; ++i) {
        const RawResponse response =
            ask_raw(head + "Idempotency-Key: " + site_.new_key() +
                    "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body);
        ASSERT_EQ(response.status, i < 600 ? 201 : 429) << i;
        judge(response, "answer " + std::to_string(i));
        EXPECT_EQ(value(response, "Cache-Control"), "no-store");
    }
}

// Every address under /static/ that a page names is there, and none leads elsewhere.
TEST_F(HeadersTest, LetFilesBeKeptByTheirHashedNames) {
    for (const std::string path : {"/", "/d/trygghet-harnosand", "/staff/login", "/integritet"}) {
        const std::string page = site_.get(path).body;
        std::size_t at = page.find("\"/static/");
        ASSERT_NE(at, std::string::npos) << path;
        for (; at != std::string::npos; at = page.find("\"/static/", at + 1)) {
            const std::string address = page.substr(at + 1, page.find('"', at + 1) - at - 1);
            const RawResponse file = ask({.path = address, .more = "Accept-Encoding: br\r\n"});
            EXPECT_EQ(file.status, 200) << address;
            EXPECT_EQ(value(file, "Content-Encoding"), "br");
            EXPECT_EQ(value(file, "Vary"), "Accept-Encoding");
            const std::string tag = value(file, "ETag");
            const RawResponse known = ask(
                {.path = address, .more = "Accept-Encoding: br\r\nIf-None-Match: " + tag + "\r\n"});
            EXPECT_EQ(known.status, 304);
            EXPECT_EQ(value(known, "ETag"), tag);
            EXPECT_EQ(known.body, "");
            const RawResponse head =
                ask({.method = "HEAD", .path = address, .more = "Accept-Encoding: br\r\n"});
            EXPECT_EQ(head.status, 200);
            EXPECT_EQ(value(head, "Content-Length"), std::to_string(file.body.size()));
            EXPECT_EQ(value(head, "ETag"), tag);
        }
    }
    for (const char* path : {"/static/",
                             "/static/..",
                             "/static/%2e%2e",
                             "/static/../api/v1/openapi.json",
                             "/static/README.md",
                             "/static/style.css",
                             "/static/files/favicon.svg",
                             "/static/favicon.000000000000.svg"}) {
        EXPECT_EQ(ask({.path = path}).status, 404) << path;
    }
}

}  // namespace
}  // namespace lyhord::tests
