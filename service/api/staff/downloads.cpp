#include <string>

#include "access/audit_log.h"
#include "api/asked_round.h"
#include "api/pages/pages.h"
#include "api/problem.h"
#include "api/staff/handlers.h"
#include "base/log/log.h"
#include "reporting/report_csv.h"
#include "reporting/report_package.h"
#include "reporting/report_xlsx.h"
#include "reporting/reports.h"

namespace lyhord::api::staff {
namespace {

using base::Fault;
using reporting::ReleasedRound;

using Written = base::Result<std::string>;

struct Format {
    base::Literal audited;
    std::string_view content_type;
    std::string_view attachment;  // the end of the file's name; empty: shown, not saved
    Written (*write)(const ReleasedRound&, const reporting::ReportWords&);
};

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
    Written body = format.write(*data, report_words(call.services));
    if (!body) {
        // Why is the administrator's to read; who wanted the file is told to try again.
        base::log::error(body.error());
        return base::fail(Fault::unavailable, "the file could not be made");
    }
    http::Response response{.content_type = std::string(format.content_type),
                            .body = std::move(*body)};
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

constexpr Format tables_as_json{
    .audited = "download tables.json",
    .content_type = "application/json",
    .attachment = "",
    .write = [](const ReleasedRound& released, const reporting::ReportWords&) -> Written {
        return reporting::tables_json(released);
    }};
constexpr Format tables_as_csv{
    .audited = "download tables.csv",
    .content_type = "text/csv; charset=utf-8",
    .attachment = ".csv",
    .write = [](const ReleasedRound& released, const reporting::ReportWords& words) -> Written {
        return reporting::report_csv(
            reporting::make_report(released, words), words, reporting::CsvDialect::machine);
    }};
constexpr Format tables_for_excel{
    .audited = "download tables-excel.csv",
    .content_type = "text/csv; charset=utf-8",
    .attachment = "-excel.csv",
    .write = [](const ReleasedRound& released, const reporting::ReportWords& words) -> Written {
        return reporting::report_csv(
            reporting::make_report(released, words), words, reporting::CsvDialect::swedish_excel);
    }};
constexpr Format tables_as_workbook{
    .audited = "download tables.xlsx",
    .content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    .attachment = ".xlsx",
    .write = [](const ReleasedRound& released, const reporting::ReportWords& words) -> Written {
        return reporting::report_xlsx(reporting::make_report(released, words), words);
    }};
constexpr Format tables_as_pdf{
    .audited = "download report.pdf",
    .content_type = "application/pdf",
    .attachment = "-lagesbild.pdf",
    .write = [](const ReleasedRound& released, const reporting::ReportWords& words) -> Written {
        return reporting::report_pdf(reporting::make_report(released, words), words);
    }};
constexpr Format package{
    .audited = "download report.zip",
    .content_type = "application/zip",
    .attachment = "-underlag.zip",
    .write = [](const ReleasedRound& released, const reporting::ReportWords& words) -> Written {
        return reporting::report_package(reporting::make_report(released, words), words);
    }};
constexpr Format themes_as_json{
    .audited = "download themes.json",
    .content_type = "application/json",
    .attachment = "",
    .write = [](const ReleasedRound& released, const reporting::ReportWords&) -> Written {
        return reporting::themes_json(released);
    }};

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

void send_tables_for_excel(Services& services,
                           const domain::StaffSession& session,
                           const http::Request& request,
                           const http::Parameters& parameters,
                           http::Reply reply) {
    reply(answer_of({services, session, request, parameters.front()}, tables_for_excel));
}

void send_workbook(Services& services,
                   const domain::StaffSession& session,
                   const http::Request& request,
                   const http::Parameters& parameters,
                   http::Reply reply) {
    reply(answer_of({services, session, request, parameters.front()}, tables_as_workbook));
}

void send_pdf(Services& services,
              const domain::StaffSession& session,
              const http::Request& request,
              const http::Parameters& parameters,
              http::Reply reply) {
    reply(answer_of({services, session, request, parameters.front()}, tables_as_pdf));
}

void send_package(Services& services,
                  const domain::StaffSession& session,
                  const http::Request& request,
                  const http::Parameters& parameters,
                  http::Reply reply) {
    reply(answer_of({services, session, request, parameters.front()}, package));
}

void send_themes_json(Services& services,
                      const domain::StaffSession& session,
                      const http::Request& request,
                      const http::Parameters& parameters,
                      http::Reply reply) {
    reply(answer_of({services, session, request, parameters.front()}, themes_as_json));
}

}  // namespace lyhord::api::staff
