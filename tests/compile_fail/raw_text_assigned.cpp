// refuse: use of deleted function.*operator=\(const
#include <utility>

#include "domain/raw_text.h"

namespace lyhord {

#ifdef CONTROL
void keep(domain::RawText& kept, domain::RawText& raw) { kept = std::move(raw); }
#else
void keep(domain::RawText& kept, domain::RawText& raw) { kept = raw; }
#endif

}  // namespace lyhord
