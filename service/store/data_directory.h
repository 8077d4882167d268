// Owns the data directory: its layout, its lock (one process at a time) and its errors. Paths in an
// Error are the operator's own.
//
//   lyhord.db           the database (with -wal and -shm)
//   lock                flock
//   control.sock        a command that finds the lock held sends itself here
//   keys/               private keys, never in a backup in plain form
//   certificate/        cert.pem, key.pem
//   backups/            rotated backups
//   ballast             room for disposals on a full disk (ballast.h)
//   alarms              who was told of what (app/monitoring)
//   served-by           the program that deploy/start.sh served with last
//   names               of people, imported by `lyhord names import`
//   site/               the municipality's own site.json, logo and languages
//   set-up.unfinished   deploy/start.sh has begun to set it up, and has not ended
//   withdrawn           ids of withdrawn texts, outside the database (restore applies them again)
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "base/result.h"

namespace lyhord::store {

class DataDirectory {
public:
    // Creates `path` (0700) if needed. busy: another process holds the lock.
    static base::Result<DataDirectory> lock(const std::filesystem::path& path);
    DataDirectory(DataDirectory&&) noexcept;
    DataDirectory& operator=(DataDirectory&&) noexcept;
    ~DataDirectory();

    const std::filesystem::path& path() const { return path_; }
    std::filesystem::path database() const { return path_ / "lyhord.db"; }
    // What was the database before a restore.
    std::filesystem::path set_aside() const { return path_ / "lyhord.db.before-restore"; }
    std::filesystem::path control_socket() const { return control_socket_in(path_); }
    std::filesystem::path keys() const { return path_ / "keys"; }
    std::filesystem::path certificate() const { return path_ / "certificate"; }
    std::filesystem::path site() const { return path_ / "site"; }
    std::filesystem::path backups() const { return path_ / "backups"; }
    std::filesystem::path withdrawn() const { return path_ / "withdrawn"; }
    std::filesystem::path alarms() const { return path_ / "alarms"; }
    std::filesystem::path ballast() const { return path_ / "ballast"; }

    std::filesystem::path own_names() const { return own_names_in(path_); }

    // For who has no lock on `path`: another process does.
    static std::filesystem::path own_names_in(const std::filesystem::path& path) {
        return path / "names";
    }
    static std::filesystem::path control_socket_in(const std::filesystem::path& path) {
        return path / "control.sock";
    }

    static base::Error error(base::Fault fault,
                             base::Literal message,
                             const std::filesystem::path& subject);

private:
    explicit DataDirectory(std::filesystem::path path, int lock)
        : path_(std::move(path)), lock_(lock) {}
    std::filesystem::path path_;
    int lock_ = -1;
};

// The names of what is in the folder, in no order. io: names the folder.
base::Result<std::vector<std::string>> names_in(const std::filesystem::path& folder);

}  // namespace lyhord::store
