// refuse: ignoring returned value of type .*Result<void>.*unused-result
#include "base/result.h"

namespace lyhord {

base::Result<void> save();

#ifdef CONTROL
bool careful() { return save().has_value(); }
#else
void careless() { save(); }
#endif

}  // namespace lyhord
