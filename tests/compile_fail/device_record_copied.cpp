// refuse: use of deleted function '.*DeviceRecord::DeviceRecord\(const
#include <utility>

#include "domain/device_record.h"

namespace lyhord {

#ifdef CONTROL
domain::DeviceRecord take(domain::DeviceRecord& record) { return std::move(record); }
#else
domain::DeviceRecord take(domain::DeviceRecord& record) { return record; }
#endif

}  // namespace lyhord
