// refuse: use of deleted function '.*Draft::Draft\(const
#include <utility>

#include "domain/draft.h"

namespace lyhord {

#ifdef CONTROL
domain::Draft take(domain::Draft& draft) { return std::move(draft); }
#else
domain::Draft take(domain::Draft& draft) { return draft; }
#endif

}  // namespace lyhord
