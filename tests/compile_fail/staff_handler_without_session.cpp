// refuse: invalid conversion from 'void .* to 'void .*StaffSession&
#include "api/staff/guard.h"
#include "api/staff/roles.h"

namespace lyhord::api::staff {

#ifdef CONTROL
void show(Services&,
          const domain::StaffSession&,
          const http::Request&,
          const http::Parameters&,
          http::Reply reply) {
    reply(http::Response());
}
#else
void show(Services&, const http::Request&, const http::Parameters&, http::Reply reply) {
    reply(http::Response());
}
#endif

http::Handler guarded(Services& services) {
    return guard(services, {.surface = Surface::page, .may = sees_tables}, show);
}

}  // namespace lyhord::api::staff
