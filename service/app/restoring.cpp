#include "app/restoring.h"

namespace lyhord::app {

Outcome restore(const Invocation&) { return {.exit_code = 2, .output = {}, .errors = "not yet\n"}; }

}  // namespace lyhord::app
