// refuse: no matching function for call to '.*Json::Json\(const .*RawText&\)'
#include "base/json/json.h"
#include "domain/raw_text.h"

namespace lyhord {

#ifdef CONTROL
base::Json shown(const domain::RawText&) { return base::Json("a text"); }
#else
base::Json shown(const domain::RawText& raw) { return base::Json(raw); }
#endif

}  // namespace lyhord
