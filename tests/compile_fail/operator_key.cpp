// refuse: OperatorKey\(\).* is private within this context
#include <string>
#include <utility>

#include "base/operator_text.h"

namespace lyhord {

namespace app {
class CommandLine {
public:
    static base::OperatorText argument(std::string text) { return {{}, std::move(text)}; }
};
}  // namespace app

#ifdef CONTROL
base::OperatorText claim(std::string text) { return app::CommandLine::argument(std::move(text)); }
#else
base::OperatorText claim(std::string text) { return base::OperatorText({}, std::move(text)); }
#endif

}  // namespace lyhord
