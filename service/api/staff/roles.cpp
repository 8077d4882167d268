#include "api/staff/roles.h"

namespace lyhord::api::staff {

using domain::Role;

bool everybody(Role) { return true; }

bool sees_tables(Role role) {
    return role == Role::coordinator || role == Role::analyst || role == Role::police;
}

bool sees_audit(Role role) { return role == Role::coordinator || role == Role::admin; }

bool runs_dialogues(Role role) { return role == Role::coordinator; }

bool makes_posters(Role role) { return role == Role::coordinator; }

// Not the police, nor a partner: they meet a text after somebody has approved it.
bool reviews_texts(Role role) { return role == Role::coordinator; }

bool sees_accounts(Role role) { return role == Role::admin; }

}  // namespace lyhord::api::staff
