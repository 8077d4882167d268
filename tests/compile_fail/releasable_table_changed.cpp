// refuse: assignment of member 'lyhord::domain::QuestionCounts::base' in read-only
#include "domain/releasable.h"

namespace lyhord {

#ifdef CONTROL
void add_one(domain::QuestionCounts& own, const domain::ReleasableTable& table) {
    own.base = table.counts().base + 1;
}
#else
void add_one(domain::QuestionCounts&, domain::ReleasableTable& table) { table.counts().base = 1; }
#endif

}  // namespace lyhord
