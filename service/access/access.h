// Owns Access: the classes of this folder, put together in their order.
#pragma once

#include "access/accounts.h"
#include "access/api_tokens.h"
#include "access/audit_log.h"
#include "access/environment.h"
#include "access/password_hasher.h"
#include "access/session_gate.h"
#include "access/sessions.h"
#include "access/try_limit.h"
#include "base/limits.h"

namespace lyhord::access {

struct Access {
    Access(const Environment& environment, const AccountSecrets& secrets)
        : audit(environment),
          sessions(environment),
          accounts(environment, sessions, audit, secrets),
          gate(environment, sessions, audit),
          tokens(environment, audit),
          withdrawals(environment.clock,
                      {.tries_max = base::limits::withdrawals_max,
                       .window_seconds = base::limits::withdrawals_window_seconds,
                       .keys_max = base::limits::withdrawal_clients_max}) {}
    Access(const Access&) = delete;
    Access& operator=(const Access&) = delete;

    AuditLog audit;
    Sessions sessions;
    Accounts accounts;
    SessionGate gate;
    ApiTokens tokens;
    TryLimit withdrawals;  // of a resident's texts, by client
};

}  // namespace lyhord::access
