// refuse: no matching function for call to '.*Error::Error\(.*Fault, const std::string&\)'
#include <string>

#include "base/result.h"

namespace lyhord {

#ifdef CONTROL
base::Error refuse(const std::string&) { return base::Error(base::Fault::invalid, "too long"); }
#else
base::Error refuse(const std::string& text) { return base::Error(base::Fault::invalid, text); }
#endif

}  // namespace lyhord
