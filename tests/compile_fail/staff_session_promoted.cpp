// refuse: role_' is private within this context
#include "domain/access.h"

namespace lyhord {

#ifdef CONTROL
bool is_admin(const domain::StaffSession& session) { return session.role() == domain::Role::admin; }
#else
void promote(domain::StaffSession& session) { session.role_ = domain::Role::admin; }
#endif

}  // namespace lyhord
