// refuse: no matching function for call to '.*StaffSession::StaffSession\(\)'
#include "domain/access.h"

namespace lyhord {

inline bool download(const domain::StaffSession& session) {
    return session.role() == domain::Role::analyst;
}

#ifdef CONTROL
bool anybody(const domain::StaffSession& session) { return download(session); }
#else
bool anybody() { return download(domain::StaffSession()); }
#endif

}  // namespace lyhord
