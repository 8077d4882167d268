// refuse: no match for 'operator==' .*RawText' and 'std::string_view'
#include <string_view>

#include "domain/raw_text.h"

namespace lyhord {

#ifdef CONTROL
bool is_empty(const domain::RawText& raw, const domain::RawText& other) { return &raw == &other; }
#else
bool is_empty(const domain::RawText& raw) { return raw == std::string_view(); }
#endif

}  // namespace lyhord
