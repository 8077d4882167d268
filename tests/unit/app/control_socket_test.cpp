#include "app/control_socket.h"

#include <gtest/gtest.h>
#include <sys/socket.h>

#include <future>

#include "app/descriptor.h"
#include "base/unix_address.h"
#include "support/temporary_store.h"

namespace lyhord::app {
namespace {

using namespace std::chrono_literals;

class ControlSocketTest : public testing::Test {
protected:
    std::filesystem::path path() const { return folder_.path() / "control.sock"; }
    std::unique_ptr<ControlSocket> listen(ControlSocket::Run run) {
        return ControlSocket::listen(path(), std::move(run), 200ms).value();
    }
    // Connected, with a command on its way, and the answer not read.
    Descriptor client_with(const std::string& bytes) {
        Descriptor client(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
        const auto address = base::unix_address(path());
        EXPECT_EQ(::connect(client.number(), base::generic(*address), sizeof *address), 0);
        EXPECT_EQ(::send(client.number(), bytes.data(), bytes.size(), MSG_NOSIGNAL),
                  static_cast<ssize_t>(bytes.size()));
        return client;
    }
    static Command named(const std::string& name) {
        return {.name = name, .options = {}, .input = {}};
    }

    tests::TemporaryFolder folder_;
};

TEST_F(ControlSocketTest, AnswersOneWhileAnotherRuns) {
    std::promise<void> begun;
    std::promise<void> asked;
    std::shared_future<void> is_asked = asked.get_future().share();
    std::atomic<bool> in_time = false;
    const auto socket = listen([&](const Command& command) {
        if (command.name == "slow") {
            begun.set_value();
            in_time = is_asked.wait_for(20s) == std::future_status::ready;
        }
        return printed(command.name);
    });
    auto slow = std::async(std::launch::async, [&] { return send_command(path(), named("slow")); });
    begun.get_future().wait();
    EXPECT_EQ(send_command(path(), named("quick"))->output, "quick");
    asked.set_value();
    EXPECT_EQ(slow.get()->output, "slow");
    EXPECT_TRUE(in_time) << "the quick one waited";
}

TEST_F(ControlSocketTest, EndsBesideClientsThatDoNotReadOrWrite) {
    std::promise<void> ran;
    auto socket = listen([&](const Command&) {
        ran.set_value();
        return printed(std::string(std::size_t{8} << 20, 'x'));
    });
    const Descriptor silent = client_with("");
    const Descriptor deaf = client_with(named("tell").to_json().dump());
    ::shutdown(deaf.number(), SHUT_WR);
    ran.get_future().wait();
    socket.reset();
    EXPECT_FALSE(std::filesystem::exists(path()));
}

TEST_F(ControlSocketTest, RefusesWhatIsNoCommand) {
    const auto socket = listen([](const Command&) { return printed("run"); });
    const Descriptor client = client_with("{\"name\": 1}");
    ::shutdown(client.number(), SHUT_WR);
    char answer[1000] = {};
    EXPECT_GT(::recv(client.number(), answer, sizeof answer - 1, MSG_WAITALL), 0);
    EXPECT_NE(std::string(answer).find("not a command"), std::string::npos) << answer;
}

}  // namespace
}  // namespace lyhord::app
