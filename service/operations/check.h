// Owns Check: whether the database, the keys and the numbers of every round agree. It opens no
// answer and changes nothing.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "operations/ledger.h"
#include "store/keys/key_files.h"
#include "store/store.h"

namespace lyhord::operations {

struct CheckedData {
    std::int64_t schema = 0;
    std::int64_t epochs = 0;
    std::vector<RoundLedger> rounds;
    std::vector<std::string> problems;  // one line each, no content of answers

    bool sound() const { return problems.empty(); }
    // For the operator: the rounds, then the problems or that there are none.
    std::vector<std::string> lines() const;
};

struct CheckParts {
    store::Store& store;
    const store::KeyFiles& keys;
};

// Works beside the running service. An error means that the check itself could not be made.
class Check {
public:
    explicit Check(CheckParts parts) : parts_(parts) {}

    base::Result<CheckedData> run();

private:
    base::Result<std::vector<RoundLedger>> ledgers();
    base::Result<std::vector<std::string>> key_problems();
    base::Result<std::vector<std::string>> lasting_key_problems();
    base::Result<std::vector<std::string>> review_problems(std::int64_t unreviewed);

    CheckParts parts_;
};

}  // namespace lyhord::operations
