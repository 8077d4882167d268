// refuse: no matching function for call to '.*ReleasableTable.*push_back
#include "reporting/reports.h"

namespace lyhord {

#ifdef CONTROL
void add(reporting::ReleasedRound& released, const domain::ReleasableTable& table) {
    released.tables.push_back(table);
}
#else
void add(reporting::ReleasedRound& released, const domain::QuestionCounts& table) {
    released.tables.push_back(table);
}
#endif

}  // namespace lyhord
