// refuse: invalid initialization of reference .*ReleasableTable&' from .*QuestionCounts'
#include <cstdint>

#include "domain/releasable.h"

namespace lyhord {

inline std::int64_t exported(const domain::ReleasableTable& table) { return table.counts().base; }

#ifdef CONTROL
std::int64_t download(const domain::ReleasableTable& table) { return exported(table); }
#else
std::int64_t download(const domain::QuestionCounts& counts) { return exported(counts); }
#endif

}  // namespace lyhord
