// `lyhord report rebuild`: the files of a round again, byte for byte. `lyhord dialogue publish`:
// what everybody may see of one.
#include <fmt/format.h>

#include "app/commands.h"
#include "base/bytes.h"
#include "base/whole_number.h"
#include "reporting/report_package.h"

namespace lyhord::app {
namespace {

// Which round is asked for; without a number it is for the callee to say.
base::Result<std::optional<std::int64_t>> asked_round(const Command& command) {
    if (!command.has("round")) {
        return std::nullopt;
    }
    const auto number = base::whole_number(command.option("round"));
    if (!number || *number < 1) {
        return base::fail(base::Fault::invalid, "no such number");
    }
    return number;
}

Outcome wrong_round() { return wrong_use("--round must be a whole number above 0"); }

// The zip file as base64url: an outcome is text.
Outcome rebuild_report(Service& service, const Command& command) {
    const auto number = asked_round(command);
    if (!number) {
        return wrong_round();
    }
    const auto released = service.reports.released(command.option("SLUG"), *number);
    if (!released) {
        return failed(released.error());
    }
    const reporting::ReportWords words(
        [&service](std::string_view key) { return service.pages.text("sv", key); });
    const auto package = reporting::report_package(reporting::make_report(*released, words), words);
    return package ? printed(base::base64url(base::as_bytes(*package))) : failed(package.error());
}

// What is in the edition, and what is not and why; no number of people.
std::string edition_text(const domain::ReleasePlan& plan, const domain::PublicEdition& edition) {
    const auto why = [](domain::PublicGap gap) {
        return gap == domain::PublicGap::sensitive ? "sensitive" : "too few people";
    };
    std::string text;
    for (const domain::MissingQuestion& each : edition.missing()) {
        text +=
            fmt::format("  not public: {} ({})\n", plan.questions[each.question].id, why(each.why));
    }
    for (const domain::PublicTable& table : edition.tables()) {
        for (const domain::MissingDimension& each : table.missing()) {
            text += fmt::format("  not public: {} by {} ({})\n",
                                plan.questions[table.counts().question].id,
                                plan.dimensions[each.dimension].id,
                                why(each.why));
        }
    }
    return text;
}

// A refusal because it is too early tells when it is not.
Outcome not_published(const base::Error& error, const store::FrozenRoundPtr& round) {
    Outcome outcome = failed(error);
    if (round != nullptr && round->round.state != domain::RoundState::settled) {
        const auto settles = round->round.settles();
        outcome.errors += settles ? fmt::format("lyhord: it settles after {}\n",
                                                base::Clock::day_of(*settles).text())
                                  : std::string("lyhord: it has no closing day yet\n");
    }
    return outcome;
}

Outcome publish_round(Service& service, const Command& command) {
    const std::string& slug = command.option("SLUG");
    const auto number = asked_round(command);
    if (!number) {
        return wrong_round();
    }
    const auto line = [&service](const domain::Round& round, std::int64_t edition) {
        return service.access.audit.entry(
            access::Actor::console(),
            "results published",
            access::AuditObject::release(round.slug, round.number, edition));
    };
    const bool only_asks = command.has("preview");
    const auto published = only_asks ? service.publishing.preview(slug, *number)
                                     : service.publishing.publish(slug, *number, line);
    const store::FrozenRoundPtr round = service.publishing.meant(slug, *number);
    if (!published) {
        return not_published(published.error(), round);
    }
    return printed(fmt::format("{}: edition {} of round {} {} public at /r/{}\n",
                               slug,
                               published->edition,
                               published->round,
                               only_asks ? "would be" : "is",
                               slug) +
                   edition_text(round->plan, published->content));
}

}  // namespace

Outcome rebuilt_report(const Outcome& encoded) {
    const auto bytes = base::from_base64url(encoded.output);
    if (encoded.exit_code != 0 || !bytes) {
        return encoded;
    }
    return printed(std::string(base::as_text(*bytes)));
}

std::span<const CommandEntry> report_commands() {
    static constexpr CommandEntry entries[] = {{"report rebuild", rebuild_report},
                                               {"dialogue publish", publish_round}};
    return entries;
}

}  // namespace lyhord::app
