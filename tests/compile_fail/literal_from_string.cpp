// refuse: no matching function for call to '.*Literal::Literal\(const std::string&\)'
#include <string>

#include "base/literal.h"

namespace lyhord {

#ifdef CONTROL
base::Literal said(const std::string&) { return base::Literal("said in our source"); }
#else
base::Literal said(const std::string& text) { return base::Literal(text); }
#endif

}  // namespace lyhord
