// refuse: no match for 'operator=' .*SealedAnswer' and 'const .*Bytes'
#include "store/rows.h"

namespace lyhord {

#ifdef CONTROL
void put(store::NewSubmission& submission, const domain::SealedAnswer& answer) {
    submission.sealed = answer;
}
#else
void put(store::NewSubmission& submission, const base::Bytes& answer) {
    submission.sealed = answer;
}
#endif

}  // namespace lyhord
