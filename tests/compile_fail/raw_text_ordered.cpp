// refuse: no match for 'operator<' .*RawText' and '.*RawText'
#include "domain/raw_text.h"

namespace lyhord {

#ifdef CONTROL
bool before(const domain::RawText& left, const domain::RawText& right) { return &left < &right; }
#else
bool before(const domain::RawText& left, const domain::RawText& right) { return left < right; }
#endif

}  // namespace lyhord
