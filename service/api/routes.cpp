#include "api/routes.h"

#include "api/documents.h"
#include "api/public/handlers.h"
#include "api/resident/handlers.h"
#include "api/staff/handlers.h"
#include "api/staff/roles.h"

namespace lyhord::api {
namespace {

using namespace staff;

constexpr base::Literal staff_texts = "/staff/texter/{slug}";
constexpr base::Literal sealed_answers = "/api/v1/dialogues/{slug}/sealed";

// Rounds: `?round=N`, default the newest.
constexpr base::Literal tables_json = "/api/v1/staff/dialogues/{slug}/tables.json";
constexpr base::Literal tables_csv = "/api/v1/staff/dialogues/{slug}/tables.csv";
constexpr base::Literal tables_for_excel = "/api/v1/staff/dialogues/{slug}/tables-excel.csv";
constexpr base::Literal workbook = "/api/v1/staff/dialogues/{slug}/tables.xlsx";
constexpr base::Literal report_pdf = "/api/v1/staff/dialogues/{slug}/report.pdf";
constexpr base::Literal package = "/api/v1/staff/dialogues/{slug}/report.zip";
constexpr base::Literal themes_json = "/api/v1/staff/dialogues/{slug}/themes.json";

// Every step of the form carries all answers so far, percent-encoded.
constexpr std::size_t whole_form = base::limits::form_bytes_max;
http::Handler to_all(Services& services, OpenHandler* handler) {
    return
        [&services, handler](
            const http::Request& request, const http::Parameters& parameters, http::Reply reply) {
            handler(services, request, parameters, std::move(reply));
        };
}

}  // namespace

std::vector<http::Route> routes(Services& services) {
    constexpr auto get = http::Method::get;
    constexpr auto post = http::Method::post;
    constexpr std::size_t form = base::limits::body_bytes_max;
    constexpr std::size_t none = 0;
    using enum http::Pace;  // slow: waits for a disk or a password's hash
    const auto open = [&services](OpenHandler* handler) { return to_all(services, handler); };
    // Staff's: without a session only the entrance; who may see the rest is said in its line.
    const auto entrance = [&services](OpenHandler* handler) {
        return open_to_all(services, handler);
    };
    const auto page = [&services](bool (*may)(domain::Role), StaffHandler* handler) {
        return guard(services, {.surface = Surface::page, .may = may}, handler);
    };
    const auto download = [&services](bool (*may)(domain::Role), StaffHandler* handler) {
        return guard(services, {.surface = Surface::download, .may = may}, handler);
    };
    return {
        {get, "/", "public", none, open(&front_page)},
        {get, "/d/{slug}", "public", none, open(&dialogue_page)},
        {post, "/d/{slug}", "public", whole_form, open(&dialogue_form)},
        {get, "/d/{slug}/skriv-ut", "public", none, open(&dialogue_paper)},
        {get, "/d/{slug}/offline", "public", none, open(&dialogue_offline)},
        {get, "/r/{slug}", "public", none, open(&results_page)},
        {get, "/aterkalla", "public", none, open(&withdrawal_page)},
        {post, "/aterkalla", "public", form, open(&withdrawal_form), slow},
        {get, "/integritet", "public", none, open(&integrity_page)},
        {get, "/tillganglighet", "public", none, open(&accessibility_page)},
        {get, "/lyssna/{slug}/{name}", "public", none, open(&recording)},
        {get, "/favicon.svg", "public", none, open(&favicon), light},
        {get, "/worker.js", "public", none, open(&offline_worker), light},
        {get, "/static/{name}", "public", none, open(&static_file), light},
        {get, "/healthz", "public", none, open(&health), light},
        {get, "/readyz", "public", none, open(&readiness)},
        {get, "/api/v1/openapi.json", "public", none, open(&openapi_document), light},
        {get, "/api/v1/dialogues/{slug}", "public", none, open(&dialogue_document)},
        {post, "/api/v1/dialogues/{slug}/submissions", "public", form, open(&submit_answer)},
        {post, sealed_answers, "public", whole_form, open(&submit_sealed)},
        {post, "/api/v1/receipts/withdrawals", "public", form, open(&withdraw_by_receipt), slow},
        {get, "/staff/login", "public", none, entrance(show_login)},
        {post, "/staff/login", "public", form, entrance(take_login), slow},
        {post, "/staff/logout", "public", form, entrance(take_logout), slow},
        {get, "/staff/setup/{token}", "public", none, entrance(show_setup), slow},
        {post, "/staff/setup/{token}", "public", form, entrance(take_setup), slow},
        {get, "/staff", "staff", none, page(everybody, show_overview), slow},
        {get, "/staff/konton", "staff", none, page(sees_accounts, show_accounts), slow},
        {post, "/staff/konton", "staff", form, page(sees_accounts, take_account_change), slow},
        {get, "/staff/audit", "staff", none, page(sees_audit, show_audit), slow},
        {get, "/staff/affisch/{slug}", "staff", none, page(makes_posters, show_poster), slow},
        {get, staff_texts, "staff", none, page(reviews_texts, show_text), slow},
        {post, staff_texts, "staff", form, page(reviews_texts, take_text_decision), slow},
        {get, tables_json, "staff", none, download(sees_tables, send_tables_json), slow},
        {get, tables_csv, "staff", none, download(sees_tables, send_tables_csv), slow},
        {get, tables_for_excel, "staff", none, download(sees_tables, send_tables_for_excel), slow},
        {get, workbook, "staff", none, download(sees_tables, send_workbook), slow},
        {get, report_pdf, "staff", none, download(sees_tables, send_pdf), slow},
        {get, package, "staff", none, download(sees_tables, send_package), slow},
        {get, themes_json, "staff", none, download(sees_tables, send_themes_json), slow},
    };
}

}  // namespace lyhord::api
