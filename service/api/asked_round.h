// Owns which round an address asks for, and the Swedish that staff's reports are told in.
#pragma once

#include <cstdint>
#include <optional>

#include "api/services.h"
#include "base/result.h"
#include "http/message.h"
#include "reporting/report_words.h"

namespace lyhord::api {

// "?round=2"; without it nothing, the newest. invalid: no whole number above 0.
base::Result<std::optional<std::int64_t>> wanted_round(const http::Request& request);

// For staff, whose reports are in Swedish.
reporting::ReportWords report_words(const Services& services);

}  // namespace lyhord::api
