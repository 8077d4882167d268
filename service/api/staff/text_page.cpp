// GET and POST /staff/texter/{slug}: one text that nobody has decided about. Each time one is shown
// the audit log has it, before the page leaves.
#include <algorithm>
#include <charconv>
#include <string>

#include "access/audit_log.h"
#include "api/form.h"
#include "api/staff/handlers.h"
#include "api/staff/staff_page.h"
#include "api/staff/text_view.h"

namespace lyhord::api::staff {
namespace {

using base::Fault;
using base::Id;
using base::Result;
using review::Step;

std::optional<std::int64_t> number_of(std::string_view text) {
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    const bool is_number = error == std::errc() && end == text.data() + text.size();
    return is_number && number >= 0 ? std::optional(number) : std::nullopt;
}

std::optional<Id> id_of(std::string_view text) {
    const std::optional<base::Bytes> bytes = base::from_hex(text);
    Id id{};
    if (!bytes || bytes->size() != id.size()) {
        return std::nullopt;
    }
    std::ranges::copy(*bytes, id.begin());
    return id;
}

Step step_of(std::string_view text) {
    if (text == "next") {
        return Step::next;
    }
    return text == "previous" ? Step::previous : Step::first;
}

struct Sitting {
    Services& services;
    const domain::StaffSession& session;
    store::FrozenRoundPtr round;
    base::Digest reader{};  // what tells this session from all others
};

base::Digest reader_of(const http::Request& request) {
    return base::crypto::sha256("reader", base::as_bytes(request.cookie_value(session_cookie)));
}

// What the round's number says, or without one the newest; null if there is none.
store::FrozenRoundPtr round_of(const Services& services,
                               std::string_view slug,
                               std::string_view number) {
    const std::optional<std::int64_t> wanted = number_of(number);
    return number.empty() || wanted ? services.review.round(slug, wanted) : nullptr;
}

access::AuditObject object_of(const domain::FrozenRound& round) {
    return access::AuditObject::round(round.round.slug, round.round.number);
}

// `notes`: what is said about the form that was posted, and what was typed in it.
http::Response page(const Sitting& sitting, Step step, const Id& place, const base::Json& notes) {
    const auto reading = sitting.services.review.read(
        *sitting.round, {.reader = sitting.reader, .step = step, .place = place});
    if (!reading) {
        return refusal_page(sitting.services, reading.error().fault());
    }
    if (reading->comment) {
        const auto recorded = sitting.services.audit.record(
            access::Actor(sitting.session), "comment read", object_of(*sitting.round));
        if (!recorded) {
            return refusal_page(sitting.services, recorded.error().fault());
        }
    }
    base::Json data = text_view(sitting.services, sitting.session, *sitting.round, *reading);
    for (const auto& [key, value] : *notes.as_object()) {
        data.set(key, value);
    }
    const base::Json* const status = notes.find("status");
    return staff_page(sitting.services,
                      "staff_text",
                      data,
                      status == nullptr ? 200 : static_cast<int>(*status->as_integer()));
}

base::Json done_notes(std::string_view done) {
    base::Json notes = base::Json::object();
    const bool is_known = done == "approved" || done == "withheld" || done == "masked";
    if (is_known) {
        notes.set("done", true).set("done_" + std::string(done), true);
    }
    return notes;
}

struct Posted {
    std::string_view action;
    Id place{};
    Id version{};
    review::Stretch stretch;
    std::string translation;
};

std::optional<Posted> posted_of(const http::Fields& form) {
    const std::optional<Id> place = id_of(field(form, "place"));
    const std::optional<Id> version = id_of(field(form, "version"));
    const std::optional<std::int64_t> which = number_of(field(form, "which"));
    const std::string_view action = field(form, "action");
    const bool is_known = action == "approve" || action == "withhold" || action == "mask";
    if (!place || !version || !is_known) {
        return std::nullopt;
    }
    return Posted{.action = action,
                  .place = *place,
                  .version = *version,
                  .stretch = {.words = std::string(field(form, "mask")),
                              .place = static_cast<std::size_t>(which.value_or(0)),
                              .token = field(form, "token")},
                  .translation = std::string(field(form, "translation"))};
}

bool is_blank(std::string_view text) {
    return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

store::AuditRow entry_of(const Sitting& sitting, base::Literal what) {
    return sitting.services.audit.entry(
        access::Actor(sitting.session), what, object_of(*sitting.round));
}

Result<void> apply(const Sitting& sitting, const Posted& posted) {
    review::CommentReview& review = sitting.services.review;
    const auto decided = [&](base::Literal what) {
        return review::Decided{.round = *sitting.round,
                               .reader = sitting.reader,
                               .place = posted.place,
                               .version = posted.version,
                               .entry = entry_of(sitting, what)};
    };
    if (posted.action == "mask") {
        return review.mask(decided("comment masked more"), posted.stretch);
    }
    if (posted.action == "withhold") {
        return review.withhold(decided("comment withheld"));
    }
    return is_blank(posted.translation)
               ? review.approve(decided("comment approved"), std::nullopt)
               : review.approve(decided("comment approved with a translation"),
                                domain::RawText(posted.translation));
}

std::string address_of(const Sitting& sitting, std::string_view done, const Id& place) {
    const domain::Round& round = sitting.round->round;
    return "/staff/texter/" + round.slug + "?round=" + std::to_string(round.number) +
           "&step=next&place=" + base::hex(place) + "&done=" + std::string(done);
}

http::Response answer_to(const Sitting& sitting, const Posted& posted) {
    const Result<void> done = apply(sitting, posted);
    const bool is_mask = posted.action == "mask";
    if (done && !is_mask) {
        return http::redirect(address_of(
            sitting, posted.action == "approve" ? "approved" : "withheld", posted.place));
    }
    base::Json notes = done ? done_notes("masked") : base::Json::object();
    notes.set("typed_translation", posted.translation);
    if (done) {
        return page(sitting, Step::here, posted.place, notes);
    }
    const Fault fault = done.error().fault();
    if (fault != Fault::conflict && fault != Fault::invalid) {
        return refusal_page(sitting.services, fault);
    }
    notes.set("has_error", true);
    if (fault == Fault::invalid) {
        notes.set("status", 422).set(is_mask ? "is_not_there" : "is_not_translated", true);
        notes.set("typed_mask", posted.stretch.words);
        return page(sitting, Step::here, posted.place, notes);
    }
    // Another text may stand there now: what was typed is not about it.
    return page(
        sitting,
        Step::here,
        posted.place,
        base::Json::object().set("has_error", true).set("status", 409).set("is_decided", true));
}

}  // namespace

void show_text(Services& services,
               const domain::StaffSession& session,
               const http::Request& request,
               const http::Parameters& parameters,
               http::Reply reply) {
    const store::FrozenRoundPtr round =
        round_of(services, parameters.front(), request.query_value("round"));
    if (round == nullptr) {
        reply(refusal_page(services, Fault::not_found));
        return;
    }
    const std::optional<Id> place = id_of(request.query_value("place"));
    const Step step = place ? step_of(request.query_value("step")) : Step::first;
    reply(page({services, session, round, reader_of(request)},
               step,
               place.value_or(Id{}),
               done_notes(request.query_value("done"))));
}

void take_text_decision(Services& services,
                        const domain::StaffSession& session,
                        const http::Request& request,
                        const http::Parameters& parameters,
                        http::Reply reply) {
    const http::Fields form = posted_form(request).value_or(http::Fields{});
    const store::FrozenRoundPtr round =
        round_of(services, parameters.front(), field(form, "round"));
    const std::optional<Posted> posted = posted_of(form);
    if (round == nullptr || !posted) {
        reply(refusal_page(services, round == nullptr ? Fault::not_found : Fault::invalid));
        return;
    }
    reply(answer_to({services, session, round, reader_of(request)}, *posted));
}

}  // namespace lyhord::api::staff
