// refuse: ReleasableTable\(.*QuestionCounts\)' is private within this context
#include <utility>

#include "domain/releasable.h"

namespace lyhord {

namespace disclosure {
class ReleaseGate {
public:
    static domain::ReleasableTable pass(domain::QuestionCounts counts) {
        return domain::ReleasableTable(std::move(counts));
    }
};
}  // namespace disclosure

#ifdef CONTROL
domain::ReleasableTable release(domain::QuestionCounts counts) {
    return disclosure::ReleaseGate::pass(std::move(counts));
}
#else
domain::ReleasableTable release(domain::QuestionCounts counts) {
    return domain::ReleasableTable(std::move(counts));
}
#endif

}  // namespace lyhord
