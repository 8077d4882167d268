// Owns Staging: a data directory inside the data directory, in which a backup or a restored
// database is put together before it takes its place. It goes with the object; what a kill left
// behind is recognized by its lock being free.
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "base/result.h"
#include "store/data_directory.h"

namespace lyhord::operations {

class Staging {
public:
    static base::Result<Staging> make(const store::DataDirectory& directory);
    // In a data directory that another process may have locked.
    static base::Result<Staging> make_in(const std::filesystem::path& data);
    // Removes what a killed backup or restore left: it may hold texts and keys.
    static base::Result<void> remove_abandoned(const store::DataDirectory& directory);
    // Where a staging of this name stands or stood; empty if no staging has such a name.
    static std::filesystem::path folder(const store::DataDirectory& directory,
                                        const std::string& name);

    Staging(Staging&&) noexcept = default;
    Staging& operator=(Staging&&) = delete;
    Staging(const Staging&) = delete;
    Staging& operator=(const Staging&) = delete;
    ~Staging();

    const store::DataDirectory& directory() const { return *directory_; }

private:
    explicit Staging(store::DataDirectory directory);
    std::unique_ptr<store::DataDirectory> directory_;  // null once moved from
};

}  // namespace lyhord::operations
