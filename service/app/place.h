// Owns Place: where to listen, as an operator writes it.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace lyhord::app {

// One of an address with a port, and a path.
struct Place {
    std::string address;  // without brackets
    int port = 0;
    std::filesystem::path unix_path;
};

// "192.0.2.1:8443", "[::1]:8443" or "unix:/run/lyhord.sock"; nothing if it is none of them.
std::optional<Place> parse_place(std::string_view text);

// Only this machine can reach it.
bool is_local(const Place& place);

}  // namespace lyhord::app
