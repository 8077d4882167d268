// Owns the list of pages and files that belong to no single answer. routes.cpp gives each an
// address.
#pragma once

#include "api/services.h"

namespace lyhord::api {

OpenHandler front_page;          // GET /
OpenHandler integrity_page;      // GET /integritet
OpenHandler accessibility_page;  // GET /tillganglighet
OpenHandler results_page;        // GET /r/{slug}
OpenHandler favicon;             // GET /favicon.svg
OpenHandler recording;           // GET /lyssna/{slug}/{name}
OpenHandler static_file;         // GET /static/{name}
OpenHandler offline_worker;      // GET /worker.js

}  // namespace lyhord::api
