// refuse: StaffSession\(.* is private within this context
#include <string>

#include "domain/access.h"

namespace lyhord {

namespace access {
class SessionGate {
public:
    static domain::StaffSession admit() { return {"Kim", domain::Role::analyst, false}; }
};
}  // namespace access

#ifdef CONTROL
domain::StaffSession admit() { return access::SessionGate::admit(); }
#else
domain::StaffSession admit() { return {"Kim", domain::Role::analyst, false}; }
#endif

}  // namespace lyhord
