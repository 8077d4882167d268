// Owns Services: the use cases a handler may call. The app wires them once; a handler gets them by
// reference and holds nothing else.
#pragma once

#include <functional>
#include <string>

#include "base/random.h"
#include "base/result.h"
#include "http/router.h"

namespace lyhord::intake {
class QueuedAnswers;
class Receiver;
class Withdrawal;
}  // namespace lyhord::intake
namespace lyhord::access {
class Accounts;
class SessionGate;
class AuditLog;
class TryLimit;
}  // namespace lyhord::access
namespace lyhord::operations {
class DisposalReminder;
}
namespace lyhord::reporting {
class Reports;
}
namespace lyhord::rounds {
class Lifecycle;
class Publishing;
}  // namespace lyhord::rounds
namespace lyhord::review {
class CommentReview;
}
namespace lyhord::http {
class SubmissionLimit;
}

namespace lyhord::api {

class KeptResponses;
class Pages;
class PublicFiles;

struct Services {
    base::Random& random;
    intake::Receiver& receiver;
    intake::QueuedAnswers& queued;
    intake::Withdrawal& withdrawal;
    rounds::Lifecycle& lifecycle;
    rounds::Publishing& publishing;
    access::Accounts& accounts;
    access::SessionGate& gate;
    access::AuditLog& audit;
    access::TryLimit& withdrawal_tries;
    reporting::Reports& reports;
    review::CommentReview& review;
    operations::DisposalReminder& disposal_reminder;
    const Pages& pages;
    const PublicFiles& files;
    KeptResponses& kept;  // of published editions
    http::SubmissionLimit& submissions;
    // What a poster may print, or why there can be none; the app knows the certificate.
    std::function<base::Result<std::string>()> printable_address = {};
    std::string public_url = {};  // "https://..." as configured; empty: what the request says
};

// A handler that anybody may call.
using OpenHandler = void(Services& services,
                         const http::Request& request,
                         const http::Parameters& parameters,
                         http::Reply reply);

}  // namespace lyhord::api
