#include "http/router.h"

#include <gtest/gtest.h>

namespace lyhord::http {
namespace {

Response ask(const Router& router, Method method, std::string path, std::string body = {}) {
    Request request;
    request.method = method;
    request.path = std::move(path);
    request.body = std::move(body);
    Response response{.status = 0};
    router.dispatch(request, Reply([&response](base::Result<Response> sent) {
                        response = sent ? std::move(*sent) : Response{.status = 503};
                    }));
    return response;
}

Router small_router() {
    const auto echo = [](const Request&, const Parameters& parameters, Reply reply) {
        reply({.status = 200, .body = parameters.empty() ? "-" : parameters.front()});
    };
    // A front says the same as the router by calling refuse() itself.
    const auto refuse = [](const Request& request, int status) {
        return Response{.status = status, .body = "refused " + request.path};
    };
    return Router(
        {{Method::get, "/", "public", 0, echo},
         {Method::get, "/d/{slug}", "public", 0, echo},
         {Method::post, "/d/{slug}", "public", 10, echo},
         {Method::get, "/d/{slug}/x", "public", 0, [](const auto&, const auto&, Reply) {}}},
        refuse);
}

TEST(Router, RefusesInTheWordsItWasGiven) {
    EXPECT_EQ(ask(small_router(), Method::get, "/x").body, "refused /x");
    EXPECT_EQ(ask(small_router(), Method::get, "x").body, "refused x");
    EXPECT_EQ(ask(small_router(), Method::post, "/").body, "refused /");
    EXPECT_EQ(ask(small_router(), Method::post, "/d/a", "0123456789X").body, "refused /d/a");
    EXPECT_EQ(small_router().refuse()({}, 503).status, 503);
}

TEST(Router, FindsTheRouteAndItsParameter) {
    EXPECT_EQ(ask(small_router(), Method::get, "/d/en-dialog").body, "en-dialog");
    EXPECT_EQ(ask(small_router(), Method::head, "/").status, 200);
}

TEST(Router, SaysInWhichClassARequestIsCounted) {
    const auto none = [](const Request&, const Parameters&, Reply) {};
    const Router router({{Method::get, "/", "public", 0, none},
                         {Method::post, "/", "public", 10, none},
                         {Method::get, "/staff", "staff", 0, none},
                         {Method::post, "/staff", "staff", 10, none}},
                        {});
    const auto traffic = [&router](Method method, std::string path) {
        Request request;
        request.method = method;
        request.path = std::move(path);
        return router.plan(request).traffic;
    };
    EXPECT_EQ(traffic(Method::get, "/"), Traffic::reading);
    EXPECT_EQ(traffic(Method::head, "/"), Traffic::reading);
    EXPECT_EQ(traffic(Method::post, "/"), Traffic::answering);
    EXPECT_EQ(traffic(Method::get, "/staff"), Traffic::staff);
    EXPECT_EQ(traffic(Method::post, "/staff"), Traffic::staff);
    EXPECT_EQ(traffic(Method::get, "/x"), Traffic::unrouted);
    EXPECT_EQ(traffic(Method::get, "x"), Traffic::unrouted);
}

TEST(Router, KnowsNoOtherPath) {
    for (const std::string path : {"/x", "/d", "/d/", "/d/a/b", "//", "/d/a/", "/D/a", "/../d/a"}) {
        EXPECT_EQ(ask(small_router(), Method::get, path).status, 404) << path;
    }
    EXPECT_EQ(ask(small_router(), Method::get, "d/a").status, 400);
    EXPECT_EQ(ask(small_router(), Method::get, "").status, 400);
}

TEST(Router, TellsWhichMethodsThereAre) {
    const Response response = ask(small_router(), Method::post, "/");
    EXPECT_EQ(response.status, 405);
    ASSERT_EQ(response.headers.size(), 1U);
    EXPECT_EQ(response.headers.front(),
              (std::pair<std::string, std::string>("Allow", "GET, HEAD")));
}

TEST(Router, RefusesABodyOverTheRoutesLimit) {
    EXPECT_EQ(ask(small_router(), Method::post, "/d/a", "0123456789").status, 200);
    EXPECT_EQ(ask(small_router(), Method::post, "/d/a", "0123456789X").status, 413);
}

TEST(Router, AnswersForAHandlerThatDropsItsReply) {
    EXPECT_EQ(ask(small_router(), Method::get, "/d/a/x").status, 503);
}

TEST(ParseForm, ReadsFieldsInOrder) {
    const auto fields = parse_form("a=1&b=%C3%A5+x&a=2&c");
    ASSERT_TRUE(fields);
    EXPECT_EQ(*fields, (Fields{{"a", "1"}, {"b", "å x"}, {"a", "2"}, {"c", ""}}));
    EXPECT_FALSE(parse_form("a=%G0"));
    EXPECT_FALSE(parse_form("a=%4"));
}

TEST(Cookies, AreFoundByTheirWholeName) {
    Request request;
    request.cookie = "xa=1; a=2; b=3";
    EXPECT_EQ(request.cookie_value("a"), "2");
    EXPECT_EQ(request.cookie_value("c"), "");
}

}  // namespace
}  // namespace lyhord::http
