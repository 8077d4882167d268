#include "app/listening.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>

#include "app/place.h"

namespace lyhord::app {
namespace {

Configuration configured(std::string_view name, const std::string& value) {
    Configuration configuration = ConfigurationFile::load({}).value();
    configuration.set(name, value);
    return configuration;
}

TEST(Place, IsAnAddressWithAPortOrAPath) {
    EXPECT_EQ(parse_place("192.0.2.1:8443")->address, "192.0.2.1");
    EXPECT_EQ(parse_place("192.0.2.1:8443")->port, 8443);
    EXPECT_EQ(parse_place("[::1]:80")->address, "::1");
    EXPECT_EQ(parse_place("unix:/run/x.sock")->unix_path, "/run/x.sock");
    for (const std::string_view none :
         {"", "8443", ":8443", "a:", "a:b", "a:70000", "a:-1", "unix:"}) {
        EXPECT_FALSE(parse_place(none)) << none;
    }
}

TEST(Listening, RefusesAPlaceThatIsNone) {
    for (const std::string_view name :
         {"listen", "proxy_listen", "redirect_listen", "metrics_listen"}) {
        const auto refused = ConfigurationFile::validate(configured(name, "somewhere"));
        ASSERT_FALSE(refused) << name;
        EXPECT_EQ(refused.error().details().subject->text(), name);
    }
}

// What it tells is the operator's.
TEST(Listening, TellsItsNumbersOnThisMachineOnly) {
    EXPECT_FALSE(ConfigurationFile::validate(configured("metrics_listen", "0.0.0.0:9462")));
    EXPECT_TRUE(ConfigurationFile::validate(configured("metrics_listen", "127.0.0.1:9462")));
}

TEST(Listening, HasTheNumbersAtAPlaceOfTheirOwn) {
    Configuration configuration = configured("metrics_listen", "unix:/run/x.sock");
    const http::Handlers metrics{
        .plan = {}, .dispatch = {}, .refuse = [](const http::Request&, int) {
            return http::Response{.status = 299};
        }};
    const auto all = listening_of(configuration, {}, metrics).value();
    ASSERT_EQ(all.size(), 2U);
    EXPECT_EQ(all[0].handlers, nullptr);
    EXPECT_FALSE(all[1].has_tls);
    EXPECT_EQ(all[1].unix_path, "/run/x.sock");
    EXPECT_EQ(all[1].handlers->refuse({}, 404).status, 299);
    configuration.set("listen", "");
    EXPECT_FALSE(listening_of(configuration, {}, metrics)) << "it answers nobody but Prometheus";
    const auto passed =
        listening_of(configured("metrics_listen", ""), {{.name = "metrics", .descriptor = 7}});
    EXPECT_EQ(passed.value().back().inherited, 7);
}

// Whoever reaches it can say who they are.
TEST(Listening, TakesAProxyOnThisMachineOnly) {
    for (const std::string place : {"0.0.0.0:80", "192.0.2.1:80", "[::]:80"}) {
        EXPECT_FALSE(ConfigurationFile::validate(configured("proxy_listen", place))) << place;
    }
    for (const std::string place : {"127.0.0.1:80", "[::1]:80", "unix:/run/x.sock"}) {
        EXPECT_TRUE(ConfigurationFile::validate(configured("proxy_listen", place))) << place;
    }
}

TEST(Listening, FollowsTheConfiguration) {
    Configuration configuration = configured("proxy_listen", "unix:/run/x.sock");
    configuration.set("redirect_listen", "0.0.0.0:80");
    const auto all = listening_of(configuration, {}).value();
    ASSERT_EQ(all.size(), 3U);
    EXPECT_TRUE(all[0].has_tls);
    EXPECT_EQ(all[0].port, 8443);
    EXPECT_FALSE(all[1].has_tls);
    EXPECT_EQ(all[1].peers, http::Peers::forwarded_header);
    EXPECT_EQ(all[1].unix_path, "/run/x.sock");
    EXPECT_NE(all[2].handlers, nullptr);
    configuration.set("proxy_client", "proxy-protocol");
    EXPECT_EQ(listening_of(configuration, {}).value()[1].peers, http::Peers::proxy_protocol);
    configuration.set("listen", "");
    EXPECT_EQ(listening_of(configuration, {}).value().size(), 2U);
}

TEST(Listening, PrefersTheSocketsThatSystemdHasOpened) {
    const auto all = listening_of(configured("listen", "127.0.0.1:8443"),
                                  {{.name = "https", .descriptor = 3},
                                   {.name = "proxy", .descriptor = 4},
                                   {.name = "https", .descriptor = 5}})
                         .value();
    ASSERT_EQ(all.size(), 3U);
    EXPECT_EQ(all[0].inherited, 3);
    EXPECT_EQ(all[1].inherited, 5);
    EXPECT_EQ(all[2].inherited, 4);
}

TEST(Listening, RefusesToForgetASocketOrToListenNowhere) {
    EXPECT_FALSE(listening_of(configured("listen", "127.0.0.1:8443"),
                              {{.name = "lyhord.socket", .descriptor = 3}}));
    const auto nowhere = listening_of(configured("listen", ""), {});
    ASSERT_FALSE(nowhere);
    EXPECT_NE(nowhere.error().line().find("systemctl status lyhord.socket"), std::string::npos)
        << "a packaged site sets no listen, and its port may be taken";
}

TEST(Listening, RefusesAProxysHeaderThatIsNoName) {
    EXPECT_TRUE(ConfigurationFile::validate(configured("proxy_client", "X-Real-IP")));
    for (const std::string name : {"", "X Forwarded", "x-forwarded-for:"}) {
        EXPECT_FALSE(ConfigurationFile::validate(configured("proxy_client", name))) << name;
    }
}

TEST(Listening, TakesPassedSocketsOnlyIfTheyAreForThisProcess) {
    ::setenv("LISTEN_FDS", "2", 1);
    ::setenv("LISTEN_FDNAMES", "https:redirect", 1);
    ::setenv("LISTEN_PID", "1", 1);
    EXPECT_TRUE(passed_sockets().empty());
    ::setenv("LISTEN_PID", std::to_string(::getpid()).c_str(), 1);
    const std::vector<PassedSocket> sockets{{.name = "https", .descriptor = 3},
                                            {.name = "redirect", .descriptor = 4}};
    EXPECT_EQ(passed_sockets(), sockets);
    ::unsetenv("LISTEN_PID");
}

std::string location(const Configuration& configuration, const http::Request& request) {
    std::string found;
    redirecting(configuration)
        .dispatch(request, http::Reply([&](base::Result<http::Response> sent) {
                      EXPECT_EQ(sent->status, 308);
                      found = sent->headers.front().second;
                  }));
    return found;
}

TEST(Redirect, LeadsToTheSamePageOverTls) {
    http::Request request;
    request.path = "/d/å b";
    request.query = {{"lang", "en"}, {"x", "1&2"}};
    request.host = "svar.example:8080";
    EXPECT_EQ(location(configured("public_url", ""), request),
              "https://svar.example/d/%C3%A5%20b?lang=en&x=1%262");
    EXPECT_EQ(location(configured("public_url", "https://a.example:8443"), request),
              "https://a.example:8443/d/%C3%A5%20b?lang=en&x=1%262");
    request.host = "[::1]:80";
    request.path = "//evil.example/";
    EXPECT_EQ(location(configured("public_url", ""), request).substr(0, 13), "https://[::1]");
}

}  // namespace
}  // namespace lyhord::app
