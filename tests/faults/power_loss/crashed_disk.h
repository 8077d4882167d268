// Owns CrashedDisk: what a disk may hold after a power loss. What was synced is there. Of each
// file, what was not is gone, or there, or there up to a torn write, or there in sectors picked at
// random; names that were not synced are gone or there in their order.
#pragma once

#include <filesystem>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "faults/power_loss/recording_disk.h"

namespace lyhord::tests {

class CrashedDisk {
public:
    explicit CrashedDisk(const std::vector<DiskChange>& changes) : changes_(changes) {}

    // The power goes just before change number `to`. Forward only.
    void advance(std::size_t to);
    // Makes `folder`, which is not there, one of the states this may leave.
    void write_to(const std::filesystem::path& folder, std::mt19937_64& random) const;

private:
    using Changes = std::vector<const DiskChange*>;
    using Names = std::map<std::filesystem::path, int>;
    struct File {
        std::string synced;
        Changes unsynced;
    };

    void take(const DiskChange& change);
    Names names(std::mt19937_64& random) const;
    static std::string content(const File& file, std::mt19937_64& random);

    const std::vector<DiskChange>& changes_;
    std::size_t taken_ = 0;
    std::map<int, File> files_;
    Names names_;                                              // synced
    std::map<std::filesystem::path, Changes> unsynced_names_;  // by folder
};

}  // namespace lyhord::tests
