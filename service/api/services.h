// Owns Services: the use cases a handler may call. The app wires them once; a handler gets them by
// reference and holds nothing else.
#pragma once

#include "base/random.h"

namespace lyhord::intake {
class Receiver;
class Withdrawal;
}  // namespace lyhord::intake
namespace lyhord::access {
class Accounts;
class SessionGate;
class AuditLog;
class TryLimit;
}  // namespace lyhord::access
namespace lyhord::reporting {
class Reports;
}

namespace lyhord::api {

class Pages;

struct Services {
    base::Random& random;
    intake::Receiver& receiver;
    intake::Withdrawal& withdrawal;
    access::Accounts& accounts;
    access::SessionGate& gate;
    access::AuditLog& audit;
    access::TryLimit& withdrawal_tries;
    reporting::Reports& reports;
    const Pages& pages;
};

}  // namespace lyhord::api
