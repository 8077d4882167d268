// refuse: use of deleted function.*operator==
#include "domain/raw_text.h"

namespace lyhord {

#ifdef CONTROL
bool same(const domain::RawText& left, const domain::RawText& right) { return &left == &right; }
#else
bool same(const domain::RawText& left, const domain::RawText& right) { return left == right; }
#endif

}  // namespace lyhord
