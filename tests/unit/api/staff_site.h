// Owns StaffSite: the real routes over a real store with the demonstration dialogue open, a clock
// that the test moves, and a browser for each member of staff.
#pragma once

#include <gtest/gtest.h>

#include <fstream>
#include <future>
#include <iterator>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "access/access.h"
#include "anonymize/redactor.h"
#include "api/kept_responses.h"
#include "api/pages/pages.h"
#include "api/pages/public_files.h"
#include "api/routes.h"
#include "api/services.h"
#include "base/limits.h"
#include "http/limiter/submission_limit.h"
#include "intake/queued_answers.h"
#include "intake/receive.h"
#include "intake/withdrawal.h"
#include "operations/disposal_reminder.h"
#include "reporting/reports.h"
#include "review/comment_review.h"
#include "rounds/lifecycle.h"
#include "rounds/publishing.h"
#include "support/fake_clock.h"
#include "support/temporary_store.h"

namespace lyhord::api::testing {

inline constexpr std::string_view staff_password = "blå cykel under eken";
inline constexpr std::string_view staff_password_form = "bl%C3%A5+cykel+under+eken";
inline constexpr std::string_view demo_slug = "trygghet-harnosand";

inline std::string source_text(std::string_view path) {
    std::ifstream in(std::string(LYHORD_SOURCE) + "/" + std::string(path));
    return {std::istreambuf_iterator<char>(in), {}};
}

inline std::string header_of(const http::Response& response, std::string_view name) {
    for (const auto& [key, value] : response.headers) {
        if (key == name) {
            return value;
        }
    }
    return "";
}

inline const Pages& staff_pages() {
    static const Pages loaded = Pages::load({}).value();
    return loaded;
}

inline const PublicFiles& staff_files() {
    static const PublicFiles loaded = PublicFiles::load({}).value();
    return loaded;
}

inline const anonymize::Redactor& shared_redactor() {
    static const anonymize::Redactor redactor;
    return redactor;
}

class StaffSite {
public:
    StaffSite()
        : keys(store.path() / "keys"),
          frozen(*store),
          sealer(random, clock),
          form_tokens(base::crypto::Secret(base::Digest{1})),
          receiver({*store, frozen, shared_redactor(), sealer, clock, form_tokens}),
          queued(keys),
          withdrawn(store.path() / "withdrawn"),
          withdrawal(*store, frozen, withdrawn),
          ticker({*store, frozen, keys, sealer, random, clock}),
          lifecycle({*store, frozen, keys, sealer, random, clock}, ticker),
          publishing(*store, frozen, clock),
          access({*store, clock, random},
                 {.factor_key = base::crypto::Secret(base::Digest{42}),
                  .cost = {.memory_kib = 64, .passes = 1}}),
          reports(*store, frozen, clock),
          review({*store, frozen, keys, shared_redactor(), sealer, clock}),
          disposal_reminder(operations::Disposal(*store, store.directory()), clock),
          submissions(clock, random, {}),
          services{random,
                   receiver,
                   queued,
                   withdrawal,
                   lifecycle,
                   publishing,
                   access.accounts,
                   access.gate,
                   access.audit,
                   access.withdrawals,
                   reports,
                   review,
                   disposal_reminder,
                   staff_pages(),
                   staff_files(),
                   kept,
                   submissions},
          router(routes(services), refusals(services)) {
        services.printable_address = [] {
            return base::Result<std::string>("https://dialog.kommun.example");
        };
    }

    // The demonstration dialogue, round 1.
    void open_dialogue() {
        ASSERT_TRUE(lifecycle.import_areas(source_text("static/demo/areas.json")).has_value());
        ASSERT_TRUE(
            lifecycle.import_codebook(source_text("static/demo/codebook.json")).has_value());
        ASSERT_TRUE(
            lifecycle.import_dialogue(source_text("static/demo/questionnaire.json")).has_value());
        const base::Day today = clock.today();
        rounds::OpenOptions options;
        options.closes_at = today.plus(30);
        options.publish_by = today.plus(60);
        options.free_text_delete_date = today.plus(200);
        ASSERT_TRUE(lifecycle.open(demo_slug, options).has_value());
    }

    // One submission, as static/openapi.json has it.
    void answer(std::string_view body) {
        http::Request request;
        request.method = http::Method::post;
        request.path = "/api/v1/dialogues/" + std::string(demo_slug) + "/submissions";
        request.content_type = "application/json";
        request.body = std::string(body);
        request.idempotency_key = base::base64url(random.id());
        const http::Response response = send(request);
        ASSERT_EQ(response.status, 201) << response.body;
    }

    void hire(std::string_view name, domain::Role role) {
        const auto token = access.accounts.add(access::Actor::console(), name, role);
        ASSERT_TRUE(token.has_value());
        ASSERT_TRUE(access.accounts.set_up(*token, staff_password).has_value());
    }

    // The cookie header of a new session of the account with this role.
    std::string cookie_of(domain::Role role) {
        const std::string name = std::string(domain::role_name(role)) + ".anna";
        if (!store->staff(name).value()) {
            hire(name, role);
        }
        return "__Host-lyhord=" +
               access.accounts.log_in({.name = name, .password = staff_password}).value();
    }

    // A submission is answered by the store's thread, when it is committed.
    http::Response send(const http::Request& request) {
        auto promised = std::make_shared<std::promise<http::Response>>();
        std::future<http::Response> answered = promised->get_future();
        router.dispatch(
            request, http::Reply([promised](base::Result<http::Response> response) {
                promised->set_value(response ? std::move(*response) : http::redirect("/dropped"));
            }));
        return answered.get();
    }

    http::Response get(std::string_view target, std::string cookie = "") {
        http::Request request;
        request.path = std::string(target.substr(0, target.find('?')));
        if (target.find('?') != std::string_view::npos) {
            request.query = http::parse_form(target.substr(target.find('?') + 1)).value();
        }
        request.host = "lyhord.example";
        request.cookie = std::move(cookie);
        return send(request);
    }

    // As a browser posts a form of ours.
    http::Request form(std::string_view path, std::string_view body, std::string cookie = "") {
        http::Request request;
        request.method = http::Method::post;
        request.path = std::string(path);
        request.body = std::string(body);
        request.content_type = "application/x-www-form-urlencoded";
        request.host = "lyhord.example";
        request.fetch_site = "same-origin";
        request.cookie = std::move(cookie);
        return request;
    }

    http::Response post(std::string_view path, std::string_view body, std::string cookie = "") {
        return send(form(path, body, std::move(cookie)));
    }

    // "who | what | object", newest first.
    std::vector<std::string> audited() {
        std::vector<std::string> lines;
        const auto entries = access.audit.newest(base::limits::audit_entries_shown_max);
        for (const access::AuditEntry& entry : *entries) {
            lines.push_back(entry.who + " | " + entry.what + " | " + entry.object);
        }
        return lines;
    }

    std::string last_audited() {
        const std::vector<std::string> lines = audited();
        return lines.empty() ? "" : lines.front();
    }

    lyhord::tests::FakeClock clock;
    base::SystemRandom random;
    lyhord::tests::TemporaryStore store{clock};
    store::KeyFiles keys;
    store::FrozenRounds frozen;
    domain::Sealer sealer;
    intake::FormTokens form_tokens;
    intake::Receiver receiver;
    intake::QueuedAnswers queued;
    store::WithdrawnList withdrawn;
    intake::Withdrawal withdrawal;
    rounds::Ticker ticker;
    rounds::Lifecycle lifecycle;
    rounds::Publishing publishing;
    access::Access access;
    reporting::Reports reports;
    review::CommentReview review;
    operations::DisposalReminder disposal_reminder;
    http::SubmissionLimit submissions;
    KeptResponses kept;
    Services services;
    http::Router router;
};

}  // namespace lyhord::api::testing
