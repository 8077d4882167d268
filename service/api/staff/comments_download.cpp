// GET /staff/texter/{slug}/godkanda.csv and godkanda-excel.csv: every text of a round that a person
// has approved, however many there are; and teman.xlsx: its themes with some of them.
#include "access/audit_log.h"
#include "api/asked_round.h"
#include "api/staff/handlers.h"
#include "api/staff/staff_page.h"
#include "reporting/comments_csv.h"
#include "reporting/reports.h"
#include "reporting/themes_xlsx.h"
#include "review/comment_review.h"

namespace lyhord::api::staff {
namespace {

using base::Fault;
using reporting::CommentsCsv;
using reporting::CsvDialect;

class CommentsBody : public http::BodySource {
public:
    explicit CommentsBody(CommentsCsv csv) : csv_(std::move(csv)) {}
    base::Result<std::string> next() override { return csv_.next(); }

private:
    CommentsCsv csv_;
};

struct CommentsFile {
    base::Literal audited;
    CsvDialect dialect;
    std::string_view attachment;
};

constexpr CommentsFile for_programs{.audited = "download comments.csv",
                                    .dialect = CsvDialect::machine,
                                    .attachment = "-fritexter.csv"};
constexpr CommentsFile for_excel{.audited = "download comments-excel.csv",
                                 .dialect = CsvDialect::swedish_excel,
                                 .attachment = "-fritexter-excel.csv"};

http::Response& attach(http::Response& response, const domain::Round& round, std::string_view end) {
    return response.header("Content-Disposition",
                           "attachment; filename=\"" + round.slug + "-omgang-" +
                               std::to_string(round.number) + std::string(end) + "\"");
}

base::Result<http::Response> themes_of(const Services& services,
                                       const domain::StaffSession& session,
                                       const http::Request& request,
                                       std::string_view slug) {
    const auto number = wanted_round(request);
    const auto released = number ? services.reports.released(slug, *number)
                                 : base::fail(Fault::not_found, "there is no such round");
    if (!released) {
        return base::fail(released.error());
    }
    const auto examples = services.reports.examples(*released->round);
    if (!examples) {
        return base::fail(examples.error());
    }
    const reporting::ReportWords words = report_words(services);
    auto body = reporting::themes_xlsx(reporting::make_report(*released, words), *examples, words);
    if (!body) {
        return base::fail(body.error());
    }
    const domain::Round& round = released->round->round;
    if (const auto recorded = services.audit.record(
            access::Actor(session),
            "download themes.xlsx",
            access::AuditObject::release(round.slug, round.number, round.batch));
        !recorded) {
        return base::fail(recorded.error());
    }
    http::Response response{
        .content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        .body = std::move(*body)};
    return attach(response, round, "-teman.xlsx");
}

// It is in the log before the first byte leaves.
http::Response comments_of(const Services& services,
                           const domain::StaffSession& session,
                           const http::Request& request,
                           std::string_view slug,
                           const CommentsFile& file) {
    const auto number = wanted_round(request);
    const store::FrozenRoundPtr round = number ? services.review.round(slug, *number) : nullptr;
    if (round == nullptr) {
        return refusal_page(services, Fault::not_found);
    }
    if (const auto recorded = services.audit.record(
            access::Actor(session),
            file.audited,
            access::AuditObject::round(round->round.slug, round->round.number));
        !recorded) {
        return refusal_page(services, recorded.error().fault());
    }
    http::Response response{.content_type = "text/csv; charset=utf-8"};
    attach(response, round->round, file.attachment);
    response.more = std::make_shared<CommentsBody>(
        services.reports.comments(round, file.dialect, report_words(services)));
    return response;
}

}  // namespace

void send_themes_workbook(Services& services,
                          const domain::StaffSession& session,
                          const http::Request& request,
                          const http::Parameters& parameters,
                          http::Reply reply) {
    auto response = themes_of(services, session, request, parameters.front());
    reply(response ? std::move(*response) : refusal_page(services, response.error().fault()));
}

void send_comments(Services& services,
                   const domain::StaffSession& session,
                   const http::Request& request,
                   const http::Parameters& parameters,
                   http::Reply reply) {
    reply(comments_of(services, session, request, parameters.front(), for_programs));
}

void send_comments_for_excel(Services& services,
                             const domain::StaffSession& session,
                             const http::Request& request,
                             const http::Parameters& parameters,
                             http::Reply reply) {
    reply(comments_of(services, session, request, parameters.front(), for_excel));
}

}  // namespace lyhord::api::staff
