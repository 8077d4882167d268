#include <charconv>
#include <optional>
#include <string>

#include "access/audit_log.h"
#include "api/problem.h"
#include "api/staff/handlers.h"
#include "reporting/reports.h"

namespace lyhord::api::staff {
namespace {

using base::Fault;
using reporting::ReleasedRound;

struct Format {
    base::Literal audited;
    std::string_view content_type;
    std::string_view attachment;  // the end of the file's name; empty: shown, not saved
    std::string (*write)(const ReleasedRound&);
};

// Without `?round` nothing, the newest.
base::Result<std::optional<std::int64_t>> wanted_round(const http::Request& request) {
    const std::string_view text = request.query_value("round");
    if (text.empty()) {
        return std::nullopt;
    }
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size() || number < 1) {
        return base::fail(Fault::invalid, "the round must be a whole number above 0");
    }
    return number;
}

struct Call {
    Services& services;
    const domain::StaffSession& session;
    const http::Request& request;
    std::string_view slug;
};

std::string file_name(const domain::Round& round, std::string_view end) {
    return round.slug + "-omgang-" + std::to_string(round.number) + "-utgava-" +
           std::to_string(round.batch) + std::string(end);
}

// First the bytes in memory, then the entry, then the answer: whatever fails, nobody has read what
// is not in the log.
base::Result<http::Response> download(const Call& call, const Format& format) {
    const auto number = wanted_round(call.request);
    if (!number) {
        return base::fail(number.error());
    }
    const auto data = call.services.reports.released(call.slug, *number);
    if (!data) {
        return base::fail(data.error());
    }
    const domain::Round& round = data->round->round;
    http::Response response{.content_type = std::string(format.content_type),
                            .body = format.write(*data)};
    if (auto recorded = call.services.audit.record(
            access::Actor(call.session),
            format.audited,
            access::AuditObject::release(round.slug, round.number, round.batch));
        !recorded) {
        return base::fail(recorded.error());
    }
    if (!format.attachment.empty()) {
        response.header("Content-Disposition",
                        "attachment; filename=\"" + file_name(round, format.attachment) + "\"");
    }
    return response;
}

http::Response answer_of(const Call& call, const Format& format) {
    auto response = download(call, format);
    if (response) {
        return std::move(*response);
    }
    const Fault fault = response.error().fault();
    return problem_response(
        call.services.pages,
        call.request,
        fault == Fault::invalid ? Problem{.status = 400, .type = "malformed"} : problem_of(fault));
}

constexpr Format tables_as_json{.audited = "download tables.json",
                                .content_type = "application/json",
                                .attachment = "",
                                .write = reporting::tables_json};
constexpr Format tables_as_csv{.audited = "download tables.csv",
                               .content_type = "text/csv; charset=utf-8",
                               .attachment = ".csv",
                               .write = reporting::tables_csv};
constexpr Format themes_as_json{.audited = "download themes.json",
                                .content_type = "application/json",
                                .attachment = "",
                                .write = reporting::themes_json};

}  // namespace

void send_tables_json(Services& services,
                      const domain::StaffSession& session,
                      const http::Request& request,
                      const http::Parameters& parameters,
                      http::Reply reply) {
    reply(answer_of({services, session, request, parameters.front()}, tables_as_json));
}

void send_tables_csv(Services& services,
                     const domain::StaffSession& session,
                     const http::Request& request,
                     const http::Parameters& parameters,
                     http::Reply reply) {
    reply(answer_of({services, session, request, parameters.front()}, tables_as_csv));
}

void send_themes_json(Services& services,
                      const domain::StaffSession& session,
                      const http::Request& request,
                      const http::Parameters& parameters,
                      http::Reply reply) {
    reply(answer_of({services, session, request, parameters.front()}, themes_as_json));
}

}  // namespace lyhord::api::staff
