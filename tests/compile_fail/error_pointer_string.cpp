// refuse: could not convert '.1, text, .*ErrorDetails'
#include <string>

#include "base/result.h"

namespace lyhord {

#ifdef CONTROL
base::ErrorDetails about(const std::string&) {
    return {.number = 1, .pointer = base::JsonPointer().child(3), .subject = {}};
}
#else
base::ErrorDetails about(const std::string& text) {
    return {.number = 1, .pointer = text, .subject = {}};
}
#endif

}  // namespace lyhord
