// GET /staff/texter/{slug}/godkanda.csv and godkanda-excel.csv: every text of a round that a person
// has approved, however many there are.
#include "access/audit_log.h"
#include "api/asked_round.h"
#include "api/staff/handlers.h"
#include "api/staff/staff_page.h"
#include "reporting/comments_csv.h"
#include "reporting/reports.h"
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
    const std::string name = round->round.slug + "-omgang-" + std::to_string(round->round.number);
    if (const auto recorded = services.audit.record(
            access::Actor(session),
            file.audited,
            access::AuditObject::round(round->round.slug, round->round.number));
        !recorded) {
        return refusal_page(services, recorded.error().fault());
    }
    http::Response response{.content_type = "text/csv; charset=utf-8"};
    response.header("Content-Disposition",
                    "attachment; filename=\"" + name + std::string(file.attachment) + "\"");
    response.more = std::make_shared<CommentsBody>(
        services.reports.comments(round, file.dialect, report_words(services)));
    return response;
}

}  // namespace

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
