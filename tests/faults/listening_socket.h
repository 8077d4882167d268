// Owns ListeningSocket: a port of 127.0.0.1 that is listened on before a service is there, as
// systemd does it, and stays when the service goes.
#pragma once

#include <fcntl.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

namespace lyhord::tests {

class ListeningSocket {
public:
    ListeningSocket() {
        const int made = ::socket(AF_INET, SOCK_STREAM, 0);
        // Above the numbers under which it is handed on.
        number_ = ::fcntl(made, F_DUPFD_CLOEXEC, 20);
        ::close(made);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        EXPECT_EQ(::bind(number_, generic(address), sizeof address), 0);
        EXPECT_EQ(::listen(number_, 4096), 0);
        socklen_t length = sizeof address;
        EXPECT_EQ(::getsockname(number_, generic(address), &length), 0);
        port_ = ntohs(address.sin_port);
    }
    ListeningSocket(const ListeningSocket&) = delete;
    ListeningSocket& operator=(const ListeningSocket&) = delete;
    ~ListeningSocket() { ::close(number_); }

    int number() const { return number_; }
    int port() const { return port_; }

private:
    static sockaddr* generic(sockaddr_in& address) { return reinterpret_cast<sockaddr*>(&address); }

    int number_ = -1;
    int port_ = 0;
};

}  // namespace lyhord::tests
