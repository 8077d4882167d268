// Owns the log: JSON lines on standard error, without personal data. A line is a Literal and typed
// details, so that nothing a resident wrote can be logged.
#pragma once

#include "base/result.h"

namespace lyhord::base::log {

void info(Literal event, const ErrorDetails& details = {});
void warning(Literal event, const ErrorDetails& details = {});
void error(const Error& error);

}  // namespace lyhord::base::log
