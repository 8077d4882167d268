// What the gate reads and refuses.
#include <fstream>

#include "unit/http/gate_fixture.h"
#include "unit/http/head_cases.h"

namespace lyhord::tests {
namespace {

TEST_F(GateTest, AnswersPipelinedRequestsInTheirOrder) {
    start();
    RawClient client(plain_port());
    ASSERT_TRUE(client.send(post("/late", "1") + get("/light2") + get("/3") + post("/4", "x")));
    echo_.answer_late();
    EXPECT_EQ(client.response()->body, "1");
    EXPECT_EQ(client.response()->body, "/light2");
    EXPECT_EQ(client.response()->body, "/3");
    EXPECT_EQ(client.response()->body, "/4x");
}

TEST_F(GateTest, ReadsARequestHoweverItIsCut) {
    start();
    const std::string request = post("/a", "0123456789");
    for (const bool with_tls : {false, true}) {
        RawClient client(with_tls ? tls_port() : plain_port());
        ASSERT_TRUE(!with_tls || client.start_tls());
        for (const char byte : request) {
            ASSERT_TRUE(client.send({&byte, 1}));
        }
        EXPECT_EQ(client.response()->body, "/a0123456789");
    }
}

TEST_F(GateTest, SendsTheLengthButNoBodyToHead) {
    start();
    RawClient client(plain_port());
    ASSERT_TRUE(client.send("HEAD /abc HTTP/1.1\r\nHost: a\r\n\r\n" + get("/d")));
    const auto head = client.response(false);
    EXPECT_TRUE(head->has("Content-Length: 4\r\n")) << head->head;
    EXPECT_EQ(client.response()->body, "/d");
}

TEST_F(GateTest, AsksForTheBodyOfAClientThatWaits) {
    start();
    RawClient client(plain_port());
    ASSERT_TRUE(client.send(
        "POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n"));
    EXPECT_EQ(client.response(false)->status, 100);
    EXPECT_EQ(client.ask("ok")->body, "/aok");
}

TEST_F(GateTest, AsksForNoBodyThatItWillNotRead) {
    start();
    RawClient client(plain_port());
    const auto answer = client.ask(
        "POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: 2000\r\nExpect: 100-continue\r\n\r\n");
    EXPECT_EQ(answer->status, 413);
}

TEST_F(GateTest, RefusesALargeBodyBeforeItComesAndCloses) {
    start();
    RawClient client(plain_port());
    const auto answer =
        client.ask("POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: 1099511627776\r\n\r\n");
    EXPECT_EQ(answer->status, 413);
    EXPECT_EQ(answer->body, "page");
    EXPECT_TRUE(answer->has("Connection: close\r\n"));
    EXPECT_TRUE(client.is_ended());
    EXPECT_TRUE(echo_.seen().empty());
}

TEST_F(GateTest, HandsOnARequestWithoutTheBodyThatNobodyReads) {
    start();
    RawClient client(plain_port());
    const auto answer = client.ask(post("/none", get("/smuggled")));
    EXPECT_EQ(answer->body, "/none");
    EXPECT_TRUE(client.is_ended());
    EXPECT_EQ(echo_.seen().size(), 1U);
}

TEST_F(GateTest, ReadsNothingAfterAFramingError) {
    start();
    const std::string smuggled = get("/smuggled");
    const std::vector<std::string> heads{
        "Content-Length: 0\r\nContent-Length: 5\r\n",
        "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n",
        "Transfer-Encoding: chunked\r\n",
        "Transfer-Encoding : chunked\r\nContent-Length: 0\r\n",
        "Content-Length: abc\r\n",
        "Content-Length: 0\nX: y\r\n",
        "Content-Length: 0\r\n X: folded\r\n",
        "Content%2DLength: 50\r\n",
        "Content-Length: 5, 5\r\n",
        "Content-Length: +0\r\n",
        "Content-Length: 0x0\r\n",
        "Content-Length: 0\r\nTransfer-Encoding:\r\n chunked\r\n",
        "Content-Length: 0\r\nX: y\rTransfer-Encoding: chunked\r\n",
        "Content-Length: 0\r\nTransfer-Encoding: xchunked\r\n",
        "Content-Length: 0\r\nTransfer_Encoding\t: chunked\r\n",
        std::string("Content-Length: 0\0\r\n", 20)};
    for (const bool with_tls : {false, true}) {
        for (const std::string& fields : heads) {
            RawClient client(with_tls ? tls_port() : plain_port());
            ASSERT_TRUE(!with_tls || client.start_tls());
            const auto answer =
                client.ask("POST /a HTTP/1.1\r\nHost: a\r\n" + fields + "\r\n" + smuggled);
            ASSERT_TRUE(answer) << fields;
            EXPECT_GE(answer->status, 400) << fields;
            EXPECT_TRUE(answer->has("Connection: close\r\n")) << fields;
            EXPECT_TRUE(client.is_ended()) << fields;
        }
    }
    EXPECT_TRUE(echo_.seen().empty());
    EXPECT_EQ(gate_->counters().refused, 2 * heads.size());
}

TEST_F(GateTest, RefusesAHeadWithoutAnEndAsSoonAsItIsTooLong) {
    start();
    RawClient fields(plain_port());
    const std::string line = "X: " + std::string(1000, 'a') + "\r\n";
    std::string head = "GET / HTTP/1.1\r\nHost: a\r\n";
    for (int i = 0; i < 20; ++i) {
        head += line;
    }
    EXPECT_EQ(fields.ask(head)->status, 431);
    RawClient target(plain_port());
    EXPECT_EQ(target.ask("GET /" + std::string(3000, 'a'))->status, 414);
}

TEST_F(GateTest, TellsAClientThatSpeaksNoTls) {
    start();
    RawClient client(tls_port());
    EXPECT_EQ(client.ask(get("/"))->status, 400);
}

// Pages that this process has in memory.
[[maybe_unused]] std::size_t resident_bytes() {
    std::ifstream statm("/proc/self/statm");
    std::size_t all = 0;
    std::size_t resident = 0;
    statm >> all >> resident;
    return resident * static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
}

// Exactly one response for each; after a wrong one the connection ends.
TEST_F(GateTest, AnswersEveryHeadOnceAndRightly) {
    ASSERT_GE(
        std::ranges::count_if(head_cases, [](const auto& each) { return each.status != 200; }), 60);
    start();
    [[maybe_unused]] const std::size_t before = resident_bytes();
    for (const bool with_tls : {false, true}) {
        for (const HeadCase& each : head_cases) {
            RawClient client(with_tls ? tls_port() : plain_port());
            ASSERT_TRUE(!with_tls || client.start_tls());
            const bool is_head = each.head.starts_with("HEAD");
            ASSERT_TRUE(client.send(each.head));
            const auto answer = client.response(!is_head);
            ASSERT_TRUE(answer) << each.name;
            EXPECT_EQ(answer->status, each.status) << each.name;
            if (each.status == 200) {
                client.finish_sending();
            }
            EXPECT_TRUE(client.is_ended()) << each.name << ": more than one response";
        }
    }
#ifndef __SANITIZE_ADDRESS__  // which keeps what is freed
    constexpr std::size_t growth_max = 16'000'000;
    EXPECT_LT(resident_bytes(), before + growth_max);
#endif
}

}  // namespace
}  // namespace lyhord::tests
