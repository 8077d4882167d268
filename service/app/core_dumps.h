// Owns the refusal to be dumped: memory holds what residents type, and opened answers at a tick.
#pragma once

namespace lyhord::app {

// No core file and no debugger for this process. The kernel forgets the second half when the
// process becomes another user.
void forbid_dumps();

}  // namespace lyhord::app
