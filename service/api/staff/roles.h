// Owns whose pages are whose; the list of routes (routes.cpp) names one of these for each.
#pragma once

#include "domain/access.h"

namespace lyhord::api::staff {

bool everybody(domain::Role role);
bool sees_tables(domain::Role role);
bool sees_audit(domain::Role role);
bool runs_dialogues(domain::Role role);
bool makes_posters(domain::Role role);
bool reviews_texts(domain::Role role);
bool sees_accounts(domain::Role role);

}  // namespace lyhord::api::staff
