#include "app/monitoring/alarm_delivery.h"

#include <gtest/gtest.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <fstream>
#include <iterator>
#include <thread>

#include "support/temporary_store.h"

namespace lyhord::app {
namespace {

using namespace std::chrono_literals;

class AlarmDelivery : public testing::Test {
protected:
    std::string content(const std::string& name) const {
        std::ifstream file(folder_.path() / name, std::ios::binary);
        return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
    }
    std::string path(const std::string& name) const { return (folder_.path() / name).string(); }

    tests::TemporaryFolder folder_;
};

TEST_F(AlarmDelivery, GivesTheLineToACommand) {
    EXPECT_TRUE(deliver_alarm("tee  " + path("got") + " ", "{\"text\":\"å\"}\n"));
    EXPECT_EQ(content("got"), "{\"text\":\"å\"}\n");
}

TEST_F(AlarmDelivery, RunsNoShell) {
    EXPECT_TRUE(deliver_alarm("tee " + path("got;touch") + " " + path("$HOME"), "x"));
    EXPECT_EQ(content("got;touch"), "x");
    EXPECT_EQ(content("$HOME"), "x");
}

TEST_F(AlarmDelivery, FailsWithItsCommand) {
    EXPECT_FALSE(deliver_alarm("false", "x"));
    EXPECT_FALSE(deliver_alarm(path("nothing-here"), "x"));
    EXPECT_FALSE(deliver_alarm(" ", "x"));
}

// It must be gone with what it has started: whoever holds the write end of the pipe still lives.
TEST_F(AlarmDelivery, KillsACommandThatDoesNotEnd) {
    const std::string script = path("hangs");
    std::ofstream(script) << "#!/bin/sh\nsleep 1000 &\necho $! >" << path("child") << "\nwait\n";
    std::filesystem::permissions(script, std::filesystem::perms::owner_all);
    EXPECT_FALSE(deliver_alarm(script, "x", 300ms));
    const std::string child = content("child");
    ASSERT_FALSE(child.empty()) << "it never began";
    const auto is_running = [&child] {
        std::ifstream status("/proc/" + child.substr(0, child.size() - 1) + "/stat");
        std::string id;
        std::string name;
        std::string state;
        return status >> id >> name >> state && state != "Z" && state != "X";
    };
    while (is_running()) {
        std::this_thread::yield();
    }
}

TEST_F(AlarmDelivery, GivesTheLineToASocket) {
    const int listening = ::socket(AF_UNIX, SOCK_STREAM, 0);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::ranges::copy(path("socket"), std::begin(address.sun_path));
    ASSERT_EQ(::bind(listening, reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
    ASSERT_EQ(::listen(listening, 1), 0);
    std::string got;
    {
        const std::jthread receiver([&] {
            const int connection = ::accept(listening, nullptr, nullptr);
            char bytes[100];
            for (ssize_t count = 1; count > 0;) {
                count = ::read(connection, bytes, sizeof bytes);
                got.append(bytes, static_cast<std::size_t>(std::max<ssize_t>(count, 0)));
            }
            ::close(connection);
        });
        EXPECT_TRUE(deliver_alarm("unix:" + path("socket"), "a line\n"));
    }
    EXPECT_EQ(got, "a line\n");
    ::close(listening);
    EXPECT_FALSE(deliver_alarm("unix:" + path("socket"), "a line\n"));
    EXPECT_FALSE(deliver_alarm("unix:" + std::string(200, 'x'), "a line\n"));
}

}  // namespace
}  // namespace lyhord::app
