#include "app/data_owner.h"

#include <grp.h>
#include <pwd.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/core_dumps.h"
#include "store/data_directory.h"

namespace lyhord::app {
namespace {

// An owner without an account, as in a container, has no groups but the directory's.
bool take_groups(const struct stat& owned) {
    const passwd* const account = getpwuid(owned.st_uid);
    return account != nullptr ? initgroups(account->pw_name, owned.st_gid) == 0
                              : setgroups(1, &owned.st_gid) == 0;
}

}  // namespace

base::Result<std::string> become_owner_of(const std::filesystem::path& data) {
    struct stat owned{};
    if (geteuid() != 0 || stat(data.c_str(), &owned) != 0 || owned.st_uid == 0) {
        return std::string();
    }
    const passwd* const account = getpwuid(owned.st_uid);
    std::string name = account != nullptr ? account->pw_name : std::to_string(owned.st_uid);
    if (!take_groups(owned) || setgid(owned.st_gid) != 0 || setuid(owned.st_uid) != 0) {
        return base::fail(store::DataDirectory::error(
            base::Fault::forbidden, "cannot become the owner of the data directory", data));
    }
    forbid_dumps();
    return name;
}

}  // namespace lyhord::app
