// Owns what answers on the listening socket of the metrics: /metrics, /readyz in detail, /healthz.
#pragma once

#include "app/monitoring/monitor.h"

namespace lyhord::app {

// `monitor` must outlive the handlers.
http::Handlers metrics_front(Monitor& monitor);

}  // namespace lyhord::app
