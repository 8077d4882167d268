// Clients, deadlines, limits, certificates, start and stop.
#include <numeric>

#include "unit/http/gate_fixture.h"

namespace lyhord::tests {
namespace {

using namespace std::chrono_literals;

TEST_F(GateTest, AnswersWithTlsAndWithout) {
    start();
    RawClient plain(plain_port());
    EXPECT_EQ(plain.ask(get("/a"))->body, "/a");
    RawClient tls(tls_port());
    ASSERT_TRUE(tls.start_tls());
    EXPECT_EQ(tls.ask(get("/light"))->body, "/light");
    EXPECT_EQ(tls.ask(post("/b", "body"))->body, "/bbody");
}

TEST_F(GateTest, GivesNoTicketAndResumesNoSession) {
    start();
    RawClient tls(tls_port());
    ASSERT_TRUE(tls.start_tls());
    ASSERT_TRUE(tls.ask(get("/a")));
    EXPECT_EQ(SSL_SESSION_is_resumable(SSL_get_session(tls.tls())), 0);
}

// Each is refused once, and what follows it is never read as a request.

TEST_F(GateTest, AnswersForAHandlerThatForgets) {
    start();
    RawClient client(plain_port());
    EXPECT_EQ(client.ask(get("/dropped"))->status, 503);
}

TEST_F(GateTest, EndsEachPhaseThatTakesTooLong) {
    GateOptions options;
    options.deadlines = {.opening = 200ms,
                         .idle = 200ms,
                         .head = 200ms,
                         .body = 200ms,
                         .reply = 200ms,
                         .write = 200ms,
                         .linger = 200ms};
    start(std::move(options));
    RawClient silent(tls_port());
    EXPECT_TRUE(silent.is_ended());
    RawClient idle(plain_port());
    ASSERT_TRUE(idle.ask(get("/a")));
    EXPECT_TRUE(idle.is_ended());
    RawClient head(plain_port());
    EXPECT_EQ(head.ask("GET / HTTP/1.1\r\n")->status, 408);
    RawClient body(plain_port());
    EXPECT_EQ(body.ask("POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nab")->status, 408);
    RawClient reply(plain_port());
    EXPECT_EQ(reply.ask(get("/never"))->status, 503);
    // It asks for more than the sockets' buffers hold and reads none of it.
    RawClient write(plain_port());
    const std::uint64_t before = gate_->counters().timed_out;
    ASSERT_TRUE(write.send(get("/large")));
    while (gate_->counters().timed_out == before) {
        std::this_thread::yield();
    }
}

TEST_F(GateTest, SendsALargeResponseToAClientThatReadsSlowly) {
    start();
    for (const bool with_tls : {false, true}) {
        RawClient client(with_tls ? tls_port() : plain_port());
        ASSERT_TRUE(!with_tls || client.start_tls());
        ASSERT_TRUE(client.send(get("/large")));
        echo_.wait_for(1);
        EXPECT_EQ(client.response()->body.size(), 8'000'000U);
        EXPECT_EQ(client.ask(get("/next"))->body, "/next");
    }
}

TEST_F(GateTest, GivesUpWhoWaitsLongestWhenItIsFull) {
    GateOptions options;
    options.io_threads = 1;
    options.connections_max = 8;
    start(std::move(options));
    std::vector<std::unique_ptr<RawClient>> idle;
    for (int i = 0; i < 40; ++i) {
        idle.push_back(std::make_unique<RawClient>(plain_port()));
        ASSERT_TRUE(idle.back()->send("GET / HT"));
    }
    RawClient honest(plain_port());
    EXPECT_EQ(honest.ask(get("/a"))->body, "/a");
    EXPECT_EQ(gate_->counters().evicted, 33U);
    EXPECT_EQ(gate_->counters().open, 8U);
}

TEST_F(GateTest, AnswersAtOnceWhenTooMuchWaits) {
    GateOptions options;
    options.io_threads = 1;
    start(std::move(options));
    const std::size_t most = base::limits::slow_workers + base::limits::slow_jobs_waiting_max;
    std::vector<std::unique_ptr<RawClient>> waiting;
    for (std::size_t i = 0; i < base::limits::slow_workers; ++i) {
        waiting.push_back(std::make_unique<RawClient>(plain_port()));
        ASSERT_TRUE(waiting.back()->send(get("/slow")));
    }
    echo_.wait_for(base::limits::slow_workers);
    while (waiting.size() < most + 1) {
        waiting.push_back(std::make_unique<RawClient>(plain_port()));
        ASSERT_TRUE(waiting.back()->send(get("/slow")));
    }
    // One I/O thread takes them in turn, so the last one finds the queue full.
    EXPECT_EQ(waiting.back()->response()->status, 503);
    EXPECT_EQ(gate_->counters().overloaded, 1U);
    constexpr int impatient = 3000;
    std::string many;
    for (int i = 0; i < impatient; ++i) {
        many += get("/slow");
    }
    RawClient pipelining(plain_port());
    std::thread sending([&] { EXPECT_TRUE(pipelining.send(many)); });
    for (int i = 0; i < impatient; ++i) {
        const auto answer = pipelining.response();
        ASSERT_TRUE(answer) << i;
        EXPECT_EQ(answer->status, 503) << i;
    }
    sending.join();
    RawClient resident(plain_port());
    EXPECT_EQ(resident.ask(get("/a"))->body, "/a");
    echo_.release();
    EXPECT_EQ(waiting.front()->response()->status, 200);
}

TEST_F(GateTest, LetsNoClientThatPipelinesKeepTheOthersWaiting) {
    GateOptions options;
    options.io_threads = 1;
    start(std::move(options));
    std::atomic<bool> is_over = false;
    RawClient greedy(tls_port());
    ASSERT_TRUE(greedy.start_tls());
    std::thread asking([&] {
        std::string many;
        for (int i = 0; i < 200; ++i) {
            many += get("/light");
        }
        while (!is_over && greedy.send(many)) {
            for (int i = 0; i < 200; ++i) {
                EXPECT_TRUE(greedy.response());
            }
        }
    });
    for (int i = 0; i < 50; ++i) {
        RawClient patient(tls_port());
        ASSERT_TRUE(patient.start_tls());
        EXPECT_TRUE(patient.ask(get("/a"))) << i;
    }
    is_over = true;
    asking.join();
}

TEST_F(GateTest, FinishesWhatIsBeingAnsweredWhenItStops) {
    start();
    RawClient idle(plain_port());
    ASSERT_TRUE(idle.ask(get("/a")));
    RawClient late(plain_port());
    ASSERT_TRUE(late.send(post("/late", "stored")));
    echo_.wait_for(2);
    const int port = plain_port();
    gate_->stop();
    EXPECT_TRUE(idle.is_ended());
    EXPECT_FALSE(RawClient(port).is_connected());
    echo_.answer_late();
    const auto answer = late.response();
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->body, "stored");
    EXPECT_TRUE(answer->has("Connection: close\r\n"));
}

TEST_F(GateTest, AnswersOneMoreRequestOfAClientThatKnowsNothingOfTheStop) {
    GateOptions options;
    options.deadlines.drain = 60s;
    options.deadlines.last_call = 60s;
    start(std::move(options));
    RawClient kept(plain_port());
    ASSERT_TRUE(kept.ask(get("/a")));
    RawClient fresh(tls_port());
    ASSERT_TRUE(fresh.start_tls());
    const int port = plain_port();
    gate_->stop();
    while (RawClient(port).is_connected()) {
        std::this_thread::yield();
    }
    for (RawClient* const client : {&kept, &fresh}) {
        const auto answer = client->ask(get("/b") + get("/c"));
        ASSERT_TRUE(answer);
        EXPECT_EQ(answer->body, "/b");
        EXPECT_TRUE(answer->has("Connection: close\r\n"));
        EXPECT_TRUE(client->is_ended());
    }
}

TEST_F(GateTest, TellsClientsApartByAddressOnlyAndForgetsThemOverNight) {
    start();
    ASSERT_TRUE(RawClient(plain_port()).ask(get("/a")));
    ASSERT_TRUE(RawClient(plain_port()).ask(get("/a", "User-Agent: other\r\n")));
    clock_.advance_days(1);
    ASSERT_TRUE(RawClient(plain_port()).ask(get("/a")));
    const auto seen = echo_.seen();
    EXPECT_EQ(seen[0].client, seen[1].client);
    EXPECT_NE(seen[1].client, seen[2].client);
}

// Version 2, TCP over IPv4, from 192.0.2.`last`.
std::string proxy_header(char last) {
    std::string header("\r\n\r\n\0\r\nQUIT\n\x21\x11\0\x0C", 16);
    const char address[] = {'\xC0', 0, 2, last, 127, 0, 0, 1, 0x10, 0, 0x20, 0};
    return header.append(address, sizeof address);
}

TEST_F(GateTest, TakesTheClientFromAProxyInFrontOfTls) {
    start();
    for (const char last : {'\1', '\2', '\1'}) {
        RawClient client(proxy_port());
        const std::string header = proxy_header(last);
        ASSERT_TRUE(client.send(header.substr(0, 7)));
        ASSERT_TRUE(client.send(header.substr(7)));
        ASSERT_TRUE(client.start_tls());
        ASSERT_TRUE(client.ask(get("/a")));
    }
    const auto seen = echo_.seen();
    EXPECT_EQ(seen[0].client, seen[2].client);
    EXPECT_NE(seen[0].client, seen[1].client);
    RawClient without(proxy_port());
    ASSERT_TRUE(without.send(get("/a") + std::string(20, ' ')));
    EXPECT_TRUE(without.is_ended());
}

TEST_F(GateTest, TakesTheClientFromAHeaderOnlyWhereAProxyWritesIt) {
    start();
    const std::string one = "X-Forwarded-For: 203.0.113.1\r\n";
    const std::string two = "X-Forwarded-For: 203.0.113.1, 203.0.113.2\r\n";
    for (const std::string& fields : {one, two}) {
        ASSERT_TRUE(RawClient(forwarded_port()).ask(get("/a", fields)));
        ASSERT_TRUE(RawClient(plain_port()).ask(get("/a", fields)));
    }
    const auto seen = echo_.seen();
    EXPECT_NE(seen[0].client, seen[2].client);
    EXPECT_EQ(seen[1].client, seen[3].client);
}

TEST_F(GateTest, TakesANewCertificateAndKeepsTheOldOneIfTheNewIsBroken) {
    start();
    EXPECT_EQ(gate_->certificate_days_left(), 30);
    make_certificate(folder_.path(), {.days = 60});
    gate_->reload_certificate();
    EXPECT_EQ(gate_->certificate_days_left(), 60);
    std::filesystem::resize_file(folder_.path() / "cert.pem", 10);
    gate_->reload_certificate();
    EXPECT_EQ(gate_->certificate_days_left(), 60);
    RawClient client(tls_port());
    EXPECT_TRUE(client.start_tls());
}

TEST_F(GateTest, NoticesByItselfThatTheCertificateIsAnother) {
    start();
    make_certificate(folder_.path(), {.days = 60});
    while (gate_->certificate_days_left() != 60) {
        std::this_thread::yield();  // until the test's own time is over
    }
}

TEST_F(GateTest, CountsWhatItAnsweredByClassAndStatus) {
    start();
    RawClient client(plain_port());
    for (int i = 0; i < 3; ++i) {
        ASSERT_TRUE(client.ask(get("/a")));
    }
    ASSERT_TRUE(client.ask(post("/a", "x")));
    ASSERT_TRUE(client.ask(get("/dropped")));
    ASSERT_TRUE(client.ask("nonsense\r\n\r\n"));
    RawClient over_tls(tls_port());
    ASSERT_TRUE(over_tls.start_tls());
    ASSERT_TRUE(over_tls.ask(get("/a")));
    const TrafficTable traffic = gate_->traffic();
    const TrafficRow& reading = traffic[static_cast<std::size_t>(Traffic::reading)];
    const TrafficRow& answering = traffic[static_cast<std::size_t>(Traffic::answering)];
    const TrafficRow& unrouted = traffic[static_cast<std::size_t>(Traffic::unrouted)];
    EXPECT_EQ(reading.by_status, (std::array<std::uint64_t, 5>{0, 4, 0, 0, 1}));
    EXPECT_EQ(answering.by_status, (std::array<std::uint64_t, 5>{0, 1, 0, 0, 0}));
    EXPECT_EQ(unrouted.by_status, (std::array<std::uint64_t, 5>{0, 0, 0, 1, 0}));
    EXPECT_EQ(std::accumulate(reading.by_seconds.begin(), reading.by_seconds.end(), 0U), 5U);
    EXPECT_GT(reading.seconds, 0);
    EXPECT_EQ(gate_->counters().handshakes, 1U);
    EXPECT_EQ(gate_->counters().jobs_waiting, 0U);
}

TEST_F(GateTest, SaysWhyItCannotBeOpened) {
    start();
    GateOptions again;
    again.listening.resize(1);
    again.listening.front().address = "127.0.0.1";
    again.listening.front().port = tls_port();
    again.certificate = folder_.path() / "none.pem";
    EXPECT_EQ(Gate::open(again, echo_.handlers(), clock_, random_).error().fault(),
              base::Fault::invalid);
    again.certificate = folder_.path() / "cert.pem";
    again.private_key = folder_.path() / "key.pem";
    EXPECT_EQ(Gate::open(again, echo_.handlers(), clock_, random_).error().fault(),
              base::Fault::busy);
}

TEST_F(GateTest, ServesManyClientsOnAllItsThreads) {
    GateOptions options;
    options.io_threads = 4;
    options.workers = 4;
    start(std::move(options));
    constexpr int clients = 16;
    constexpr int requests = 50;
    std::atomic<int> right = 0;
    std::vector<std::thread> threads;
    for (int i = 0; i < clients; ++i) {
        threads.emplace_back([&] {
            RawClient client(tls_port());
            if (!client.start_tls()) {
                return;
            }
            for (int n = 0; n < requests; ++n) {
                const std::string body = std::to_string(n);
                right += client.ask(post("/a", body))->body == "/a" + body ? 1 : 0;
            }
        });
    }
    for (std::thread& thread : threads) {
        thread.join();
    }
    EXPECT_EQ(right, clients * requests);
}

}  // namespace
}  // namespace lyhord::tests
