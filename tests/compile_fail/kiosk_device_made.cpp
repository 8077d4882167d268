// refuse: KioskDevice\(const .* is private within this context
#include "domain/access.h"

namespace lyhord {

namespace access {
class DeviceGate {
public:
    static domain::KioskDevice admit(const base::Id& id) { return domain::KioskDevice(id); }
};
}  // namespace access

#ifdef CONTROL
domain::KioskDevice admit(const base::Id& id) { return access::DeviceGate::admit(id); }
#else
domain::KioskDevice admit(const base::Id& id) { return domain::KioskDevice(id); }
#endif

}  // namespace lyhord
