// refuse: could not convert 'raw' .* to 'lyhord::base::Literal'
#include "base/log/log.h"
#include "domain/raw_text.h"

namespace lyhord {

#ifdef CONTROL
void tell(const domain::RawText&) { base::log::info("an answer came"); }
#else
void tell(const domain::RawText& raw) { base::log::info(raw); }
#endif

}  // namespace lyhord
