// Owns residents: answers to the demonstration dialogue, and the requests that bring them.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <random>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace lyhord::tests {

using Headers = std::vector<std::pair<std::string, std::string>>;

struct Answer {
    std::string key;                  // 22 characters, base64url
    std::string body;                 // JSON
    std::set<std::string> questions;  // those of the release plan that it answers
};

struct Texts {
    std::string place;       // q6_plats
    std::string suggestion;  // q11_forslag; empty: not answered
};

// Repeatable by its seed.
class AnswerMaker {
public:
    explicit AnswerMaker(std::uint64_t seed) : random_(seed) {}

    Answer make(const Texts& texts);
    // The beginning of a text, of one of several themes: a batch in which all texts have the same
    // theme is never released.
    std::string wish();
    std::string key();
    std::uint64_t below(std::uint64_t bound) { return random_() % bound; }
    // Lower-case letters.
    std::string letters(std::size_t count);
    std::string digits(std::size_t count);
    std::string hex(std::size_t count);

private:
    std::string pick(std::string_view from, std::size_t count);
    std::string one_of(std::initializer_list<const char*> options);

    std::mt19937_64 random_;
};

struct HttpReply {
    int status = 0;  // 0: no answer
    std::string body;
};

// A browser or a script: one connection, kept open while it can be.
class Client {
public:
    // From this address of the machine; empty: any.
    explicit Client(int port, const std::string& from = "");
    Client(Client&&) noexcept;
    ~Client();

    HttpReply get(const std::string& path, const Headers& headers = {});
    HttpReply post_json(const std::string& path, const std::string& body, Headers headers = {});
    // As a browser without JavaScript does.
    HttpReply post_form(const std::string& path, const std::string& body, Headers headers = {});
    HttpReply submit(const Answer& answer, Headers headers = {});
    // As a device does that kept it meanwhile; the body that was sent, and the reply.
    std::pair<std::string, HttpReply> submit_sealed(const Answer& answer,
                                                    const Headers& headers = {});

private:
    struct Connection;
    std::unique_ptr<Connection> connection_;
};

// The receipt of a 201, or empty.
std::string receipt_in(const HttpReply& reply);

}  // namespace lyhord::tests
