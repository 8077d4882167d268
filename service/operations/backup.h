// Owns Backup: a copy of the database in use, with the private keys of the same moment wrapped to
// the recovery key, so that a burnt machine loses only what came after it.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "operations/staging.h"
#include "operations/wrapped_keys.h"
#include "store/keys/key_files.h"
#include "store/store.h"
#include "store/withdrawn_list.h"

namespace lyhord::operations {

enum class KeysInBackup {
    wrapped,
    left_out,  // strict mode: a burnt machine loses what was not yet counted
};

enum class WhyNoKeys { none, strict_mode, no_recovery_key };

struct BackupReport {
    std::filesystem::path path;
    std::int64_t bytes = 0;
    std::int64_t answers_pending = 0;  // sealed, not yet opened by a tick
    std::int64_t waiting_pieces = 0;   // sealed parts of answers, too few to be counted
    std::int64_t comments = 0;
    std::int64_t comments_pending = 0;  // sealed until reviewed
    std::int64_t keys_wrapped = 0;
    std::int64_t epochs_without_key = 0;  // whose key is lost on this machine too
    bool review_key_lost = false;         // there are comments that no key here opens
    WhyNoKeys why_no_keys = WhyNoKeys::none;
    std::vector<std::string> problems;  // of the database itself: `lyhord check` says more

    // For the operator, one sentence a line; the last say what a burnt machine would lose.
    std::vector<std::string> lines() const;
};

struct BackupParts {
    store::Store& store;
    store::KeyFiles& keys;
    const store::DataDirectory& directory;
    store::WithdrawnList& withdrawn;
    const base::Clock& clock;
    KeysInBackup keys_in_backup = KeysInBackup::wrapped;
};

struct RotationReport {
    BackupReport backup;
    std::vector<std::filesystem::path> removed;
};

// Works beside the running service, ticks included. One backup at a time.
class Backup {
public:
    explicit Backup(BackupParts parts) : parts_(parts) {}

    // Writes, verifies and makes durable; `path` appears whole or not at all. conflict: it exists.
    base::Result<BackupReport> run(const std::filesystem::path& path);

    // Writes "lyhord-2030-01-15.backup" (the second of a day "-2") into `folder`, and removes the
    // backups whose name is of a day more than `keep_days` ago, as remove_older() does: the newest
    // is never removed, even if no new one could be written. With the last backup that could hold
    // the texts of a round that was disposed of, the round's withdrawals are forgotten too.
    base::Result<RotationReport> rotate(const std::filesystem::path& folder, int keep_days);

private:
    struct Copy {
        Staging staging;
        std::vector<store::EpochRow> epochs;
        EpochKeys keys;
        std::optional<base::crypto::PublicKey> review;  // that comments are sealed to
        BackupReport report;
    };
    // What a restore needs to read the comments.
    struct ReviewKey {
        base::crypto::PublicKey public_key{};
        std::optional<base::crypto::Secret> private_key;
    };

    base::Result<Copy> consistent_copy();
    base::Result<Copy> copy_once();
    base::Result<ReviewKey> review_key(const Copy& copy);
    base::Result<void> attach(Copy& copy);
    base::Result<void> forget_disposed(const std::filesystem::path& folder, base::Day first_kept);
    base::Result<std::vector<store::Attachment>> wrapped_queue_keys(
        const base::crypto::PublicKey& recovery);
    base::Result<std::vector<store::Attachment>> wrapped_keys(
        const base::crypto::PublicKey& recovery, const Copy& copy, const ReviewKey& review);

    BackupParts parts_;
};

}  // namespace lyhord::operations
