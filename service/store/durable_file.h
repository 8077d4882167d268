// Owns files that must survive a power loss: a function returns when the bytes, and the folder
// entry that names them, are on the disk. New files are 0600. Errors name the path: io, not_found,
// conflict, too_large.
#pragma once

#include <filesystem>

#include "base/bytes.h"
#include "base/result.h"

namespace lyhord::store {

class DurableFile {
public:
    // Whole or not at all: written beside `name`, then renamed over it.
    static base::Result<void> replace(const std::filesystem::path& name, base::ByteView bytes);
    // The same, but conflict if `name` exists: of two writers at once, one wins.
    static base::Result<void> create(const std::filesystem::path& name, base::ByteView bytes);
    // not_found if there is no such file.
    static base::Result<base::Bytes> read(const std::filesystem::path& name, std::size_t bytes_max);
    // The first bytes of a file of any length; fewer if it is shorter.
    static base::Result<base::Bytes> read_beginning(const std::filesystem::path& name,
                                                    std::size_t bytes);
    // Overwrites with zeros, then unlinks. No error if it is gone already.
    static base::Result<void> destroy(const std::filesystem::path& name);

    // Makes a file that others wrote, and its name, durable.
    static base::Result<void> sync(const std::filesystem::path& name);
    static base::Result<void> sync_folder(const std::filesystem::path& folder);
    // An empty file, 0600, for others to write to. conflict if it exists.
    static base::Result<void> reserve(const std::filesystem::path& name);
};

}  // namespace lyhord::store
