// Owns StaffSession and KioskDevice: proofs that access/ has checked somebody. A handler that takes
// one cannot be reached without it.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/bytes.h"

namespace lyhord::access {
class SessionGate;
class DeviceGate;
}  // namespace lyhord::access

namespace lyhord::domain {

enum class Role { coordinator, analyst, admin, facilitator, reporter, police, approver, registrar };

std::optional<Role> role_from(std::string_view name);
std::string_view role_name(Role role);

class StaffSession {
public:
    const std::string& name() const { return name_; }
    Role role() const { return role_; }
    // True if an API token, not a person at a browser, is asking.
    bool by_token() const { return by_token_; }

private:
    friend class access::SessionGate;
    StaffSession(std::string name, Role role, bool by_token)
        : name_(std::move(name)), role_(role), by_token_(by_token) {}
    std::string name_;
    Role role_;
    bool by_token_;
};

class KioskDevice {
public:
    const base::Id& id() const { return id_; }

private:
    friend class access::DeviceGate;
    explicit KioskDevice(const base::Id& id) : id_(id) {}
    base::Id id_;
};

}  // namespace lyhord::domain
