// Owns GateTest: a gate on real sockets, with handlers that echo what they are sent.
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <condition_variable>
#include <mutex>
#include <thread>

#include "http/gate/gate.h"
#include "support/certificate.h"
#include "support/fake_clock.h"
#include "support/raw_client.h"
#include "support/temporary_store.h"

namespace lyhord::tests {

using namespace http;

inline std::string get(const std::string& target, const std::string& fields = "") {
    return "GET " + target + " HTTP/1.1\r\nHost: a\r\n" + fields + "\r\n";
}

inline std::string post(const std::string& target, const std::string& body) {
    return "POST " + target +
           " HTTP/1.1\r\nHost: a\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" +
           body;
}

// Answers with what it was sent. Under /late, when the test says so; under /never, not at all;
// under /slow, on a slow worker that waits for release().
class Echo {
public:
    Handlers handlers() {
        return {.plan = [](const Request& request) { return plan(request); },
                .dispatch = [this](const Request& request,
                                   Reply reply) { answer(request, std::move(reply)); },
                .refuse =
                    [](const Request&, int status) {
                        return Response{.status = status, .body = "page", .headers = {}};
                    }};
    }
    void answer_late() {
        std::vector<std::pair<std::string, Reply>> late;
        {
            std::unique_lock lock(mutex_);
            came_.wait(lock, [this] { return !late_.empty(); });
            late.swap(late_);
        }
        for (auto& [body, reply] : late) {
            reply({.status = 201, .body = body, .headers = {}});
        }
    }
    void wait_for(std::size_t requests) {
        std::unique_lock lock(mutex_);
        came_.wait(lock, [&] { return seen_.size() >= requests; });
    }
    void release() {
        const std::lock_guard lock(mutex_);
        is_released_ = true;
        came_.notify_all();
    }
    std::vector<Request> seen() {
        const std::lock_guard lock(mutex_);
        return seen_;
    }

private:
    static Plan plan(const Request& request) {
        const bool is_slow = request.path == "/slow";
        const bool is_light = request.path.starts_with("/light");
        return {.body_bytes_max = request.path == "/none" ? 0U : 1000U,
                .pace = is_slow    ? Pace::slow
                        : is_light ? Pace::light
                                   : Pace::normal,
                .traffic = request.method == Method::post ? Traffic::answering : Traffic::reading};
    }

    void answer(const Request& request, Reply reply) {
        std::unique_lock lock(mutex_);
        seen_.push_back(request);
        came_.notify_all();
        if (request.path == "/late") {
            late_.emplace_back(request.body, std::move(reply));
            return;
        }
        if (request.path == "/never") {
            late_.emplace_back("", std::move(reply));
            return;
        }
        if (request.path == "/slow") {
            came_.wait(lock, [this] { return is_released_; });
        }
        lock.unlock();
        if (request.path == "/dropped") {
            return;
        }
        const bool is_large = request.path == "/large";
        reply({.status = 200,
               .body = is_large ? std::string(8'000'000, 'x') : request.path + request.body,
               .headers = {}});
    }

    std::mutex mutex_;
    std::condition_variable came_;
    std::vector<Request> seen_;
    std::vector<std::pair<std::string, Reply>> late_;
    bool is_released_ = false;
};

class GateTest : public testing::Test {
protected:
    void SetUp() override { make_certificate(folder_.path()); }
    void TearDown() override { end(); }

    virtual Handlers handlers() { return echo_.handlers(); }

    // Listening on 127.0.0.1: with TLS, without, behind a PROXY protocol, and behind a header.
    void start(GateOptions options = {}) {
        const auto add = [&options](bool has_tls, Peers peers) {
            Listening listening;
            listening.has_tls = has_tls;
            listening.peers = peers;
            listening.address = "127.0.0.1";
            options.listening.push_back(std::move(listening));
        };
        add(true, Peers::direct);
        add(false, Peers::direct);
        add(true, Peers::proxy_protocol);
        add(false, Peers::forwarded_header);
        options.certificate = folder_.path() / "cert.pem";
        options.private_key = folder_.path() / "key.pem";
        auto gate = Gate::open(std::move(options), handlers(), clock_, random_);
        ASSERT_TRUE(gate) << gate.error().line();
        gate_ = std::move(*gate);
        serving_ = std::thread([this] { gate_->serve(); });
    }
    void end() {
        if (serving_.joinable()) {
            echo_.release();
            gate_->stop();
            serving_.join();
        }
    }

    int tls_port() const { return gate_->port(0); }
    int plain_port() const { return gate_->port(1); }
    int proxy_port() const { return gate_->port(2); }
    int forwarded_port() const { return gate_->port(3); }

    TemporaryFolder folder_;
    FakeClock clock_;
    base::SystemRandom random_;
    Echo echo_;
    std::unique_ptr<Gate> gate_;
    std::thread serving_;
};

}  // namespace lyhord::tests
