#include "store/data_directory.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <utility>

namespace lyhord::store {
namespace {

// True if the folder is there afterwards. The mode is given to new folders only: an operator may
// have had a reason for another one.
bool make_private_folder(const std::filesystem::path& path) {
    std::error_code failure;
    if (std::filesystem::is_directory(path, failure)) {
        return true;
    }
    if (path.has_parent_path()) {
        std::filesystem::create_directories(path.parent_path(), failure);
    }
    return ::mkdir(path.c_str(), S_IRWXU) == 0 || errno == EEXIST;
}

}  // namespace

base::Error DataDirectory::error(base::Fault fault,
                                 base::Literal message,
                                 const std::filesystem::path& subject) {
    return base::Error(
        fault,
        message,
        {.number = {}, .pointer = {}, .subject = base::OperatorText({}, subject.string())});
}

base::Result<DataDirectory> DataDirectory::lock(const std::filesystem::path& path) {
    if (!make_private_folder(path)) {
        return base::fail(error(base::Fault::io, "cannot create the data directory", path));
    }
    const std::filesystem::path file = path / "lock";
    const int descriptor = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, S_IRUSR | S_IWUSR);
    if (descriptor < 0) {
        return base::fail(error(base::Fault::io, "cannot open the lock file", file));
    }
    DataDirectory directory(path, descriptor);
    if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
        return base::fail(
            error(base::Fault::busy, "another process uses the data directory", path));
    }
    for (const auto& folder : {directory.keys(), directory.certificate(), directory.backups()}) {
        if (!make_private_folder(folder)) {
            return base::fail(error(base::Fault::io, "cannot create the folder", folder));
        }
    }
    return directory;
}

DataDirectory::DataDirectory(DataDirectory&& other) noexcept
    : path_(std::move(other.path_)), lock_(std::exchange(other.lock_, -1)) {}

DataDirectory& DataDirectory::operator=(DataDirectory&& other) noexcept {
    std::swap(path_, other.path_);
    std::swap(lock_, other.lock_);
    return *this;
}

DataDirectory::~DataDirectory() {
    if (lock_ >= 0) {
        ::close(lock_);  // which gives the lock back
    }
}

base::Result<std::vector<std::string>> names_in(const std::filesystem::path& folder) {
    std::vector<std::string> names;
    std::error_code failure;
    for (std::filesystem::directory_iterator entry(folder, failure), end; !failure && entry != end;
         entry.increment(failure)) {
        names.push_back(entry->path().filename().string());
    }
    if (failure) {
        return base::fail(
            DataDirectory::error(base::Fault::io, "cannot list what is in the folder", folder));
    }
    return names;
}

}  // namespace lyhord::store
