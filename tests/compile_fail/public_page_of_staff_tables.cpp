// refuse: invalid initialization of reference .*PublicTable&' from .*ReleasableTable'
#include <cstdint>

#include "domain/public_edition.h"

namespace lyhord {

inline std::int64_t told(const domain::PublicTable& table) { return table.counts().base; }

#ifdef CONTROL
std::int64_t page(const domain::PublicTable& table) { return told(table); }
#else
std::int64_t page(const domain::ReleasableTable& table) { return told(table); }
#endif

}  // namespace lyhord
