// refuse: StoreKey\(\).* is private within this context
#include <utility>

#include "domain/sealer.h"

namespace lyhord {

namespace store {
class SealedColumn {
public:
    static domain::SealedAnswer read(base::Bytes bytes) {
        return domain::SealedAnswer::from_store({}, std::move(bytes));
    }
};
}  // namespace store

#ifdef CONTROL
domain::SealedAnswer claim(base::Bytes bytes) {
    return store::SealedColumn::read(std::move(bytes));
}
#else
domain::SealedAnswer claim(base::Bytes bytes) {
    return domain::SealedAnswer::from_store({}, std::move(bytes));
}
#endif

}  // namespace lyhord
