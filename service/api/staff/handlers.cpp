#include "api/staff/handlers.h"

#include <algorithm>
#include <array>

#include "api/staff/accounts_page.h"
#include "api/staff/audit_page.h"
#include "api/staff/downloads.h"
#include "api/staff/guard.h"
#include "api/staff/overview.h"
#include "api/staff/sign_in.h"
#include "api/staff/staff_page.h"

namespace lyhord::api::staff {
namespace {

using domain::Role;

constexpr std::array all_roles{Role::coordinator,
                               Role::analyst,
                               Role::admin,
                               Role::facilitator,
                               Role::reporter,
                               Role::police,
                               Role::approver,
                               Role::registrar};

// The roles for which `may` says yes.
StaffRule rule(Surface surface, bool (*may)(Role)) {
    StaffRule out{.surface = surface, .roles = {}};
    std::ranges::copy_if(all_roles, std::back_inserter(out.roles), may);
    return out;
}

bool everybody(Role) { return true; }

}  // namespace

http::Handler login_page(Services& services) { return open_to_all(services, show_login); }
http::Handler log_in(Services& services) { return open_to_all(services, take_login); }
http::Handler log_out(Services& services) { return open_to_all(services, take_logout); }
http::Handler setup_page(Services& services) { return open_to_all(services, show_setup); }
http::Handler set_up(Services& services) { return open_to_all(services, take_setup); }

http::Handler overview(Services& services) {
    return guard(services, rule(Surface::page, everybody), show_overview);
}
http::Handler audit_page(Services& services) {
    return guard(services, rule(Surface::page, sees_audit), show_audit);
}
http::Handler accounts_page(Services& services) {
    return guard(services, rule(Surface::page, sees_accounts), show_accounts);
}
http::Handler change_account(Services& services) {
    return guard(services, rule(Surface::page, sees_accounts), take_account_change);
}

http::Handler tables_json(Services& services) {
    return guard(services, rule(Surface::download, sees_tables), send_tables_json);
}
http::Handler tables_csv(Services& services) {
    return guard(services, rule(Surface::download, sees_tables), send_tables_csv);
}
http::Handler themes_json(Services& services) {
    return guard(services, rule(Surface::download, sees_tables), send_themes_json);
}

}  // namespace lyhord::api::staff
