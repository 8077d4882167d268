// Requests that no browser of ours sends: paths that climb, hide or never end, and methods that do
// not fit.
#include <gtest/gtest.h>

#include "scenario.h"

namespace lyhord::tests {
namespace {

Scenario get(std::string path, int status) {
    return {.name = path, .path = path, .status = status, .body_lacks = {"<script>", "root:"}};
}

TEST(Attack, PathsThatClimbLeadNowhere) {
    Site site;
    site.open_demo();
    run(site,
        {get("/../x", 404),
         get("/../../etc/passwd", 404),
         get("/./", 404),
         get("//", 404),
         get("//d//trygghet-harnosand", 404),
         get("/d/../staff", 404),
         get("/d/..%2f..%2fetc%2fpasswd", 404),
         get("/d/trygghet-harnosand%2F", 404),
         get("/d/trygghet-harnosand/", 404),
         get("/d/%2e%2e", 404),
         get("/d/%252e%252e%252f", 404),
         get("/d/", 404),
         get("/d/%00", 404),
         get("/d/trygghet-harnosand%00.html", 404),
         get("/d/%ff%fe", 404),
         get("/d/%3Cscript%3E", 404),
         get("/D/trygghet-harnosand", 404),
         get("/%2Fstaff", 404),
         get("/staff%2Faudit", 303),
         get("/d\\trygghet-harnosand", 404),
         get("/{slug}", 404),
         get("/d/{slug}", 404),
         get("/r/%7B%7Bt.skip%7D%7D", 404)});
}

TEST(Attack, LongPathsAreJustNotFound) {
    Site site;
    site.open_demo();
    run(site,
        {get("/" + std::string(64 * 1024, 'a'), 404),
         get("/" + std::string(64 * 1024, '/'), 404),
         get("/d/" + std::string(64 * 1024, 'a'), 404),
         get("/api/v1/dialogues/" + std::string(8 * 1024, '.'), 404)});
}

TEST(Attack, APathThatDoesNotBeginWithASlashIsRefused) {
    Site site;
    for (const std::string_view path :
         {"", "d/x", "*", "https://lyhord.example/", "\r\nSet-Cookie: a"}) {
        http::Request request;
        request.path = path;
        EXPECT_EQ(site.send(request).status, 400) << path;
    }
}

TEST(Attack, AMethodThatARouteDoesNotTakeIsToldWhichItTakes) {
    Site site;
    site.open_demo();
    for (const http::Route& route : site.routes()) {
        std::string path(route.pattern.view());
        for (const std::string_view name : {"{slug}", "{token}"}) {
            const std::size_t at = path.find(name);
            path = at == std::string::npos ? path : path.replace(at, name.size(), demo);
        }
        http::Request request = request_to(path);
        request.method = http::Method::other;
        const http::Response response = site.send(request);
        EXPECT_EQ(response.status, 405) << path;
        const bool is_post = route.method == http::Method::post;
        EXPECT_NE(header_of(response, "Allow").find(is_post ? "POST" : "GET, HEAD"),
                  std::string::npos)
            << path;
    }
}

TEST(Attack, AnAddressWithTwoMethodsNamesBoth) {
    Site site;
    http::Request request = request_to("/aterkalla");
    request.method = http::Method::other;
    EXPECT_EQ(header_of(site.send(request), "Allow"), "GET, HEAD, POST");
    run(site,
        {{.name = "GET where only POST is",
          .path = "/api/v1/receipts/withdrawals",
          .status = 405,
          .headers_back = {{"Allow", "POST"}}},
         {.name = "POST where only GET is",
          .method = http::Method::post,
          .path = "/",
          .status = 405,
          .headers_back = {{"Allow", "GET, HEAD"}}}});
}

TEST(Attack, HeadIsAnsweredLikeGet) {
    Site site;
    site.open_demo();
    run(site,
        {{.name = "front", .method = http::Method::head, .path = "/"},
         {.name = "nothing", .method = http::Method::head, .path = "/x", .status = 404}});
}

TEST(Attack, ABodyOverTheLimitIsRefusedOnEveryRouteThatTakesOne) {
    Site site;
    site.open_demo();
    for (const http::Route& route : site.routes()) {
        if (route.method != http::Method::post) {
            continue;
        }
        http::Request request = request_to(route.pattern.view());
        request.method = http::Method::post;
        request.body = std::string(route.body_bytes_max + 1, 'a');
        EXPECT_EQ(site.send(request).status, 413) << route.pattern.view();
    }
}

TEST(Attack, ABodyOnAGetIsRefused) {
    Site site;
    run(site, {{.name = "front", .path = "/", .body = "a", .status = 413}});
}

TEST(Attack, HostileHeadersChangeNothing) {
    Site site;
    site.open_demo();
    const std::string page = "/d/" + std::string(demo);
    run(site,
        {{.name = "language",
          .path = page,
          .headers = {{"Accept-Language", std::string(4000, ',') + "<script>;q=9,../../x"}},
          .body_lacks = {"<script>"}},
         {.name = "query",
          .path = page + "?lang=%22%3E%3Cscript%3E&channel=%22%3E%3Cscript%3E",
          .body_lacks = {"<script>"}},
         {.name = "cookie",
          .path = "/staff",
          .headers = {{"Cookie", "__Host-lyhord=;__Host-lyhord==;;;=" + std::string(4000, 'a')}},
          .status = 303}});
}

TEST(Attack, TheHostOfARequestIsNeverMarkup) {
    Site site;
    site.open_demo();
    http::Request request = request_to("/d/" + std::string(demo));
    request.host = "\"><script>alert(1)</script>";
    EXPECT_EQ(site.send(request).body.find("<script>"), std::string::npos);
}

}  // namespace
}  // namespace lyhord::tests
