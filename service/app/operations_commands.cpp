#include "app/commands.h"
#include "operations/backup.h"
#include "operations/check.h"
#include "operations/disposal.h"
#include "operations/lost_comments.h"
#include "operations/recovery.h"
#include "review/redact_stored.h"

namespace lyhord::app {
namespace {

using base::Result;

operations::Backup make_backup(Service& service) {
    const bool strict = service.configuration.value("backup_strict") == "true";
    return operations::Backup({.store = *service.store,
                               .keys = service.keys,
                               .directory = service.directory,
                               .withdrawn = service.withdrawn,
                               .clock = service.clock,
                               .keys_in_backup = strict ? operations::KeysInBackup::left_out
                                                        : operations::KeysInBackup::wrapped});
}

Outcome backup(Service& service, const Command& command) {
    operations::Backup work = make_backup(service);
    if (command.has("FILE")) {
        const auto report = work.run(command.option("FILE"));
        return report ? printed(report->lines()) : failed(report.error());
    }
    const auto days = static_cast<int>(service.configuration.number("backup_keep_days"));
    const auto report = work.rotate(service.directory.backups(), days);
    if (!report) {
        return failed(report.error());
    }
    Outcome outcome = printed(report->backup.lines());
    for (const std::filesystem::path& removed : report->removed) {
        outcome.output +=
            "removed, older than " + std::to_string(days) + " days: " + removed.string() + "\n";
    }
    return outcome;
}

Outcome check(Service& service, const Command&) {
    const auto data = operations::Check({.store = *service.store, .keys = service.keys}).run();
    if (!data) {
        return failed(data.error());
    }
    Outcome outcome = printed(data->lines());
    outcome.exit_code = data->sound() ? 0 : 1;
    return outcome;
}

Outcome make_recovery_key(Service& service, const Command& command) {
    const auto present = service.keys.recovery_key();
    if (!present) {
        return failed(present.error());
    }
    if (*present && !command.has("replace")) {
        return failed(base::Error(base::Fault::conflict,
                                  "there is a recovery key; --replace makes a new one, and keeps "
                                  "the old one needed for older backups"));
    }
    const Result<std::string> text = operations::Recovery(service.keys).make();
    if (!text) {
        return failed(text.error());
    }
    // The key alone on standard output, so that a file of it can be given to `restore`.
    return {.exit_code = 0,
            .output = *text,
            .errors =
                "Print this recovery key and keep it offline, best in two halves with two "
                "people. It is shown now and never again.\n"};
}

Outcome key_status(Service& service, const Command&) {
    const auto epochs = service.keys.epoch_keys();
    const auto queues = service.keys.queue_keys();
    const auto recovery = service.keys.recovery_key();
    if (!epochs || !queues || !recovery) {
        return failed(!epochs ? epochs.error() : !queues ? queues.error() : recovery.error());
    }
    const auto named = [&service](const base::Id& id) {
        const store::FrozenRoundPtr round = service.frozen_rounds.find(id);
        return round == nullptr
                   ? base::hex(id)
                   : round->round.slug + ", round " + std::to_string(round->round.number);
    };
    std::vector<std::string> lines;
    for (const store::EpochKeyName& name : *epochs) {
        lines.push_back("epoch " + std::to_string(name.number) + " of " + named(name.round));
    }
    for (const base::Id& round : *queues) {
        lines.push_back("queue of devices of " + named(round));
    }
    lines.emplace_back(*recovery
                           ? "recovery key: its public half is here; backups carry wrapped keys"
                           : "recovery key: none. 'lyhord keys recovery' makes one; without it "
                             "a burnt machine loses what was not yet counted");
    return printed(lines);
}

// Not asked for, since they come back with the key: the operator decides that it is lost.
Outcome give_up_comments(Service& service, const Command& command) {
    const Result<std::int64_t> lost = operations::lost_comments(*service.store, service.keys);
    if (!lost) {
        return failed(lost.error());
    }
    if (*lost == 0) {
        return printed("nothing to give up: the review key is here, or no comment waits for it\n");
    }
    if (!command.has("confirm")) {
        return failed(base::Error(base::Fault::conflict,
                                  "so many comments are sealed to a review key that is not here; "
                                  "--confirm destroys them. Look for the file keys/review first, "
                                  "and for a backup from before it was lost",
                                  {.number = *lost, .pointer = {}, .subject = {}}));
    }
    const Result<void> recorded = service.access.audit.record(
        access::Actor::console(), "unread comments given up", access::AuditObject());
    const Result<std::int64_t> given_up =
        recorded ? operations::give_up_unreviewed(*service.store) : base::fail(recorded.error());
    return given_up ? printed(std::to_string(*given_up) +
                              " comments that nobody had read were given up; the rounds go on "
                              "by themselves\n")
                    : failed(given_up.error());
}

Outcome list_disposals(Service& service, const Command&) {
    operations::Disposal disposal(*service.store, service.directory);
    const auto due = disposal.list(service.clock.today());
    const auto done = service.store->disposals();
    if (!due || !done) {
        return failed(!due ? due.error() : done.error());
    }
    std::vector<std::string> lines;
    for (const operations::DueTexts& texts : *due) {
        lines.push_back(texts.line());
    }
    if (lines.empty()) {
        lines.emplace_back("nothing is due, and nothing comes within 30 days");
    }
    for (const store::DisposalRow& receipt : *done) {
        lines.push_back("receipt " + base::hex(receipt.id) + ": " + receipt.day.text() + ", " +
                        receipt.slug + " round " + std::to_string(receipt.round_number) + ", " +
                        std::to_string(receipt.texts) + " texts, decision " + receipt.decision);
    }
    return printed(lines);
}

Outcome run_disposal(Service& service, const Command& command) {
    const Result<void> recorded = service.access.audit.record(
        access::Actor::console(), "disposal of texts", access::AuditObject());
    if (!recorded) {
        return failed(recorded.error());
    }
    operations::Disposal disposal(*service.store, service.directory);
    const auto report = disposal.run(command.option("decision"), service.clock.today());
    return report ? printed(report->lines()) : failed(report.error());
}

Outcome redact_stored(Service& service, const Command&) {
    const Result<void> recorded = service.access.audit.record(
        access::Actor::console(), "texts redacted again", access::AuditObject());
    if (!recorded) {
        return failed(recorded.error());
    }
    const auto report = review::redact_stored(
        *service.store, service.redactor, [&service](const domain::Round& round) {
            return service.access.audit.entry(access::Actor::console(),
                                              "text redacted again",
                                              access::AuditObject::round(round.slug, round.number));
        });
    return report ? printed(report->lines()) : failed(report.error());
}

}  // namespace

std::span<const CommandEntry> operations_commands() {
    static constexpr CommandEntry entries[] = {{"backup", backup},
                                               {"check", check},
                                               {"keys recovery", make_recovery_key},
                                               {"keys status", key_status},
                                               {"comments give-up", give_up_comments},
                                               {"disposal list", list_disposals},
                                               {"disposal run", run_disposal},
                                               {"redact", redact_stored}};
    return entries;
}

}  // namespace lyhord::app
