// Owns disposal (gallring): texts are destroyed on their day, by a recorded decision, in the
// database and in every backup of the data directory, and leave a receipt.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/random.h"
#include "base/result.h"
#include "store/data_directory.h"
#include "store/store.h"

namespace lyhord::operations {

// A round whose texts are to be disposed of now or soon.
struct DueTexts {
    base::Id round{};
    std::string slug;
    std::int64_t number = 0;
    base::Day day;          // free_text_delete_date
    bool has_come = false;  // the day; else it comes within limits::disposal_reminder_days
    bool settled = false;   // only then they can be disposed of
    std::int64_t texts = 0;

    std::string line() const;
};

struct DisposalReport {
    std::vector<store::DisposalRow> receipts;    // of this run
    std::vector<DueTexts> not_settled;           // due, but not touched
    std::vector<std::filesystem::path> cleaned;  // backups
    std::vector<std::filesystem::path> removed;  // backups that were too damaged to be cleaned

    std::vector<std::string> lines() const;
};

class Disposal {
public:
    Disposal(store::Store& store, const store::DataDirectory& directory)
        : store_(store), directory_(directory) {}

    // By day. A round whose texts are all gone, with a receipt, is not in it.
    base::Result<std::vector<DueTexts>> list(base::Day today);

    // invalid: `decision` is blank. After an error the run can be repeated: it goes on where it
    // ended. Backups elsewhere are not reached: their own rotation must be as short.
    base::Result<DisposalReport> run(std::string_view decision, base::Day today);

private:
    base::Result<void> dispose(const DueTexts& due, std::string_view decision, base::Day today);

    store::Store& store_;
    const store::DataDirectory& directory_;
};

}  // namespace lyhord::operations
