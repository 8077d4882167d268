// Owns Access: the classes of this folder, put together in their order.
#pragma once

#include "access/accounts.h"
#include "access/api_tokens.h"
#include "access/audit_log.h"
#include "access/environment.h"
#include "access/password_hasher.h"
#include "access/session_gate.h"
#include "access/sessions.h"

namespace lyhord::access {

struct Access {
    explicit Access(const Environment& environment, PasswordCost cost = {})
        : audit(environment),
          sessions(environment),
          accounts(environment, sessions, audit, cost),
          gate(environment, sessions, audit),
          tokens(environment, audit) {}
    Access(const Access&) = delete;
    Access& operator=(const Access&) = delete;

    AuditLog audit;
    Sessions sessions;
    Accounts accounts;
    SessionGate gate;
    ApiTokens tokens;
};

}  // namespace lyhord::access
