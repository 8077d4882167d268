#include "operations/file_placement.h"

#include "operations/file_names.h"
#include "store/data_directory.h"
#include "store/durable_file.h"

namespace lyhord::operations {
namespace {

using base::Fault;
using base::Result;
using std::filesystem::path;
using store::DataDirectory;

// A file that goes unless it has got its name.
class Unfinished {
public:
    explicit Unfinished(path file) : file_(std::move(file)) {}
    Unfinished(const Unfinished&) = delete;
    Unfinished& operator=(const Unfinished&) = delete;
    ~Unfinished() {
        std::error_code ignored;
        std::filesystem::remove(file_, ignored);
    }
    const path& file() const { return file_; }

private:
    path file_;
};

Result<void> copy_across(const path& file, const path& place) {
    path beside = place;
    beside += partial_suffix;
    const Unfinished unfinished(beside);
    if (const Result<void> copied = copy_durably(file, beside); !copied) {
        return copied;
    }
    const Result<store::CheckReport> verified = verified_backup(beside);
    return verified ? rename_durably(beside, place) : base::fail(verified.error());
}

}  // namespace

Result<void> copy_durably(const path& from, const path& to) {
    std::error_code failure;
    std::filesystem::copy_file(
        from, to, std::filesystem::copy_options::overwrite_existing, failure);
    if (!failure) {
        using enum std::filesystem::perms;
        std::filesystem::permissions(to, owner_read | owner_write, failure);
    }
    if (failure) {
        return base::fail(DataDirectory::error(Fault::io, "cannot write the file", to));
    }
    return store::DurableFile::sync(to);
}

Result<void> rename_durably(const path& from, const path& to) {
    std::error_code failure;
    std::filesystem::rename(from, to, failure);
    if (failure) {
        return base::fail(DataDirectory::error(Fault::io, "cannot rename to this file", to));
    }
    return store::DurableFile::sync_folder(to.parent_path());
}

Result<store::CheckReport> verified_backup(const path& file) {
    Result<store::CheckReport> report = store::verify_backup(file);
    if (report && !report->integrity) {
        return base::fail(DataDirectory::error(Fault::corrupt, "the backup is damaged", file));
    }
    return report;
}

Result<void> move_backup(const path& file, const path& place) {
    std::error_code failure;
    if (std::filesystem::exists(place, failure)) {
        return base::fail(DataDirectory::error(Fault::conflict, "the file exists already", place));
    }
    std::filesystem::rename(file, place, failure);
    if (failure == std::errc::cross_device_link) {
        return copy_across(file, place);
    }
    if (failure) {
        return base::fail(DataDirectory::error(Fault::io, "cannot write the backup", place));
    }
    return store::DurableFile::sync(place);
}

}  // namespace lyhord::operations
