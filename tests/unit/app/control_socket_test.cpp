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
    using Run = std::function<Outcome(const Command&)>;
    std::unique_ptr<ControlSocket> listen(Run run) {
        const auto answer = [](const Command& command) {
            return command.name == "question" ? std::optional(printed("answer")) : std::nullopt;
        };
        return ControlSocket::listen(path(), {.answer = answer, .run = std::move(run)}, 200ms)
            .value();
    }
    std::future<std::string> sent(const std::string& name) {
        return std::async(std::launch::async, [this, name] {
            const auto outcome = send_command(path(), named(name));
            return outcome ? outcome->output + outcome->errors : outcome.error().line();
        });
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

TEST_F(ControlSocketTest, AnswersAQuestionWhileCommandsRunAndWait) {
    std::promise<void> begun;
    std::promise<void> asked;
    std::atomic<int> running = 0;
    std::atomic<bool> is_first = true;
    const auto socket = listen([&](const Command& command) {
        EXPECT_EQ(++running, 1) << "one at a time";
        if (is_first.exchange(false)) {
            begun.set_value();
            asked.get_future().wait();
        }
        --running;
        return printed(command.name);
    });
    std::vector<std::future<std::string>> commands;
    commands.push_back(sent("command"));
    begun.get_future().wait();
    for (int i = 1; i < base::limits::control_threads - 1; ++i) {
        commands.push_back(sent("command"));
    }
    // Those that are too many are refused, and a thread is left.
    std::string refused;
    while (refused.find("too many commands") == std::string::npos) {
        auto another = sent("command");
        if (another.wait_for(100ms) == std::future_status::ready) {
            refused = another.get();
        } else {
            commands.push_back(std::move(another));
        }
    }
    EXPECT_EQ(send_command(path(), named("question"))->output, "answer");
    asked.set_value();
    int carried_out = 0;
    for (auto& command : commands) {
        carried_out += command.get() == "command" ? 1 : 0;
    }
    EXPECT_EQ(carried_out, base::limits::control_threads - 1);
}

TEST_F(ControlSocketTest, TellsCommandsThatWaitWhenItEndsThatTheyWereNotCarriedOut) {
    std::promise<void> begun;
    std::promise<void> ended;
    std::atomic<int> ran = 0;
    auto socket = listen([&](const Command&) {
        ++ran;
        begun.set_value();
        ended.get_future().wait();
        return printed("done");
    });
    auto first = sent("command");
    begun.get_future().wait();
    auto second = sent("command");
    // A question is answered, so the command before it has been read.
    EXPECT_EQ(send_command(path(), named("question"))->output, "answer");
    std::thread ending([&] { socket.reset(); });
    while (std::filesystem::exists(path()) && send_command(path(), named("question"))) {
    }
    ended.set_value();
    ending.join();
    EXPECT_EQ(first.get(), "done");
    EXPECT_EQ(ran, 1);
    EXPECT_EQ(second.get().find("done"), std::string::npos);
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
