// Owns Listener: one listening socket.
#pragma once

#include "base/result.h"
#include "http/gate/gate.h"

namespace lyhord::http {

class Listener {
public:
    // busy: the port is in use, also by another instance of ours (no SO_REUSEPORT). io: it cannot
    // be listened on, with the address as the subject.
    static base::Result<Listener> open(const Listening& options);
    Listener(Listener&& other) noexcept;
    Listener& operator=(Listener&&) = delete;
    ~Listener() { close(); }

    int socket() const { return socket_; }
    int port() const;
    const Listening& options() const { return options_; }
    // Removes a Unix socket's file too. No error if it is closed.
    void close();

private:
    static base::Result<Listener> inherit(const Listening& options);
    Listener(int socket, Listening options) : socket_(socket), options_(std::move(options)) {}

    int socket_;
    Listening options_;
};

}  // namespace lyhord::http
