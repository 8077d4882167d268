// refuse: PublicTable\(\)' is private within this context
#include "domain/public_edition.h"

namespace lyhord {

#ifdef CONTROL
domain::PublicTable copied(const domain::PublicTable& table) { return table; }
#else
domain::PublicTable copied(const domain::PublicTable&) { return domain::PublicTable(); }
#endif

}  // namespace lyhord
