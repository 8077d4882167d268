#include "operations/restore.h"

#include <limits>

#include "operations/apply_withdrawn.h"
#include "operations/file_placement.h"
#include "operations/first_error.h"
#include "operations/ledger.h"
#include "operations/lost_comments.h"
#include "operations/placement.h"
#include "operations/staging.h"
#include "operations/unreadable.h"
#include "store/durable_file.h"
#include "store/sqlite_store.h"

namespace lyhord::operations {
namespace {

using base::Fault;
using base::Result;
using std::filesystem::path;
using store::DataDirectory;
using store::Store;
using store::Withdrawn;

// The backup as a database in the staging directory.
Result<std::unique_ptr<Store>> unpack(const path& backup,
                                      const Staging& staging,
                                      const base::Clock& clock) {
    const path database = staging.directory().database();
    if (const Result<void> copied = copy_durably(backup, database); !copied) {
        return base::fail(copied.error());
    }
    if (const Result<void> bare = store::remove_attachments(database); !bare) {
        return base::fail(bare.error());
    }
    return store::open_sqlite(staging.directory(), clock);
}

Result<Attachments> attachments_of(const RestoreOptions& options) {
    const Result<store::CheckReport> verified = verified_backup(options.backup);
    if (!verified) {
        return base::fail(verified.error());
    }
    if (!verified->tallies && options.missing_rows == MissingRows::refuse) {
        return base::fail(DataDirectory::error(
            Fault::corrupt, "the backup is damaged: rows are missing or changed", options.backup));
    }
    Result<std::vector<store::Attachment>> attached = store::backup_attachments(options.backup);
    if (!attached) {
        return base::fail(attached.error());
    }
    return Attachments(std::move(*attached));
}

Result<RestoreReport> with_numbers(Store& store, base::Day today, RestoreReport report) {
    const Result<std::vector<domain::Round>> rounds = store.rounds();
    const Result<std::vector<store::RoundTally>> tallies = store.tallies();
    if (const auto error = first_error(rounds, tallies)) {
        return base::fail(*error);
    }
    for (const domain::Round& round : *rounds) {
        const Result<RoundLedger> ledger = read_ledger(store, *tallies, round);
        if (!ledger) {
            return base::fail(ledger.error());
        }
        ++report.rounds;
        report.answers_counted += ledger->admitted;
        report.answers_uncounted += ledger->pending + ledger->waiting_answers();
        report.comments += ledger->comments;
        if (round.terms.free_text_delete_date && *round.terms.free_text_delete_date <= today) {
            report.texts_overdue += ledger->comments;
        }
    }
    return report;
}

// Everybody signs in again: an account may have been closed after the backup.
Result<void> end_all_sessions(Store& store) {
    constexpr base::Instant forever{std::numeric_limits<std::int64_t>::max()};
    return store.end_old_sessions(forever, forever);
}

// All keys of the restored database, to be placed with it.
Result<void> stage_keys(const RestoredKeys& found, store::KeyFiles& staged) {
    for (const auto& [name, key] : found.epochs) {
        if (const Result<void> put = staged.put_epoch_key(name, key.private_key); !put) {
            return put;
        }
    }
    for (const auto& [name, key] : found.named) {
        if (const Result<void> put = staged.put_named(name, key); !put) {
            return put;
        }
    }
    return found.recovery ? staged.put_recovery_key(*found.recovery) : Result<void>{};
}

// Puts the database in the staging directory right, and says what that took.
Result<RestoreReport> settle_store(const RestoredStore& restored,
                                   const RestoredKeys& keys,
                                   const Withdrawn& withdrawn) {
    Store& store = restored.store;
    RestoreReport report;
    report.keys_unwrapped = keys.unwrapped;
    const Result<std::int64_t> again = apply_withdrawn(store, withdrawn);
    const Result<GivenUp> given_up = give_up_epochs(restored, keys);
    const Result<std::int64_t> unread =
        keys.review ? Result<std::int64_t>(0) : give_up_unreviewed(store);
    const Result<void> ended = end_all_sessions(store);
    if (const auto error = first_error(again, given_up, unread, ended)) {
        return base::fail(*error);
    }
    report.comments_withdrawn = *again;
    report.answers_lost = given_up->answers;
    report.pieces_lost = given_up->pieces;
    report.comments_lost = *unread;
    return with_numbers(store, restored.today, std::move(report));
}

// The list of this machine, and of the machine that the backup is from.
Result<Withdrawn> all_withdrawn(const DataDirectory& directory, const Attachments& attachments) {
    Result<Withdrawn> withdrawn = store::WithdrawnList(directory.withdrawn()).read();
    const base::Bytes* carried = attachments.find(withdrawn_name);
    if (withdrawn && carried != nullptr) {
        withdrawn->merge(store::parse_withdrawn(base::as_text(*carried)));
    }
    return withdrawn;
}

Result<void> stage_withdrawn(const Staging& staging, const Withdrawn& withdrawn) {
    return store::WithdrawnList(staging.directory().withdrawn()).add(withdrawn);
}

Result<RestoredKeys> keys_for(Store& store,
                              const Attachments& attachments,
                              const store::KeyFiles& machine,
                              const RestoreOptions& options) {
    const Result<std::vector<store::EpochRow>> epochs = store.epochs();
    const Result<std::optional<base::crypto::PublicKey>> review = store.review_key();
    if (const auto error = first_error(epochs, review)) {
        return base::fail(*error);
    }
    return find_keys({.attachments = attachments,
                      .epochs = *epochs,
                      .machine = machine,
                      .review = *review ? *review : attachments.public_key(review_public_name)},
                     options.recovery_key);
}

// Another backup may have the key: whoever has the recovery key is told before they are destroyed.
Result<void> check_comments(Store& store, const RestoredKeys& keys, const RestoreOptions& options) {
    const bool may_be_lost = !options.recovery_key || options.lost_comments == LostComments::accept;
    if (keys.review || may_be_lost) {
        return {};
    }
    const Result<std::vector<store::RoundTally>> tallies = store.tallies();
    if (!tallies) {
        return base::fail(tallies.error());
    }
    std::int64_t unread = 0;
    for (const store::RoundTally& tally : *tallies) {
        unread += tally.comments_pending;
    }
    if (unread == 0) {
        return {};
    }
    return base::fail(
        base::Error(Fault::conflict,
                    "so many comments that nobody has reviewed would be lost: their review key was "
                    "lost before this backup. Put the file keys/review back, restore a backup from "
                    "before it was lost, or give them up with --accept-lost-comments",
                    {.number = unread, .pointer = {}, .subject = {}}));
}

}  // namespace

Result<void> Restore::check_place(const RestoreOptions& options) const {
    if (!has_database(directory_)) {
        return {};
    }
    if (options.existing == ExistingDatabase::refuse) {
        return base::fail(DataDirectory::error(Fault::conflict,
                                               "there is a database already, which a restore would "
                                               "replace",
                                               directory_.database()));
    }
    const path aside = directory_.set_aside();
    std::error_code failure;
    if (std::filesystem::exists(directory_.database(), failure) &&
        std::filesystem::exists(aside, failure)) {
        return base::fail(
            DataDirectory::error(Fault::conflict,
                                 "an earlier restore has set a database aside: remove it first",
                                 aside));
    }
    return {};
}

Result<RestoreReport> Restore::stage(const RestoreOptions& options, const Staging& staging) const {
    const Result<Attachments> attachments = attachments_of(options);
    if (!attachments) {
        return base::fail(attachments.error());
    }
    Result<std::unique_ptr<Store>> store = unpack(options.backup, staging, clock_);
    const Result<Withdrawn> withdrawn = all_withdrawn(directory_, *attachments);
    if (const auto error = first_error(store, withdrawn)) {
        return base::fail(*error);
    }
    const store::KeyFiles machine(directory_.keys());
    store::KeyFiles staged(staging.directory().keys());
    const Result<RestoredKeys> keys = keys_for(**store, *attachments, machine, options);
    if (!keys) {
        return base::fail(keys.error());
    }
    if (const Result<void> kept = check_comments(**store, *keys, options); !kept) {
        return base::fail(kept.error());
    }
    Result<RestoreReport> report = settle_store(
        {.store = **store, .keys = staged, .today = clock_.today()}, *keys, *withdrawn);
    const Result<void> named = name_staging(**store, staging.directory());
    store->reset();  // empties the log: the database is one file again
    const Result<void> kept = stage_keys(*keys, staged);
    const Result<void> listed = stage_withdrawn(staging, *withdrawn);
    const Result<void> durable = store::DurableFile::sync(staging.directory().database());
    if (const auto error = first_error(report, named, kept, listed, durable)) {
        return base::fail(*error);
    }
    report->recovery_key_given = options.recovery_key.has_value();
    return report;
}

Result<RestoreReport> Restore::run(const RestoreOptions& options) {
    // Before anything is removed: what a killed restore left is finished when the service starts.
    if (const Result<void> free = check_place(options); !free) {
        return base::fail(free.error());
    }
    const Result<void> clean = Staging::remove_abandoned(directory_);
    const Result<Staging> staging = Staging::make(directory_);
    if (const auto error = first_error(clean, staging)) {
        return base::fail(*error);
    }
    Result<RestoreReport> report = stage(options, *staging);
    if (!report) {
        return report;
    }
    Result<path> aside = Placement(staging->directory(), directory_).run();
    if (!aside) {
        return base::fail(aside.error());
    }
    report->set_aside = std::move(*aside);
    return report;
}

}  // namespace lyhord::operations
