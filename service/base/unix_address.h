// Owns the address of a Unix socket at a path.
#pragma once

#include <sys/socket.h>
#include <sys/un.h>

#include <filesystem>
#include <optional>

namespace lyhord::base {

// Nothing if the path is longer than the system takes (107 bytes; unix(7)).
std::optional<sockaddr_un> unix_address(const std::filesystem::path& path);

// As bind() and connect() want it.
const sockaddr* generic(const sockaddr_un& address);

}  // namespace lyhord::base
