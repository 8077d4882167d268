// refuse: OperatorKey\(\).* is private within this context
#include <string_view>

#include "base/operator_text.h"

namespace lyhord {

#ifdef CONTROL
base::JsonPointer at(std::string_view) { return base::JsonPointer().child(0); }
#else
base::JsonPointer at(std::string_view key) { return base::JsonPointer().child({}, key); }
#endif

}  // namespace lyhord
