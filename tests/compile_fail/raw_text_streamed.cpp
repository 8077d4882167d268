// refuse: no match for 'operator<<' .*ostream.*RawText'
#include <ostream>

#include "domain/raw_text.h"

namespace lyhord {

#ifdef CONTROL
void show(std::ostream& out, const domain::RawText&) { out << "a text"; }
#else
void show(std::ostream& out, const domain::RawText& raw) { out << raw; }
#endif

}  // namespace lyhord
