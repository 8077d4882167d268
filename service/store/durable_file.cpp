#include "store/durable_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <string>

#include "base/random.h"
#include "store/data_directory.h"

namespace lyhord::store {
namespace {

using base::ByteView;
using base::Fault;
using base::Result;
using std::filesystem::path;

std::unexpected<base::Error> fail_at(Fault fault, base::Literal message, const path& subject) {
    return std::unexpected(DataDirectory::error(fault, message, subject));
}

// Closes the descriptor when it goes.
class Descriptor {
public:
    Descriptor(const path& name, int flags)
        : number_(::open(name.c_str(), flags | O_CLOEXEC, S_IRUSR | S_IWUSR)) {}
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    ~Descriptor() {
        if (number_ >= 0) {
            ::close(number_);
        }
    }
    bool is_open() const { return number_ >= 0; }
    int number() const { return number_; }

private:
    int number_;
};

bool write_all(int descriptor, ByteView bytes) {
    while (!bytes.empty()) {
        const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) {
            continue;
        }
        if (written <= 0) {
            return false;
        }
        bytes = bytes.subspan(static_cast<std::size_t>(written));
    }
    return true;
}

// A name that no other writer uses at the same time.
path neighbour(const path& name) {
    base::SystemRandom random;
    path out = name;
    out += "." + base::hex(random.id()) + ".new";
    return out;
}

Result<path> write_neighbour(const path& name, ByteView bytes) {
    path beside = neighbour(name);
    const Descriptor file(beside, O_WRONLY | O_CREAT | O_EXCL);
    if (!file.is_open()) {
        return fail_at(Fault::io, "cannot create the file", name);
    }
    if (!write_all(file.number(), bytes) || ::fsync(file.number()) != 0) {
        ::unlink(beside.c_str());
        return fail_at(Fault::io, "cannot write the file", name);
    }
    return beside;
}

}  // namespace

Result<void> DurableFile::replace(const path& name, ByteView bytes) {
    const Result<path> beside = write_neighbour(name, bytes);
    if (!beside) {
        return base::fail(beside.error());
    }
    if (::rename(beside->c_str(), name.c_str()) != 0) {
        ::unlink(beside->c_str());
        return fail_at(Fault::io, "cannot rename the file", name);
    }
    return sync_folder(name.parent_path());
}

Result<void> DurableFile::create(const path& name, ByteView bytes) {
    const Result<path> beside = write_neighbour(name, bytes);
    if (!beside) {
        return base::fail(beside.error());
    }
    // Unlike a rename, a link never replaces what is there.
    if (::link(beside->c_str(), name.c_str()) == 0) {
        ::unlink(beside->c_str());
        return sync_folder(name.parent_path());
    }
    const Fault fault = errno == EEXIST ? Fault::conflict : Fault::io;
    if (const Result<void> gone = destroy(*beside); !gone) {
        return gone;
    }
    return fault == Fault::conflict ? fail_at(fault, "the file exists already", name)
                                    : fail_at(fault, "cannot create the file", name);
}

Result<base::Bytes> DurableFile::read(const path& name, std::size_t bytes_max) {
    Result<base::Bytes> out = read_beginning(name, bytes_max + 1);
    if (out && out->size() > bytes_max) {
        base::wipe(*out);
        return fail_at(Fault::too_large, "the file is too long", name);
    }
    return out;
}

Result<base::Bytes> DurableFile::read_beginning(const path& name, std::size_t bytes) {
    const Descriptor file(name, O_RDONLY);
    if (!file.is_open()) {
        return errno == ENOENT ? fail_at(Fault::not_found, "there is no such file", name)
                               : fail_at(Fault::io, "cannot open the file", name);
    }
    base::Bytes out(bytes);
    std::size_t filled = 0;
    while (filled < out.size()) {
        const ssize_t got = ::read(file.number(), out.data() + filled, out.size() - filled);
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got < 0) {
            return fail_at(Fault::io, "cannot read the file", name);
        }
        if (got == 0) {
            break;
        }
        filled += static_cast<std::size_t>(got);
    }
    out.resize(filled);
    return out;
}

Result<void> DurableFile::destroy(const path& name) {
    {
        const Descriptor file(name, O_WRONLY | O_NOFOLLOW);
        if (!file.is_open()) {
            return errno == ENOENT ? Result<void>{}
                                   : fail_at(Fault::io, "cannot open the file", name);
        }
        struct stat status{};
        if (::fstat(file.number(), &status) != 0) {
            return fail_at(Fault::io, "cannot look at the file", name);
        }
        const base::Bytes zeros(static_cast<std::size_t>(status.st_size));
        if (!write_all(file.number(), zeros) || ::fsync(file.number()) != 0) {
            return fail_at(Fault::io, "cannot overwrite the file", name);
        }
    }
    if (::unlink(name.c_str()) != 0 && errno != ENOENT) {
        return fail_at(Fault::io, "cannot remove the file", name);
    }
    return sync_folder(name.parent_path());
}

Result<void> DurableFile::sync(const path& name) {
    const Descriptor file(name, O_RDONLY);
    if (!file.is_open() || ::fsync(file.number()) != 0) {
        return fail_at(Fault::io, "cannot make the file durable", name);
    }
    return sync_folder(name.parent_path());
}

Result<void> DurableFile::sync_folder(const path& folder) {
    const Descriptor opened(folder.empty() ? path(".") : folder, O_RDONLY | O_DIRECTORY);
    if (!opened.is_open() || ::fsync(opened.number()) != 0) {
        return fail_at(Fault::io, "cannot make the folder durable", folder);
    }
    return {};
}

Result<void> DurableFile::reserve(const path& name) {
    const Descriptor file(name, O_WRONLY | O_CREAT | O_EXCL);
    if (!file.is_open()) {
        return errno == EEXIST ? fail_at(Fault::conflict, "the file exists already", name)
                               : fail_at(Fault::io, "cannot create the file", name);
    }
    return {};
}

}  // namespace lyhord::store
