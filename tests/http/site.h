// Owns Site: the real router over a real service in a folder that goes with the test, a clock that
// the test moves, and the requests that a browser or a script would send. There is no socket.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "app/service.h"
#include "base/json/json.h"
#include "http/router.h"
#include "support/fake_clock.h"
#include "support/temporary_store.h"

namespace lyhord::tests {

inline constexpr std::string_view demo = "trygghet-harnosand";
inline constexpr std::string_view submissions = "/api/v1/dialogues/trygghet-harnosand/submissions";
inline constexpr std::string_view password = "blå cykel under eken";

using Fields = std::vector<std::pair<std::string, std::string>>;

class Site {
public:
    // A new data directory with the shipped areas and codebook; `settings` as in a configuration.
    explicit Site(Fields settings = {});

    // Imports the demonstration dialogue and opens a round of two weeks.
    void open_demo() { open_demo(terms()); }
    void open_demo(const rounds::OpenOptions& options);
    // Closes in two weeks, published in four, texts destroyed in 100 days.
    rounds::OpenOptions terms() const;
    void settle_demo();

    // As after a crash or a new version: the same data directory, another process.
    void restart();

    http::Response send(const http::Request& request);
    http::Response get(std::string_view target, std::string_view cookie = "");
    // As a browser posts a form of ours.
    http::Response post_form(std::string_view target,
                             const Fields& fields,
                             std::string_view cookie = "");
    http::Response post_json(std::string_view target, std::string_view body, std::string_view key);
    // POSTs one answer to the demonstration dialogue under `key`.
    http::Response submit(std::string_view answers, std::string_view key);
    std::string new_key();
    // Takes back what the receipt stands for; the status.
    int withdraw(std::string_view receipt);

    // A cookie header of a new session of a new account with this role.
    std::string sign_in(domain::Role role);
    // A header "Bearer ..." of a new token of a new account with this role.
    std::string token(domain::Role role, std::string_view scope = "*");
    // A download of the demonstration dialogue, as an analyst's script makes it.
    std::string download(std::string_view file);
    base::Json tables();
    // All comments of the demonstration dialogue that wait for review.
    std::vector<store::CommentRow> comments();
    // As a person did: with this text and these themes, by their indexes in the codebook ("[0,2]").
    // False: the store refused it.
    bool approve(const store::CommentRow& row,
                 std::string_view text,
                 std::string_view themes) const;

    app::Service& service() { return *service_; }
    FakeClock& clock() { return clock_; }
    // What the front says with `status` when it cannot have `request` answered.
    http::Response refuse(const http::Request& request, int status) const {
        return router_->refuse()(request, status);
    }
    const std::vector<http::Route>& routes() const { return router_->routes(); }
    const http::Router& router() const { return *router_; }

private:
    void start();
    std::string new_account(domain::Role role);

    Fields settings_;
    FakeClock clock_;
    base::SystemRandom random_;
    TemporaryFolder folder_;
    std::unique_ptr<app::Service> service_;
    std::unique_ptr<api::Services> services_;
    std::unique_ptr<http::Router> router_;
    int accounts_ = 0;
};

// "/d/x?lang=en" as the network front would hand it over.
http::Request request_to(std::string_view target);

// The body of a form.
std::string form_body(const Fields& fields);

// The text of the header, or nothing.
std::string header_of(const http::Response& response, std::string_view name);

// The receipt of a 201.
std::string receipt_in(const http::Response& response);

// The body of a submission with these answers, a JSON object.
std::string submission(std::string_view answers, std::string_view more = "");

// The questionnaire that the service ships, as text.
std::string demo_questionnaire();

}  // namespace lyhord::tests
