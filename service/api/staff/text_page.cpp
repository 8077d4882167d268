// GET and POST /staff/texter/{slug}: one text that nobody has decided about, or one that is
// approved. Each time one is shown the audit log has it, before the page leaves.
#include <string>

#include "access/audit_log.h"
#include "api/form.h"
#include "api/staff/handlers.h"
#include "api/staff/staff_page.h"
#include "api/staff/text_form.h"
#include "api/staff/text_view.h"

namespace lyhord::api::staff {
namespace {

using base::Fault;
using base::Json;
using base::Result;
using review::Pile;
using review::Step;

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

Result<void> record_reading(const Sitting& sitting, Pile pile) {
    const access::Actor reader(sitting.session);
    access::AuditLog& audit = sitting.services.audit;
    return pile == Pile::approved
               ? audit.record(reader, "approved comment read", object_of(*sitting.round))
               : audit.record(reader, "comment read", object_of(*sitting.round));
}

Json decided_notes() {
    Json notes = Json::object();
    return notes.set("has_error", true).set("status", 409).set("is_decided", true);
}

// What is said on the page of something that was posted.
struct Notes {
    Json notes = Json::object();
    // Of what they are said, with what was typed. Where another version stands now, or another
    // text, they are not true: instead it is said that the one is gone.
    std::optional<base::Id> version = {};
    std::string_view token = {};  // that was chosen
};

http::Response page(const Sitting& sitting, const AskedText& asked, Notes said) {
    const auto reading = sitting.services.review.read(
        *sitting.round,
        {.reader = sitting.reader, .pile = asked.pile, .step = asked.step, .place = asked.place});
    if (!reading) {
        return refusal_page(sitting.services, reading.error().fault());
    }
    if (reading->comment) {
        const Result<void> recorded = record_reading(sitting, asked.pile);
        if (!recorded) {
            return refusal_page(sitting.services, recorded.error().fault());
        }
    }
    const bool is_gone =
        said.version && (!reading->comment || reading->comment->version != *said.version);
    if (is_gone) {
        said = {.notes = decided_notes()};
    }
    Json data = text_view(sitting.services,
                          sitting.session,
                          *sitting.round,
                          {.pile = asked.pile, .reading = *reading, .token = said.token});
    for (const auto& [key, value] : *said.notes.as_object()) {
        data.set(key, value);
    }
    const Json* const status = said.notes.find("status");
    return staff_page(sitting.services,
                      "staff_text",
                      data,
                      status == nullptr ? 200 : static_cast<int>(*status->as_integer()));
}

Json done_notes(std::string_view done) {
    Json notes = Json::object();
    const bool is_known = done == "approved" || done == "withheld" || done == "masked";
    if (is_known) {
        notes.set("done", true).set("done_" + std::string(done), true);
    }
    return notes;
}

Result<void> apply(const Sitting& sitting, const PostedText& posted) {
    review::CommentReview& review = sitting.services.review;
    const bool is_approved = posted.pile == Pile::approved;
    const auto decided = [&](base::Literal what) {
        return review::Decided{
            .round = *sitting.round,
            .reader = sitting.reader,
            .pile = posted.pile,
            .place = posted.place,
            .version = posted.version,
            .entry = sitting.services.audit.entry(
                access::Actor(sitting.session), what, object_of(*sitting.round))};
    };
    switch (posted.action) {
        case TextAction::mask:
            return is_approved
                       ? review.mask(decided("approved comment masked more"), posted.stretch)
                       : review.mask(decided("comment masked more"), posted.stretch);
        case TextAction::withhold:
            return is_approved ? review.withhold(decided("approved comment withheld"))
                               : review.withhold(decided("comment withheld"));
        case TextAction::approve:
            return posted.has_translation()
                       ? review.approve(decided("comment approved with a translation"),
                                        domain::RawText(posted.translation))
                       : review.approve(decided("comment approved"), std::nullopt);
        case TextAction::next:
        case TextAction::previous:
            break;
    }
    return {};
}

// Where the browser goes from a form that was taken: a page that may be loaded again.
http::Response on_from(const Sitting& sitting, const PostedText& posted) {
    const bool stays = posted.action == TextAction::mask;
    const bool goes_back = posted.action == TextAction::previous;
    const Step step = stays ? Step::here : goes_back ? Step::previous : Step::next;
    const domain::Round& round = sitting.round->round;
    const std::string address =
        "/staff/texter/" + round.slug +
        query_of(round.number, {.pile = posted.pile, .step = step, .place = posted.place});
    switch (posted.action) {
        case TextAction::approve:
            return http::redirect(address + "&done=approved");
        case TextAction::withhold:
            return http::redirect(address + "&done=withheld");
        case TextAction::mask:
            return http::redirect(address + "&done=masked");
        case TextAction::next:
        case TextAction::previous:
            break;
    }
    return http::redirect(address);
}

Notes wrong_notes(std::string_view what, const PostedText& posted) {
    Json notes = Json::object();
    notes.set("has_error", true).set("status", 422).set(what, true);
    notes.set("typed_mask", posted.stretch.words).set("typed_translation", posted.translation);
    if (what != "is_not_translated") {
        notes.set("is_mask_wrong", true);
    }
    if (what == "is_unmasked") {
        notes.set("which", std::to_string(posted.stretch.place));
    }
    return {.notes = std::move(notes), .version = posted.version, .token = posted.stretch.token};
}

http::Response answer_to(const Sitting& sitting, const PostedText& posted) {
    const AskedText here{.pile = posted.pile, .step = Step::here, .place = posted.place};
    if (posted.pile == Pile::unread) {
        sitting.services.review.keep(posted.place, domain::RawText(posted.translation));
    }
    if (posted.action == TextAction::approve && posted.has_words()) {
        return page(sitting, here, wrong_notes("is_unmasked", posted));
    }
    const Result<void> done = apply(sitting, posted);
    if (done) {
        return on_from(sitting, posted);
    }
    const Fault fault = done.error().fault();
    if (fault == Fault::conflict) {
        return page(sitting, here, {.notes = decided_notes()});
    }
    const bool is_mask = posted.action == TextAction::mask;
    return fault == Fault::invalid
               ? page(sitting,
                      here,
                      wrong_notes(is_mask ? "is_not_there" : "is_not_translated", posted))
               : refusal_page(sitting.services, fault);
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
    reply(page({services, session, round, reader_of(request)},
               asked_text(request),
               {.notes = done_notes(request.query_value("done"))}));
}

void take_text_decision(Services& services,
                        const domain::StaffSession& session,
                        const http::Request& request,
                        const http::Parameters& parameters,
                        http::Reply reply) {
    const http::Fields form = posted_form(request).value_or(http::Fields{});
    const store::FrozenRoundPtr round =
        round_of(services, parameters.front(), field(form, "round"));
    const std::optional<PostedText> posted = posted_text(form);
    if (round == nullptr || !posted) {
        reply(refusal_page(services, round == nullptr ? Fault::not_found : Fault::invalid));
        return;
    }
    reply(answer_to({services, session, round, reader_of(request)}, *posted));
}

}  // namespace lyhord::api::staff
