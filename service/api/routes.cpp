#include "api/routes.h"

#include <algorithm>
#include <iterator>

#include "api/documents.h"
#include "api/public/handlers.h"
#include "api/resident/handlers.h"
#include "api/staff/handlers.h"
#include "api/staff/roles.h"

namespace lyhord::api {
namespace {

using namespace staff;

constexpr base::Literal staff_texts = "/staff/texter/{slug}";
constexpr base::Literal themes_xlsx = "/staff/texter/{slug}/teman.xlsx";
constexpr base::Literal comments_csv = "/staff/texter/{slug}/godkanda.csv";
constexpr base::Literal comments_excel = "/staff/texter/{slug}/godkanda-excel.csv";
constexpr base::Literal sealed_answers = "/api/v1/dialogues/{slug}/sealed";

constexpr base::Literal staff_dialogues = "/staff/dialoger";
constexpr base::Literal staff_dialogue = "/staff/dialoger/{slug}";
constexpr base::Literal staff_preview = "/staff/dialoger/{slug}/visa";

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
// Any other form; and no body at all.
constexpr std::size_t small = base::limits::body_bytes_max;
constexpr std::size_t bare = 0;

// A part of the list.
using Routes = std::vector<http::Route>;

http::Handler to_all(Services& services, OpenHandler* handler) {
    return
        [&services, handler](
            const http::Request& request, const http::Parameters& parameters, http::Reply reply) {
            handler(services, request, parameters, std::move(reply));
        };
}

// What people open: residents, and whoever reads results.
Routes public_pages(Services& services) {
    using enum http::Method;
    using enum http::Pace;  // slow: waits for a disk or a password's hash
    const auto open = [&services](OpenHandler* handler) { return to_all(services, handler); };
    return {
        {get, "/", "public", bare, open(&front_page)},
        {get, "/d/{slug}", "public", bare, open(&dialogue_page)},
        {post, "/d/{slug}", "public", whole_form, open(&dialogue_form)},
        {get, "/d/{slug}/skriv-ut", "public", bare, open(&dialogue_paper)},
        {get, "/d/{slug}/offline", "public", bare, open(&dialogue_offline)},
        {get, "/r/{slug}", "public", bare, open(&results_page)},
        {get, "/r/{slug}/data.csv", "public", bare, open(&results_csv)},
        {get, "/r/{slug}/data.json", "public", bare, open(&results_json)},
        {get, "/r/{slug}/flode.atom", "public", bare, open(&results_feed)},
        {get, "/flode.atom", "public", bare, open(&all_results_feed)},
        {get, "/aterkalla", "public", bare, open(&withdrawal_page)},
        {post, "/aterkalla", "public", small, open(&withdrawal_form), slow},
        {get, "/integritet", "public", bare, open(&integrity_page)},
        {get, "/tillganglighet", "public", bare, open(&accessibility_page)},
        {get, "/lyssna/{slug}/{name}", "public", bare, open(&recording)},
        {get, "/favicon.svg", "public", bare, open(&favicon), light},
        {get, "/worker.js", "public", bare, open(&offline_worker), light},
        {get, "/static/{name}", "public", bare, open(&static_file), light},
    };
}

// What programs ask for.
Routes public_documents(Services& services) {
    using enum http::Method;
    using enum http::Pace;
    const auto open = [&services](OpenHandler* handler) { return to_all(services, handler); };
    return {
        {get, "/healthz", "public", bare, open(&health), light},
        {get, "/readyz", "public", bare, open(&readiness)},
        {get, "/api/v1/openapi.json", "public", bare, open(&openapi_document), light},
        {get, "/api/v1/dialogues/{slug}", "public", bare, open(&dialogue_document)},
        {post, "/api/v1/dialogues/{slug}/submissions", "public", small, open(&submit_answer)},
        {post, sealed_answers, "public", whole_form, open(&submit_sealed)},
        {post, "/api/v1/receipts/withdrawals", "public", small, open(&withdraw_by_receipt), slow},
    };
}

// Staff's pages: without a session only the entrance; who may see the rest is said in its line.
Routes staff_pages(Services& services) {
    using enum http::Method;
    using enum http::Pace;
    const auto entrance = [&services](OpenHandler* handler) {
        return open_to_all(services, handler);
    };
    const auto page = [&services](bool (*may)(domain::Role), StaffHandler* handler) {
        return guard(services, {.surface = Surface::page, .may = may}, handler);
    };
    return {
        {get, "/staff/login", "public", bare, entrance(show_login)},
        {post, "/staff/login", "public", small, entrance(take_login), slow},
        {post, "/staff/logout", "public", small, entrance(take_logout), slow},
        {get, "/staff/setup/{token}", "public", bare, entrance(show_setup), slow},
        {post, "/staff/setup/{token}", "public", small, entrance(take_setup), slow},
        {get, "/staff", "staff", bare, page(everybody, show_overview), slow},
        {get, "/staff/resultat/{slug}", "staff", bare, page(sees_tables, show_results), slow},
        {get, "/staff/metod/{slug}", "staff", bare, page(sees_tables, show_method), slow},
        {get, staff_dialogues, "staff", bare, page(runs_dialogues, show_dialogues), slow},
        {post,
         staff_dialogues,
         "staff",
         whole_form,
         page(runs_dialogues, take_questionnaire),
         slow},
        {get, staff_dialogue, "staff", bare, page(runs_dialogues, show_dialogue), slow},
        {post, staff_dialogue, "staff", small, page(runs_dialogues, take_dialogue_change), slow},
        {get, staff_preview, "staff", bare, page(runs_dialogues, show_preview), slow},
        {post, staff_preview, "staff", whole_form, page(runs_dialogues, take_preview), slow},
        {get, "/staff/konto", "staff", bare, page(everybody, show_own_account), slow},
        {post, "/staff/konto", "staff", small, page(everybody, take_own_account), slow},
        {get, "/staff/konton", "staff", bare, page(sees_accounts, show_accounts), slow},
        {post, "/staff/konton", "staff", small, page(sees_accounts, take_account_change), slow},
        {get, "/staff/audit", "staff", bare, page(sees_audit, show_audit), slow},
        {get, "/staff/affisch/{slug}", "staff", bare, page(makes_posters, show_poster), slow},
        {get, staff_texts, "staff", bare, page(reviews_texts, show_text), slow},
        {post, staff_texts, "staff", small, page(reviews_texts, take_text_decision), slow},
        {get, themes_xlsx, "staff", bare, page(sees_tables, send_themes_workbook), slow},
        {get, comments_csv, "staff", bare, page(sees_tables, send_comments), slow},
        {get, comments_excel, "staff", bare, page(sees_tables, send_comments_for_excel), slow},
    };
}

Routes staff_downloads(Services& services) {
    using enum http::Method;
    using enum http::Pace;
    const auto download = [&services](bool (*may)(domain::Role), StaffHandler* handler) {
        return guard(services, {.surface = Surface::download, .may = may}, handler);
    };
    return {
        {get, tables_json, "staff", bare, download(sees_tables, send_tables_json), slow},
        {get, tables_csv, "staff", bare, download(sees_tables, send_tables_csv), slow},
        {get, tables_for_excel, "staff", bare, download(sees_tables, send_tables_for_excel), slow},
        {get, workbook, "staff", bare, download(sees_tables, send_workbook), slow},
        {get, report_pdf, "staff", bare, download(sees_tables, send_pdf), slow},
        {get, package, "staff", bare, download(sees_tables, send_package), slow},
        {get, themes_json, "staff", bare, download(sees_tables, send_themes_json), slow},
    };
}

}  // namespace

std::vector<http::Route> routes(Services& services) {
    Routes all;
    for (Routes part : {public_pages(services),
                        public_documents(services),
                        staff_pages(services),
                        staff_downloads(services)}) {
        std::ranges::move(part, std::back_inserter(all));
    }
    return all;
}

}  // namespace lyhord::api
