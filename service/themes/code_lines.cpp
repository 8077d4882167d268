#include "themes/code_lines.h"

#include <istream>
#include <ostream>
#include <string>

#include "base/json/json.h"
#include "base/limits.h"

namespace lyhord::themes {
namespace {

base::Json coded(const Coder& coder, std::string_view text) {
    base::Json ids = base::Json::array();
    for (const std::size_t theme : coder.code_text(text)) {
        ids.push(coder.theme_ids()[theme]);
    }
    base::Json line = base::Json::object();
    line.set("themes", std::move(ids));
    return line;
}

base::ErrorDetails at_line(std::int64_t number) {
    return {.number = number, .pointer = {}, .subject = {}};
}

}  // namespace

base::Result<void> code_lines(std::istream& in, std::ostream& out, const Coder& coder) {
    std::int64_t number = 0;
    for (std::string line; std::getline(in, line);) {
        ++number;
        if (line.size() > base::limits::body_bytes_max) {
            return base::fail(base::Fault::too_large, "the line is too long", at_line(number));
        }
        const base::Result<base::Json> parsed = base::Json::parse(line);
        const base::Json* text = parsed ? parsed->find("text") : nullptr;
        if (text == nullptr || text->as_string() == nullptr) {
            return base::fail(
                base::Fault::invalid, R"(not a JSON line {"text": "..."})", at_line(number));
        }
        out << coded(coder, *text->as_string()).dump() << '\n';
    }
    out.flush();
    if (!out) {
        return base::fail(base::Fault::io, "cannot write the result");
    }
    return {};
}

}  // namespace lyhord::themes
