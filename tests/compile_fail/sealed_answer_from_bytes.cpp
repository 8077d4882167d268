// refuse: SealedAnswer\(.*Bytes\)' is private within this context
#include <utility>

#include "domain/sealer.h"

namespace lyhord {

#ifdef CONTROL
domain::SealedAnswer seal(domain::Sealer& sealer, const base::Bytes& plain) {
    return sealer.seal(domain::SealTarget(), plain);
}
#else
domain::SealedAnswer seal(domain::Sealer&, const base::Bytes& plain) {
    return domain::SealedAnswer(plain);
}
#endif

}  // namespace lyhord
