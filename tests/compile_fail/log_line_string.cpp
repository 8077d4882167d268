// refuse: could not convert 'text' .* to 'lyhord::base::Literal'
#include <string>

#include "base/log/log.h"

namespace lyhord {

#ifdef CONTROL
void tell(const std::string&) { base::log::info("an answer came"); }
#else
void tell(const std::string& text) { base::log::info(text); }
#endif

}  // namespace lyhord
