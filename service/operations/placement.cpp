#include "operations/placement.h"

#include <algorithm>
#include <memory>
#include <ranges>

#include "base/json/json.h"
#include "base/limits.h"
#include "base/log/log.h"
#include "operations/file_placement.h"
#include "operations/first_error.h"
#include "operations/staging.h"
#include "store/durable_file.h"
#include "store/withdrawn_list.h"

namespace lyhord::operations {
namespace {

using base::Fault;
using base::Result;
using std::filesystem::path;
using store::DataDirectory;
using store::DurableFile;

constexpr std::string_view placement_document = "restored";
constexpr std::string_view staging_field = "staging";

path with_suffix(path name, std::string_view suffix) {
    name += suffix;
    return name;
}

bool is_there(const path& file) {
    std::error_code failure;
    return std::filesystem::exists(file, failure);
}

// The content of a key file, for as long as it is needed.
class KeyBytes {
public:
    explicit KeyBytes(Result<base::Bytes> bytes) : bytes_(std::move(bytes)) {}
    KeyBytes(const KeyBytes&) = delete;
    KeyBytes& operator=(const KeyBytes&) = delete;
    ~KeyBytes() {
        if (bytes_) {
            base::wipe(*bytes_);
        }
    }
    const Result<base::Bytes>& read() const { return bytes_; }
    bool is_readable() const { return bytes_ || bytes_.error().fault() == Fault::not_found; }
    Result<void> put(const path& file) const {
        return bytes_ ? DurableFile::replace(file, *bytes_) : DurableFile::destroy(file);
    }

private:
    Result<base::Bytes> bytes_;
};

std::shared_ptr<const KeyBytes> key_bytes(const path& file) {
    return std::make_shared<const KeyBytes>(
        DurableFile::read(file, base::limits::key_file_bytes_max));
}

// Nothing if the database was not restored here.
Result<path> staging_of(const DataDirectory& directory, store::Store& store) {
    const Result<std::optional<std::string>> document = store.document(placement_document);
    if (!document) {
        return base::fail(document.error());
    }
    const Result<base::Json> json =
        *document ? base::Json::parse(**document) : Result<base::Json>(base::Json::object());
    const base::Json* name = json ? json->find(staging_field) : nullptr;
    const bool is_named = name != nullptr && name->as_string() != nullptr;
    return is_named ? Staging::folder(directory, *name->as_string()) : path{};
}

}  // namespace

bool has_database(const DataDirectory& directory) {
    return is_there(directory.database()) || is_there(with_suffix(directory.database(), "-wal"));
}

Result<path> Placement::run() {
    const Result<path> aside = place_database();
    const Result<void> rest = aside ? place_rest() : base::fail(aside.error());
    if (!rest) {
        undo();
        return base::fail(rest.error());
    }
    return aside;
}

Result<void> Placement::finish() {
    const Result<void> rest = place_rest();
    if (!rest) {
        undo();
    }
    return rest;
}

// The old database goes aside first, then its log: the other way round, a kill in between would
// lose the log's rows.
Result<path> Placement::place_database() {
    const path database = place_.database();
    const path aside = has_database(place_) ? place_.set_aside() : path{};
    for (const std::string_view part : {"", "-wal", "-shm"}) {
        const path from = with_suffix(database, part);
        if (aside.empty() || !is_there(from)) {
            continue;
        }
        if (const Result<void> moved = move(from, with_suffix(aside, part)); !moved) {
            return base::fail(moved.error());
        }
    }
    const Result<void> placed = move(staged_.database(), database);
    return placed ? Result<path>(aside) : base::fail(placed.error());
}

Result<void> Placement::place_rest() {
    Result<std::vector<std::string>> names = store::names_in(staged_.keys());
    const Result<store::Withdrawn> withdrawn = store::WithdrawnList(staged_.withdrawn()).read();
    if (const auto error = first_error(names, withdrawn)) {
        return base::fail(*error);
    }
    std::ranges::sort(*names);
    for (const std::string& name : *names) {
        if (const Result<void> placed = place_key(name); !placed) {
            return placed;
        }
    }
    return withdrawn->empty() ? Result<void>{}
                              : store::WithdrawnList(place_.withdrawn()).add(*withdrawn);
}

// That it can be undone is noted first: a rename may have happened though its folder could not be
// made durable.
Result<void> Placement::move(const path& from, const path& to) {
    undo_.emplace_back([from, to]() -> Result<void> {
        return is_there(from) ? Result<void>{} : rename_durably(to, from);
    });
    return rename_durably(from, to);
}

// Copied, not renamed: keys/ may be on another file system.
Result<void> Placement::place_key(const std::string& name) {
    const path file = place_.keys() / name;
    const std::shared_ptr<const KeyBytes> before = key_bytes(file);
    const std::shared_ptr<const KeyBytes> after = key_bytes(staged_.keys() / name);
    if (!before->is_readable() || !after->read()) {
        return base::fail(!before->is_readable() ? before->read().error() : after->read().error());
    }
    undo_.emplace_back([file, before] { return before->put(file); });
    return after->put(file);
}

void Placement::undo() {
    for (const auto& step : undo_ | std::views::reverse) {
        if (const Result<void> undone = step(); !undone) {
            base::log::error(undone.error());
        }
    }
    undo_.clear();
}

Result<void> name_staging(store::Store& store, const DataDirectory& staged) {
    base::Json document = base::Json::object();
    document.set(staging_field, staged.path().filename().string());
    return store.put_document(placement_document, document.dump());
}

Result<void> finish_restore(const DataDirectory& directory, store::Store& store) {
    const Result<path> folder = staging_of(directory, store);
    if (!folder || folder->empty() || !is_there(*folder)) {
        return folder ? Result<void>{} : base::fail(folder.error());
    }
    const Result<DataDirectory> staged = DataDirectory::lock(*folder);
    return staged ? Placement(*staged, directory).finish() : base::fail(staged.error());
}

}  // namespace lyhord::operations
