#include "domain/access.h"

#include <array>

namespace lyhord::domain {
namespace {

constexpr std::array<std::string_view, 8> names{"coordinator",
                                                "analyst",
                                                "admin",
                                                "facilitator",
                                                "reporter",
                                                "police",
                                                "approver",
                                                "registrar"};

}  // namespace

std::optional<Role> role_from(std::string_view name) {
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (names[i] == name) {
            return static_cast<Role>(i);
        }
    }
    return std::nullopt;
}

std::string_view role_name(Role role) { return names[static_cast<std::size_t>(role)]; }

}  // namespace lyhord::domain
