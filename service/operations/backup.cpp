#include "operations/backup.h"

#include <algorithm>

#include "base/limits.h"
#include "base/log/log.h"
#include "operations/file_placement.h"
#include "operations/first_error.h"
#include "operations/recovery.h"
#include "operations/rotation.h"
#include "store/sqlite_store.h"

namespace lyhord::operations {
namespace {

using base::Bytes;
using base::Fault;
using base::Result;
using base::crypto::KeyPair;
using base::crypto::PublicKey;
using base::crypto::Secret;
using store::Attachment;

Bytes bytes_of(base::ByteView view) { return {view.begin(), view.end()}; }

store::Attachment wrapped(const PublicKey& recovery, std::string name, const Secret& key) {
    Bytes bytes = wrap_key(recovery, name, key);
    return {std::move(name), std::move(bytes)};
}

BackupReport counts_of(const std::vector<store::RoundTally>& tallies) {
    BackupReport report;
    for (const store::RoundTally& tally : tallies) {
        report.answers_pending += tally.pending;
        report.waiting_pieces += tally.waiting_pieces;
        report.comments += tally.comments;
        report.comments_pending += tally.comments_pending;
    }
    return report;
}

}  // namespace

// The copy and the keys must be of one moment. A key is made before its epoch is, and outlives it,
// so the keys before and after the copy cover it, unless a whole epoch passed in between.
Result<Backup::Copy> Backup::copy_once() {
    Result<EpochKeys> before = with_present_keys({}, parts_.keys);
    Result<Staging> staging = Staging::make(parts_.directory);
    if (const auto error = first_error(before, staging)) {
        return base::fail(*error);
    }
    const store::DataDirectory& place = staging->directory();
    if (const Result<void> copied = parts_.store.copy_to(place.database().string()); !copied) {
        return base::fail(copied.error());
    }
    Result<EpochKeys> keys = with_present_keys(std::move(*before), parts_.keys);
    const auto copy = store::open_sqlite(place, parts_.clock);
    if (const auto error = first_error(keys, copy)) {
        return base::fail(*error);
    }
    Result<std::vector<store::EpochRow>> epochs = (*copy)->epochs();
    const Result<std::vector<store::RoundTally>> tallies = (*copy)->tallies();
    const Result<std::optional<PublicKey>> review = (*copy)->review_key();
    if (const auto error = first_error(epochs, tallies, review)) {
        return base::fail(*error);
    }
    BackupReport report = counts_of(*tallies);
    report.epochs_without_key = static_cast<std::int64_t>(without_key(*epochs, *keys).size());
    return Copy{.staging = std::move(*staging),
                .epochs = std::move(*epochs),
                .keys = std::move(*keys),
                .review = *review,
                .report = std::move(report)};
}

Result<Backup::Copy> Backup::consistent_copy() {
    for (int tries = 1;; ++tries) {
        Result<Copy> copy = copy_once();
        // A key that is missing each time is lost, and no reason to be without a backup.
        if (!copy || copy->report.epochs_without_key == 0 ||
            tries == base::limits::backup_tries_max) {
            return copy;
        }
    }
}

// A key that is lost is not made anew while comments are sealed to it: a restore would take the
// other one for theirs.
Result<Backup::ReviewKey> Backup::review_key(const Copy& copy) {
    const Result<KeyPair> key =
        copy.review ? parts_.keys.present_review_key() : parts_.keys.review_key();
    if (key && (!copy.review || key->public_key == *copy.review)) {
        return ReviewKey{.public_key = key->public_key, .private_key = key->private_key};
    }
    if (!key && (!copy.review || key.error().fault() == Fault::io)) {
        return base::fail(key.error());
    }
    return ReviewKey{.public_key = *copy.review, .private_key = std::nullopt};
}

// A settlement meanwhile destroys the key of its round, which is no error.
Result<std::vector<Attachment>> Backup::wrapped_queue_keys(const PublicKey& recovery) {
    const Result<std::vector<base::Id>> rounds = parts_.keys.queue_keys();
    if (!rounds) {
        return base::fail(rounds.error());
    }
    std::vector<Attachment> out;
    for (const base::Id& round : *rounds) {
        const Result<KeyPair> key = parts_.keys.queue_key(round);
        if (!key && key.error().fault() != Fault::not_found) {
            return base::fail(key.error());
        }
        if (key) {
            out.push_back(
                wrapped(recovery, store::KeyFiles::queue_file_name(round), key->private_key));
        }
    }
    return out;
}

Result<std::vector<Attachment>> Backup::wrapped_keys(const PublicKey& recovery,
                                                     const Copy& copy,
                                                     const ReviewKey& review) {
    Result<std::vector<Attachment>> queues = wrapped_queue_keys(recovery);
    const Result<Secret> form = parts_.keys.form_key();
    if (const auto error = first_error(queues, form)) {
        return base::fail(*error);
    }
    std::vector<Attachment> out = std::move(*queues);
    if (review.private_key) {
        out.push_back(wrapped(recovery, std::string(store::review_key_name), *review.private_key));
    }
    out.push_back(wrapped(recovery, std::string(store::form_key_name), *form));
    for (const store::EpochRow& epoch : copy.epochs) {
        const KeyPair* key = epoch.drained ? nullptr : key_of(copy.keys, epoch);
        if (key != nullptr) {
            const store::EpochKeyName name{.round = epoch.round, .number = epoch.number};
            out.push_back(wrapped(recovery, store::KeyFiles::file_name(name), key->private_key));
        }
    }
    return out;
}

Result<void> Backup::attach(Copy& copy) {
    const Result<std::optional<PublicKey>> recovery = parts_.keys.recovery_key();
    const Result<ReviewKey> review = review_key(copy);
    const Result<store::Withdrawn> withdrawn = parts_.withdrawn.read();
    if (const auto error = first_error(recovery, review, withdrawn)) {
        return base::fail(*error);
    }
    copy.report.review_key_lost = !review->private_key;
    const bool strict = parts_.keys_in_backup == KeysInBackup::left_out;
    std::vector<Attachment> attachments;
    if (strict || !*recovery) {
        copy.report.why_no_keys = strict ? WhyNoKeys::strict_mode : WhyNoKeys::no_recovery_key;
    } else {
        Result<std::vector<Attachment>> keys = wrapped_keys(**recovery, copy, *review);
        if (!keys) {
            return base::fail(keys.error());
        }
        attachments = std::move(*keys);
        copy.report.keys_wrapped = static_cast<std::int64_t>(attachments.size());
        attachments.emplace_back(store::recovery_key_name, bytes_of(**recovery));
    }
    attachments.emplace_back(review_public_name, bytes_of(review->public_key));
    attachments.emplace_back(withdrawn_name,
                             bytes_of(base::as_bytes(store::print_withdrawn(*withdrawn))));
    return store::attach_to_backup(copy.staging.directory().database(), attachments);
}

Result<BackupReport> Backup::run(const std::filesystem::path& path) {
    std::error_code failure;
    if (std::filesystem::exists(path, failure)) {
        return base::fail(
            store::DataDirectory::error(Fault::conflict, "the file exists already", path));
    }
    // What a killed backup left holds texts: it goes now, not at the next disposal.
    const Result<void> clean = Staging::remove_abandoned(parts_.directory);
    Result<Copy> copy = consistent_copy();
    if (const auto error = first_error(clean, copy)) {
        return base::fail(*error);
    }
    if (const Result<void> attached = attach(*copy); !attached) {
        return base::fail(attached.error());
    }
    const std::filesystem::path finished = copy->staging.directory().database();
    const Result<store::CheckReport> verified = verified_backup(finished);
    if (!verified) {
        return base::fail(verified.error());
    }
    if (const Result<void> placed = move_backup(finished, path); !placed) {
        return base::fail(placed.error());
    }
    BackupReport report = std::move(copy->report);
    report.path = path;
    report.problems = verified->problems;
    report.bytes = static_cast<std::int64_t>(std::filesystem::file_size(path, failure));
    return report;
}

Result<RotationReport> Backup::rotate(const std::filesystem::path& folder, int keep_days) {
    const base::Day today = parts_.clock.today();
    Result<std::vector<RotatedBackup>> found = rotated_backups(folder);
    if (!found) {
        return base::fail(found.error());
    }
    RotatedBackup next{.day = today, .number = 1};
    while (std::ranges::find(*found, next) != found->end()) {
        ++next.number;
    }
    Result<BackupReport> made = run(folder / next.file_name());
    const base::Day first_kept = today.plus(-keep_days);
    Result<std::vector<std::filesystem::path>> removed = remove_older(folder, first_kept);
    if (const auto error = first_error(made, removed)) {
        return base::fail(*error);
    }
    if (const Result<void> forgotten = forget_disposed(folder, first_kept); !forgotten) {
        return base::fail(forgotten.error());
    }
    return RotationReport{.backup = std::move(*made), .removed = std::move(*removed)};
}

// As long as there is a backup from before the disposal, a restore of it must destroy first what
// was withdrawn. Nobody knows the day of one that is dated in the future: the clock was ahead then,
// or is behind now.
Result<void> Backup::forget_disposed(const std::filesystem::path& folder, base::Day first_kept) {
    const Result<std::vector<RotatedBackup>> backups = rotated_backups(folder);
    if (!backups || backups->empty()) {
        return backups ? Result<void>{} : base::fail(backups.error());
    }
    if (backups->back().day > parts_.clock.today()) {
        constexpr base::Literal event =
            "a backup is dated in the future, and will be kept that much longer: if the clock is "
            "right, rename or remove it";
        const std::filesystem::path file = folder / backups->back().file_name();
        base::log::warning(event,
                           store::DataDirectory::error(Fault::invalid, event, file).details());
        return {};
    }
    const base::Day oldest = std::min(first_kept, backups->front().day);
    const Result<std::vector<domain::Round>> rounds = parts_.store.rounds();
    const Result<std::vector<store::DisposalRow>> receipts = parts_.store.disposals();
    if (const auto error = first_error(rounds, receipts)) {
        return base::fail(*error);
    }
    std::set<base::Id> disposed;
    for (const domain::Round& round : *rounds) {
        const bool gone = std::ranges::any_of(*receipts, [&](const store::DisposalRow& receipt) {
            return receipt.slug == round.slug && receipt.round_number == round.number &&
                   receipt.day < oldest;
        });
        if (gone) {
            disposed.insert(round.id);
        }
    }
    return parts_.withdrawn.forget(disposed);
}

std::vector<std::string> BackupReport::lines() const {
    std::vector<std::string> lines{
        "backup written and verified: " + path.string() + " (" + std::to_string(bytes) + " bytes)",
        "it holds " + std::to_string(answers_pending) + " sealed answers, " +
            std::to_string(waiting_pieces) + " sealed pieces that wait for a batch, and " +
            std::to_string(comments) + " comments, " + std::to_string(comments_pending) +
            " of them not yet reviewed"};
    if (epochs_without_key > 0) {
        lines.push_back("the keys of " + std::to_string(epochs_without_key) +
                        " epochs are not in keys/: what is sealed to them is lost on this "
                        "machine too; run 'lyhord check'");
    }
    if (review_key_lost) {
        lines.push_back("the review key in keys/ is missing, or not the one that " +
                        std::to_string(comments_pending) +
                        " comments are sealed to: only a backup from before it was lost can give "
                        "it back; put one aside before it rotates away, and run 'lyhord check'");
    }
    for (const std::string& problem : problems) {
        lines.push_back("the database itself has a problem: " + problem);
    }
    if (why_no_keys == WhyNoKeys::none) {
        lines.push_back(std::to_string(keys_wrapped) +
                        " keys are in it, wrapped to the recovery key: with that key, a burnt "
                        "machine loses only what comes after this backup");
        return lines;
    }
    lines.emplace_back(why_no_keys == WhyNoKeys::strict_mode
                           ? "strict mode: no keys are in it"
                           : "no keys are in it, since there is no recovery key: 'lyhord keys "
                             "recovery' makes one");
    lines.emplace_back(
        "if this machine burns, the sealed answers and pieces and the comments that "
        "are not yet reviewed cannot be read from this backup by anybody");
    return lines;
}

}  // namespace lyhord::operations
