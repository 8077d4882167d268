// Owns the list of pages and files that belong to no single answer. routes.cpp gives each an
// address.
#pragma once

#include "api/services.h"

namespace lyhord::api {

OpenHandler front_page;          // GET /
OpenHandler integrity_page;      // GET /integritet
OpenHandler accessibility_page;  // GET /tillganglighet
OpenHandler results_page;        // GET /r/{slug}
OpenHandler results_csv;         // GET /r/{slug}/data.csv
OpenHandler results_json;        // GET /r/{slug}/data.json
OpenHandler results_feed;        // GET /r/{slug}/flode.atom
OpenHandler all_results_feed;    // GET /flode.atom
OpenHandler favicon;             // GET /favicon.svg
OpenHandler recording;           // GET /lyssna/{slug}/{name}
OpenHandler static_file;         // GET /static/{name}
OpenHandler offline_worker;      // GET /worker.js

}  // namespace lyhord::api
