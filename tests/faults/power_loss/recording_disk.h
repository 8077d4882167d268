// Owns the record of what this program makes the file system change below one folder, in order. The
// program's own definitions of open(), write(), fsync() and their like come before the C library's,
// also for the database engine. No fsync waits for the real disk.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace lyhord::tests {

struct DiskChange {
    enum class Kind {
        write,        // file, at, bytes
        truncate,     // file, at: the new length
        sync,         // file
        enter,        // file, name: a new file, or another name of one
        leave,        // name
        move,         // name, to: in the same folder
        sync_folder,  // name
    };
    Kind kind{};
    int file = -1;  // counted from 0 as they are made; two files of one name are two
    std::uint64_t at = 0;
    std::string bytes = {};
    std::filesystem::path name = {};  // relative to the folder
    std::filesystem::path to = {};
};

class RecordingDisk {
public:
    // What is in `folder` is recorded first, as synced.
    static void start(const std::filesystem::path& folder);
    static std::vector<DiskChange> stop();
    // So far.
    static std::size_t changes();
};

}  // namespace lyhord::tests
