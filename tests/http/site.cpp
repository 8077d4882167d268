#include "site.h"

#include <algorithm>
#include <future>
#include <stdexcept>

#include "anonymize/redactor.h"
#include "api/assets.h"
#include "api/routes.h"
#include "app/configuration.h"
#include "domain/raw_text.h"
#include "support/form_text.h"

namespace lyhord::tests {
namespace {

constexpr std::string_view host = "lyhord.example";

// A test whose set-up fails cannot go on.
template <typename Outcome>
void need(const Outcome& outcome, const char* what) {
    if (!outcome) {
        throw std::runtime_error(what);
    }
}

}  // namespace

Site::Site(Fields settings) : settings_(std::move(settings)) { start(); }

void Site::start() {
    app::Configuration configuration = app::ConfigurationFile::load({}).value();
    configuration.set("data", folder_.path().string());
    for (const auto& [name, value] : settings_) {
        configuration.set(name, value);
    }
    service_ =
        app::Service::start(
            store::DataDirectory::lock(folder_.path()).value(), configuration, clock_, random_)
            .value();
    services_ = std::make_unique<api::Services>(service_->api_services());
    router_ = std::make_unique<http::Router>(api::routes(*services_), api::refusals(*services_));
}

void Site::restart() {
    router_.reset();
    services_.reset();
    service_.reset();
    start();
}

rounds::OpenOptions Site::terms() const {
    const base::Day today = clock_.today();
    rounds::OpenOptions options;
    options.closes_at = today.plus(14);
    options.publish_by = today.plus(28);
    options.free_text_delete_date = today.plus(100);
    return options;
}

void Site::open_demo(const rounds::OpenOptions& options) {
    need(service_->lifecycle.import_dialogue(demo_questionnaire()), "the dialogue is refused");
    need(service_->lifecycle.open(demo, options), "the round does not open");
}

void Site::settle_demo() {
    need(service_->lifecycle.settle(demo, true), "the round is not settled");
}

http::Response Site::send(const http::Request& request) {
    auto promised = std::make_shared<std::promise<http::Response>>();
    std::future<http::Response> answered = promised->get_future();
    router_->dispatch(
        request, http::Reply([promised](base::Result<http::Response> response) {
            promised->set_value(response ? std::move(*response) : http::Response{.status = 503});
        }));
    return answered.get();
}

http::Response Site::get(std::string_view target, std::string_view cookie) {
    http::Request request = request_to(target);
    request.cookie = cookie;
    return send(request);
}

http::Response Site::post_form(std::string_view target,
                               const Fields& fields,
                               std::string_view cookie) {
    http::Request request = request_to(target);
    request.method = http::Method::post;
    request.content_type = "application/x-www-form-urlencoded";
    request.fetch_site = "same-origin";
    request.cookie = cookie;
    request.body = form_body(fields);
    return send(request);
}

http::Response Site::post_json(std::string_view target,
                               std::string_view body,
                               std::string_view key) {
    http::Request request = request_to(target);
    request.method = http::Method::post;
    request.content_type = "application/json";
    request.idempotency_key = key;
    request.body = body;
    return send(request);
}

http::Response Site::submit(std::string_view answers, std::string_view key) {
    return post_json(submissions, submission(answers), key);
}

std::string Site::new_key() { return base::base64url(random_.id()); }

int Site::withdraw(std::string_view receipt) {
    base::Json body = base::Json::object();
    body.set("receipt", receipt);
    return post_json("/api/v1/receipts/withdrawals", body.dump(), "").status;
}

std::string Site::new_account(domain::Role role) {
    const std::string name =
        std::string(domain::role_name(role)) + "." + std::to_string(++accounts_);
    const auto link = service_->access.accounts.add(access::Actor::console(), name, role);
    need(link, "no account");
    need(service_->access.accounts.set_up(*link, password), "no password");
    return name;
}

std::string Site::sign_in(domain::Role role) {
    const std::string name = new_account(role);
    return "__Host-lyhord=" +
           service_->access.accounts.log_in({.name = name, .password = password}).value();
}

std::string Site::token(domain::Role role, std::string_view scope) {
    const access::TokenRequest request{.account = new_account(role), .scope = std::string(scope)};
    return "Bearer " + service_->access.tokens.create(access::Actor::console(), request).value();
}

std::string Site::download(std::string_view file) {
    http::Request request =
        request_to("/api/v1/staff/dialogues/" + std::string(demo) + "/" + std::string(file));
    request.authorization = token(domain::Role::analyst);
    http::Response response = send(request);
    need(response.status == 200, "the download is refused");
    return std::move(response.body);
}

base::Json Site::tables() { return base::Json::parse(download("tables.json")).value(); }

std::vector<store::CommentRow> Site::comments() {
    const auto round = service_->frozen_rounds.current(demo);
    return service_->store->comments(round->round.id, store::CommentState::pending).value();
}

bool Site::approve(const store::CommentRow& row,
                   std::string_view text,
                   std::string_view themes) const {
    static const anonymize::Redactor redactor;
    store::CommentRow after = row;
    after.state = store::CommentState::approved;
    after.sealed.reset();
    after.text = redactor.redact(domain::RawText(std::string(text))).text;
    after.language = "sv";
    after.themes = themes;
    return service_->store->review_comment({.after = after}).has_value();
}

http::Request request_to(std::string_view target) {
    const std::size_t question = std::min(target.find('?'), target.size());
    http::Request request;
    request.path = http::percent_decode(target.substr(0, question), false).value();
    request.query = http::parse_form(target.substr(std::min(question + 1, target.size()))).value();
    request.host = host;
    return request;
}

std::string form_body(const Fields& fields) {
    std::string body;
    for (const auto& [name, value] : fields) {
        body += (body.empty() ? "" : "&") + percent_encoded(name) + "=" + percent_encoded(value);
    }
    return body;
}

std::string header_of(const http::Response& response, std::string_view name) {
    for (const auto& [key, value] : response.headers) {
        if (key == name) {
            return value;
        }
    }
    return {};
}

std::string receipt_in(const http::Response& response) {
    const auto json = base::Json::parse(response.body);
    const base::Json* receipt = json ? json->find("receipt") : nullptr;
    const bool found = receipt != nullptr && receipt->as_string() != nullptr;
    return found ? *receipt->as_string() : std::string();
}

std::string submission(std::string_view answers, std::string_view more) {
    return R"({"version":1,"language":"sv","channel":"link",)" + std::string(more) +
           R"("answers":)" + std::string(answers) + "}";
}

std::string demo_questionnaire() {
    return std::string(api::embedded_asset("demo/questionnaire.json"));
}

}  // namespace lyhord::tests
