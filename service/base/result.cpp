#include "base/result.h"

namespace lyhord::base {

std::string Error::line() const {
    std::string line;
    if (details_.pointer) {
        line += details_.pointer->text().empty() ? "/" : details_.pointer->text();
        line += ": ";
    }
    line += message_.view();
    if (details_.subject) {
        line += ": ";
        line += details_.subject->text();
    }
    if (details_.number) {
        line += " (" + std::to_string(*details_.number) + ")";
    }
    return line;
}

}  // namespace lyhord::base
