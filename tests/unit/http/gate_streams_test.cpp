// Bodies that come piece by piece: whole for whoever reads them, never made faster than they are
// read, and never taken for whole when they are not.
#include <atomic>

#include "unit/http/gate_fixture.h"

namespace lyhord::tests {
namespace {

using namespace std::chrono_literals;

constexpr std::size_t piece_bytes = 256 * 1024;
constexpr int pieces = 200;

struct Asked {
    std::atomic<int> pieces = 0;
    std::atomic<int> sources = 0;  // that are there now
};

// So many pieces, each of one letter; then the end, or an error.
class Pieces : public BodySource {
public:
    Pieces(Asked& asked, int count, bool fails) : asked_(asked), left_(count), fails_(fails) {
        ++asked_.sources;
    }
    ~Pieces() override { --asked_.sources; }
    base::Result<std::string> next() override {
        ++asked_.pieces;
        if (left_-- > 0) {
            return std::string(piece_bytes, static_cast<char>('a' + left_ % 26));
        }
        return fails_ ? base::Result<std::string>(base::fail(base::Fault::io, "a disk is broken"))
                      : std::string();
    }

private:
    Asked& asked_;
    int left_;
    bool fails_;
};

class Streams : public GateTest {
protected:
    Handlers handlers() override {
        Handlers all = echo_.handlers();
        all.dispatch = [this](const Request& request, Reply reply) {
            const bool is_whole = request.path == "/whole";
            Response response{.body = is_whole ? "whole" : "first "};
            if (!is_whole) {
                const int count = request.path == "/three" ? 3 : pieces;
                response.more = std::make_shared<Pieces>(asked_, count, request.path == "/broken");
            }
            reply(std::move(response));
        };
        return all;
    }

    // Until `asked_.pieces` has not moved for a while.
    int pieces_made() const {
        int before = -1;
        while (before != asked_.pieces) {
            before = asked_.pieces;
            std::this_thread::sleep_for(200ms);
        }
        return before;
    }

    Asked asked_;
};

TEST_F(Streams, ComeWholeAndLeaveTheConnectionForTheNextRequest) {
    start();
    RawClient client(tls_port());
    ASSERT_TRUE(client.start_tls());
    ASSERT_TRUE(client.send(get("/three") + get("/whole")));
    const auto streamed = client.response();
    ASSERT_TRUE(streamed);
    const std::string expected = "first " + std::string(piece_bytes, 'c') +
                                 std::string(piece_bytes, 'b') + std::string(piece_bytes, 'a');
    EXPECT_TRUE(streamed->body == expected) << streamed->body.size();
    EXPECT_TRUE(streamed->has("Transfer-Encoding: chunked"));
    EXPECT_FALSE(streamed->has("Content-Length"));
    EXPECT_TRUE(streamed->has("X-Content-Type-Options: nosniff"));
    EXPECT_EQ(client.response()->body, "whole");
    EXPECT_EQ(asked_.pieces, 4);
    EXPECT_EQ(asked_.sources, 0);
}

TEST_F(Streams, AreMadeNoFasterThanTheyAreRead) {
    start();
    RawClient client(plain_port());
    const int small = 64 * 1024;
    ::setsockopt(client.socket(), SOL_SOCKET, SO_RCVBUF, &small, sizeof small);
    ASSERT_TRUE(client.send(get("/many")));
    const int made = pieces_made();
    EXPECT_LT(made, pieces / 2) << "the sockets' buffers take a few megabytes";
    const auto streamed = client.response();
    ASSERT_TRUE(streamed);
    EXPECT_EQ(streamed->body.size(), 6 + pieces * piece_bytes);
    EXPECT_EQ(asked_.pieces, pieces + 1);
}

TEST_F(Streams, AreCutWhenTheyFail) {
    start();
    RawClient client(plain_port());
    ASSERT_TRUE(client.send(get("/broken")));
    EXPECT_FALSE(client.response()) << "no last chunk";
    EXPECT_EQ(asked_.sources, 0);
}

TEST_F(Streams, EndWithTheConnectionForHttp10) {
    start();
    RawClient client(plain_port());
    ASSERT_TRUE(client.send("GET /three HTTP/1.0\r\nConnection: keep-alive\r\n\r\n"));
    const std::string all = client.rest();
    const std::size_t head = all.find("\r\n\r\n") + 4;
    EXPECT_EQ(all.substr(0, head).find("Transfer-Encoding"), std::string::npos);
    EXPECT_NE(all.substr(0, head).find("Connection: close"), std::string::npos);
    EXPECT_EQ(all.size() - head, 6 + 3 * piece_bytes);
}

TEST_F(Streams, AreNotMadeForAHead) {
    start();
    RawClient client(plain_port());
    ASSERT_TRUE(client.send("HEAD /many HTTP/1.1\r\nHost: a\r\n\r\n" + get("/whole")));
    EXPECT_EQ(client.response(false)->status, 200);
    EXPECT_EQ(client.response()->body, "whole");
    EXPECT_EQ(asked_.pieces, 0);
}

TEST_F(Streams, GoWithWhoeverAskedForThem) {
    start();
    {
        RawClient client(plain_port());
        ASSERT_TRUE(client.send(get("/many")));
        pieces_made();
    }
    for (int i = 0; i < 50 && asked_.sources > 0; ++i) {
        std::this_thread::sleep_for(100ms);
    }
    EXPECT_EQ(asked_.sources, 0);
    EXPECT_LT(asked_.pieces, pieces);
}

TEST_F(Streams, OfManyDoNotKeepEachOtherWaitingForGood) {
    start();
    std::vector<std::unique_ptr<RawClient>> clients;
    for (int i = 0; i < 20; ++i) {
        clients.push_back(std::make_unique<RawClient>(plain_port()));
        ASSERT_TRUE(clients.back()->send(get("/three")));
    }
    for (const auto& client : clients) {
        const auto streamed = client->response();
        ASSERT_TRUE(streamed);
        EXPECT_EQ(streamed->body.size(), 6 + 3 * piece_bytes);
    }
}

}  // namespace
}  // namespace lyhord::tests
