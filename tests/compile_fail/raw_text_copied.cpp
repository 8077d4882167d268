// refuse: use of deleted function.*RawText\(const
#include <utility>

#include "domain/raw_text.h"

namespace lyhord {

#ifdef CONTROL
domain::RawText take(domain::RawText& raw) { return std::move(raw); }
#else
domain::RawText take(domain::RawText& raw) { return raw; }
#endif

}  // namespace lyhord
