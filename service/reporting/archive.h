// Owns zip files, made in memory: the same bytes of the same files.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"

namespace lyhord::reporting {

struct ArchivedFile {
    std::string name;  // with '/' between folders; not empty, and no name twice
    std::string bytes;
};

// In the order given, deflated, with one fixed time. internal: a name is twice, or there is no
// memory.
base::Result<std::string> make_archive(const std::vector<ArchivedFile>& files);

}  // namespace lyhord::reporting
