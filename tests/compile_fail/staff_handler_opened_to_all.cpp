// refuse: invalid conversion from 'void .*StaffSession&.* to 'lyhord::api::staff::OpenHandler'
#include "api/staff/downloads.h"
#include "api/staff/guard.h"
#include "api/staff/staff_page.h"

namespace lyhord::api::staff {

#ifdef CONTROL
http::Handler download(Services& services) {
    const StaffRule analysts{.surface = Surface::download, .may = sees_tables};
    return guard(services, analysts, send_tables_json);
}
#else
http::Handler download(Services& services) { return open_to_all(services, send_tables_json); }
#endif

}  // namespace lyhord::api::staff
