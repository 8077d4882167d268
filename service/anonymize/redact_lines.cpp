#include "anonymize/redact_lines.h"

#include <istream>
#include <ostream>
#include <string>
#include <utility>

#include "base/json/json.h"

namespace lyhord::anonymize {
namespace {

using base::Json;

Json spans_as_json(const std::vector<Span>& spans) {
    Json list = Json::array();
    for (const Span& span : spans) {
        list.push(Json(Json::Array{span.start_byte, span.end_byte, label_name(span.label)}));
    }
    return list;
}

base::ErrorDetails at_line(std::int64_t number) {
    base::ErrorDetails details;
    details.number = number;
    return details;
}

}  // namespace

base::Result<void> redact_lines(std::istream& in, std::ostream& out, const Redactor& redactor) {
    std::string line;
    for (std::int64_t number = 1; std::getline(in, line); ++number) {
        const base::Result<Json> parsed = Json::parse(line);
        const Json* text = parsed ? parsed->find("text") : nullptr;
        if (text == nullptr || text->as_string() == nullptr) {
            return base::fail(base::Fault::invalid,
                              "not a JSON object with a string \"text\", line",
                              at_line(number));
        }
        const Redaction redaction = redactor.redact(domain::RawText(*text->as_string()));
        if (redaction.withheld) {
            return base::fail(
                base::Fault::too_large, "the text cannot be redacted, line", at_line(number));
        }
        Json answer = Json::object();
        answer.set("text", redaction.text.view()).set("spans", spans_as_json(redaction.spans));
        out << answer.dump() << '\n';
    }
    out.flush();
    if (!out) {
        return base::fail(base::Fault::io, "the redacted lines cannot be written");
    }
    return {};
}

}  // namespace lyhord::anonymize
