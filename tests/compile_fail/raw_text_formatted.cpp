// refuse: use of deleted function 'fmt::.*T = lyhord::domain::RawText
#include <fmt/format.h>

#include <string>

#include "domain/raw_text.h"

namespace lyhord {

#ifdef CONTROL
std::string show(const domain::RawText&) { return fmt::format("{}", "a text"); }
#else
std::string show(const domain::RawText& raw) { return fmt::format("{}", raw); }
#endif

}  // namespace lyhord
