// refuse: ignoring returned value of type .*Result<int>.*unused-result
#include "base/result.h"

namespace lyhord {

base::Result<int> count();

#ifdef CONTROL
int careful() { return count().value_or(0); }
#else
void careless() { count(); }
#endif

}  // namespace lyhord
