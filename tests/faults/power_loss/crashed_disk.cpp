#include "faults/power_loss/crashed_disk.h"

#include <algorithm>
#include <fstream>

namespace lyhord::tests {
namespace {

using Kind = DiskChange::Kind;
using Random = std::mt19937_64;

constexpr std::uint64_t sector = 512;

void apply(const DiskChange& change, std::string& content) {
    if (change.kind == Kind::truncate) {
        content.resize(change.at);
        return;
    }
    content.resize(std::max<std::size_t>(content.size(), change.at + change.bytes.size()));
    content.replace(change.at, change.bytes.size(), change.bytes);
}

// Only the sectors that `keeps` says, each whole.
template <typename Keeps>
void apply_sectors(const DiskChange& change, std::string& content, Keeps keeps) {
    if (change.kind == Kind::truncate) {
        if (keeps(0)) {
            apply(change, content);
        }
        return;
    }
    std::uint64_t done = 0;
    for (std::uint64_t i = 0; done < change.bytes.size(); ++i) {
        const std::uint64_t at = change.at + done;
        const std::uint64_t length =
            std::min<std::uint64_t>(sector - at % sector, change.bytes.size() - done);
        if (keeps(i)) {
            apply({.kind = Kind::write, .at = at, .bytes = change.bytes.substr(done, length)},
                  content);
        }
        done += length;
    }
}

void apply(const DiskChange& change, std::map<std::filesystem::path, int>& names) {
    if (change.kind == Kind::enter) {
        names[change.name] = change.file;
    } else if (const auto old = names.extract(change.name);
               !old.empty() && change.kind == Kind::move) {
        names[change.to] = old.mapped();
    }
}

// Memory that processes share; after a crash the engine makes it anew.
bool is_shared_memory(const std::filesystem::path& name) { return name.string().ends_with("-shm"); }

}  // namespace

void CrashedDisk::advance(std::size_t to) {
    for (; taken_ < to; ++taken_) {
        take(changes_[taken_]);
    }
}

void CrashedDisk::take(const DiskChange& change) {
    switch (change.kind) {
        case Kind::write:
        case Kind::truncate:
            files_[change.file].unsynced.push_back(&change);
            break;
        case Kind::sync: {
            File& file = files_[change.file];
            for (const DiskChange* each : file.unsynced) {
                apply(*each, file.synced);
            }
            file.unsynced.clear();
            break;
        }
        case Kind::enter:
        case Kind::leave:
        case Kind::move:
            unsynced_names_[change.name.parent_path()].push_back(&change);
            break;
        case Kind::sync_folder: {
            const auto folder = change.name == "." ? std::filesystem::path() : change.name;
            for (const DiskChange* each : unsynced_names_[folder]) {
                apply(*each, names_);
            }
            unsynced_names_.erase(folder);
            break;
        }
    }
}

// A journal of the file system keeps their order.
CrashedDisk::Names CrashedDisk::names(Random& random) const {
    Names names = names_;
    for (const auto& [folder, changes] : unsynced_names_) {
        const std::size_t kept = random() % (changes.size() + 1);
        for (std::size_t i = 0; i < kept; ++i) {
            apply(*changes[i], names);
        }
    }
    return names;
}

std::string CrashedDisk::content(const File& file, Random& random) {
    std::string content = file.synced;
    const Changes& unsynced = file.unsynced;
    const auto fate = random() % 4;
    const std::size_t whole = fate == 0   ? 0
                              : fate == 1 ? unsynced.size()
                              : fate == 2 ? random() % (unsynced.size() + 1)
                                          : 0;
    for (std::size_t i = 0; i < whole; ++i) {
        apply(*unsynced[i], content);
    }
    if (fate == 2 && whole < unsynced.size()) {
        const std::uint64_t torn_at = random() % (unsynced[whole]->bytes.size() / sector + 1);
        apply_sectors(*unsynced[whole], content, [&](std::uint64_t i) { return i < torn_at; });
    }
    if (fate == 3) {
        for (const DiskChange* each : unsynced) {
            apply_sectors(*each, content, [&](std::uint64_t) { return random() % 2 == 0; });
        }
    }
    return content;
}

void CrashedDisk::write_to(const std::filesystem::path& folder, Random& random) const {
    std::filesystem::create_directories(folder);
    for (const auto& [name, file] : names(random)) {
        if (is_shared_memory(name)) {
            continue;
        }
        const auto known = files_.find(file);
        const std::string bytes =
            known == files_.end() ? std::string() : content(known->second, random);
        std::filesystem::create_directories((folder / name).parent_path());
        std::ofstream(folder / name, std::ios::binary) << bytes;
    }
}

}  // namespace lyhord::tests
