// refuse: 'typed' is not a constant expression
#include "base/literal.h"

namespace lyhord {

#ifdef CONTROL
base::Literal said(const char (&)[8]) { return base::Literal("typed by us"); }
#else
base::Literal said(const char (&typed)[8]) { return base::Literal(typed); }
#endif

}  // namespace lyhord
