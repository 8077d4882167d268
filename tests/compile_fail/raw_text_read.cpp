// refuse: read\(\) const.* is private within this context
#include <string_view>

#include "domain/raw_text.h"

namespace lyhord {

namespace intake {
class DraftCheck {
public:
    static std::string_view see(const domain::RawText& raw) { return raw.read(); }
};
}  // namespace intake

#ifdef CONTROL
std::string_view see(const domain::RawText& raw) { return intake::DraftCheck::see(raw); }
#else
std::string_view see(const domain::RawText& raw) { return raw.read(); }
#endif

}  // namespace lyhord
