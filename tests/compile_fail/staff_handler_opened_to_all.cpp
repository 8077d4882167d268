// refuse: conversion from 'void .*StaffSession&.* to 'void [^']*Services&, const lyhord::http::
#include "api/staff/handlers.h"
#include "api/staff/roles.h"

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
