// The network front of the real program, while the system around it fails.
#include <gtest/gtest.h>
#include <sys/resource.h>

#include <algorithm>
#include <atomic>
#include <thread>

#include "faults/listening_socket.h"
#include "faults/residents.h"
#include "faults/town.h"
#include "support/certificate.h"
#include "support/raw_client.h"
#include "unit/http/head_cases.h"

namespace lyhord::tests {
namespace {

constexpr std::string_view health = "GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n";

class Front : public testing::Test {
protected:
    bool is_healthy() const { return Client(town_.port()).get("/healthz").status == 200; }

    Town town_;
};

// ECONNABORTED, ENFILE, ENOBUFS, ENOMEM, EPROTO, EPERM, EMFILE and EINTR, each three times in a
// row.
TEST_F(Front, GoesOnAfterEveryErrorOfAccept) {
    town_.preload(LYHORD_FAILING_ACCEPT);
    town_.start();
    for (int i = 0; i < 32; ++i) {
        EXPECT_TRUE(is_healthy()) << i;
    }
    town_.stop();
}

// As many as `count` for this program and the service. False: the hard limit forbids it.
bool may_have_descriptors(rlim_t count) {
    rlimit limit{};
    ::getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur = std::max(limit.rlim_cur, count);
    return limit.rlim_cur <= limit.rlim_max && ::setrlimit(RLIMIT_NOFILE, &limit) == 0;
}

TEST_F(Front, ServesHonestClientsBesideACrowdThatSaysNothing) {
    ASSERT_TRUE(may_have_descriptors(8000))
        << "this test needs 8,000 descriptors: raise the hard limit (ulimit -Hn)";
    town_.start();
    constexpr int silent = 5000;
    constexpr int slow = 1000;
    std::vector<std::unique_ptr<RawClient>> crowd;
    for (int i = 0; i < silent + slow; ++i) {
        crowd.push_back(std::make_unique<RawClient>(town_.port()));
        ASSERT_TRUE(crowd.back()->is_connected()) << i;
        if (i >= silent) {
            ASSERT_TRUE(crowd.back()->start_tls()) << i;
            ASSERT_TRUE(crowd.back()->send("POST /d/trygghet-harnosand HTTP/1.1\r\nHos"));
        }
        if (i % 100 == 0) {
            EXPECT_TRUE(is_healthy()) << i;
        }
    }
    for (int i = 0; i < 50; ++i) {
        EXPECT_TRUE(is_healthy()) << i;
    }
    crowd.clear();
    town_.stop();
}

// Connections stay below what it may open, so that it can still open its files.
TEST_F(Front, GoesOnWithFewDescriptors) {
    town_.open_demo();
    town_.limit_descriptors(150);
    town_.start();
    std::vector<std::unique_ptr<RawClient>> crowd;
    for (int i = 0; i < 400; ++i) {
        crowd.push_back(std::make_unique<RawClient>(town_.port()));
    }
    AnswerMaker maker(9);
    for (int i = 0; i < 30; ++i) {
        EXPECT_TRUE(is_healthy()) << i;
        const Answer answer = maker.make({.place = "torget", .suggestion = ""});
        EXPECT_EQ(Client(town_.port()).submit(answer).status, 201) << i;
    }
    crowd.clear();
    town_.stop();
}

// Exactly one answer to each, with the right status, and no memory that stays.
TEST_F(Front, AnswersEveryMalformedRequestOnce) {
    const ListeningSocket https;
    const ListeningSocket proxy;
    town_.pass("https", https.number());
    town_.pass("proxy", proxy.number());
    town_.start();
    EXPECT_EQ(Client(https.port()).get("/").status, 200);
    const std::int64_t before = town_.resident_bytes();
    int asked = 0;
    for (int round = 0; round < 10; ++round) {
        for (const HeadCase& each : head_cases) {
            const bool with_tls = round % 2 == 0;
            if (each.status == 200) {
                continue;
            }
            RawClient client((with_tls ? https : proxy).port());
            ASSERT_TRUE(!with_tls || client.start_tls());
            ASSERT_TRUE(client.send(each.head));
            const auto answer = client.response(!each.head.starts_with("HEAD"));
            ASSERT_TRUE(answer) << each.name;
            EXPECT_EQ(answer->status, each.status) << each.name;
            EXPECT_TRUE(client.is_ended()) << each.name;
            ++asked;
        }
    }
    EXPECT_GE(asked, 600);
    const std::int64_t growth = town_.resident_bytes() - before;
    EXPECT_LT(growth, 16'000'000);
    RecordProperty("growth", static_cast<int>(growth));
    EXPECT_EQ(Client(https.port()).get("/").status, 200);
    town_.stop();
}

TEST_F(Front, TakesANewCertificateWithoutAFailedRequest) {
    town_.start();
    std::atomic<bool> is_over = false;
    std::atomic<int> right = 0;
    std::atomic<int> wrong = 0;
    std::vector<std::thread> clients;
    for (int i = 0; i < 4; ++i) {
        clients.emplace_back([&] {
            while (!is_over) {
                RawClient client(town_.port());
                const auto answer = client.start_tls() ? client.ask(health) : std::nullopt;
                (answer && answer->status == 200 ? right : wrong) += 1;
            }
        });
    }
    for (int renewals = 0; renewals < 10; ++renewals) {
        make_certificate(town_.data() / "certificate", {.days = 100 + renewals});
        town_.signal(SIGHUP);
        const int seen = right;
        while (right < seen + 20 && wrong == 0) {
            std::this_thread::yield();
        }
    }
    is_over = true;
    for (std::thread& client : clients) {
        client.join();
    }
    EXPECT_EQ(wrong, 0);
    RawClient last(town_.port());
    ASSERT_TRUE(last.start_tls());
    const std::unique_ptr<X509, decltype(&X509_free)> certificate(
        SSL_get1_peer_certificate(last.tls()), &X509_free);
    int days = 0;
    int seconds = 0;
    ASSERT_EQ(ASN1_TIME_diff(&days, &seconds, nullptr, X509_get0_notAfter(certificate.get())), 1);
    EXPECT_EQ(days, 109);
    town_.stop();
}

// What curl prints of http://svar.example/healthz?x=1: the page, the status and where it leads to.
std::string by_http(const std::vector<std::string>& where) {
    ProgramCall call{.words = {"curl",
                               "-s",
                               "-w",
                               "%{http_code} %{redirect_url}",
                               "-H",
                               "X-Forwarded-For: 192.0.2.7"},
                     .environment = {}};
    call.words.insert(call.words.end(), where.begin(), where.end());
    return run_program(call).output;
}

TEST_F(Front, SpeaksHttpToAProxyOnlyWhereItIsTold) {
    const std::filesystem::path proxy = town_.folder() / "proxy.sock";
    const std::filesystem::path redirect = town_.folder() / "redirect.sock";
    town_.set("LYHORD_PROXY_LISTEN", "unix:" + proxy.string());
    town_.set("LYHORD_REDIRECT_LISTEN", "unix:" + redirect.string());
    town_.start();
    const std::string page = "http://svar.example/healthz?x=1";
    const std::string through = by_http({"--unix-socket", proxy.string(), page});
    EXPECT_TRUE(through.find("ok") != through.npos && through.ends_with("200 ")) << through;
    EXPECT_EQ(by_http({"--unix-socket", redirect.string(), page}),
              "308 https://svar.example/healthz?x=1");
    const std::string port = std::to_string(town_.port());
    const std::string astray = by_http({"http://127.0.0.1:" + port + "/healthz"});
    EXPECT_TRUE(astray.ends_with("400 ") && astray.find("ok") == astray.npos) << astray;
    town_.stop();
    EXPECT_FALSE(std::filesystem::exists(proxy));
    EXPECT_FALSE(std::filesystem::exists(redirect));
}

}  // namespace
}  // namespace lyhord::tests
