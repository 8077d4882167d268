// refuse: could not convert '.1, .*, text.' .*ErrorDetails'
#include <string>

#include "base/result.h"

namespace lyhord {

#ifdef CONTROL
base::ErrorDetails about(const base::OperatorText& path, const std::string&) {
    return {.number = 1, .pointer = {}, .subject = path};
}
#else
base::ErrorDetails about(const base::OperatorText&, const std::string& text) {
    return {.number = 1, .pointer = {}, .subject = text};
}
#endif

}  // namespace lyhord
