#include "store/sqlite/engine.h"

#include "base/log/log.h"
#include "store/sqlite/schema.h"
#include "store/sqlite_store.h"

namespace lyhord::store {
namespace {

// An empty database beside the keys of another one would take those for left over, and destroy
// them: what the real one holds could never be counted. Beside one that a restore set aside, it
// would be taken for what was restored.
base::Result<void> check_not_lost(const DataDirectory& directory) {
    std::error_code failure;
    if (std::filesystem::exists(directory.database(), failure)) {
        return {};
    }
    if (const auto aside = directory.set_aside(); std::filesystem::exists(aside, failure)) {
        return base::fail(DataDirectory::error(base::Fault::corrupt,
                                               "a restore was stopped before the new database was "
                                               "in its place: restore again (the old one is here)",
                                               aside));
    }
    const auto keys = names_in(directory.keys());
    if (!keys) {
        return base::fail(keys.error());
    }
    if (!keys->empty()) {
        return base::fail(DataDirectory::error(base::Fault::corrupt,
                                               "the database is gone, but its keys are here: put "
                                               "it back, or restore a backup",
                                               directory.database()));
    }
    return {};
}

bool room_may_help(const base::Error& error) {
    return error.fault() == base::Fault::unavailable || error.fault() == base::Fault::io;
}

}  // namespace

base::Result<std::unique_ptr<Store>> open_sqlite(const DataDirectory& directory,
                                                 const base::Clock& clock) {
    std::error_code failure;
    if (const base::Result<void> sound = check_not_lost(directory); !sound) {
        return base::fail(sound.error());
    }
    auto opened = sqlite::SqliteStore::open(directory.database(), clock);
    if (!opened && room_may_help(opened.error()) &&
        std::filesystem::remove(directory.ballast(), failure)) {
        // The log and its index need room too.
        base::log::warning("the database could not be opened; the ballast was released for it");
        opened = sqlite::SqliteStore::open(directory.database(), clock);
    }
    if (!opened) {
        return base::fail(opened.error());
    }
    return std::unique_ptr<Store>(std::move(*opened));
}

namespace sqlite {
namespace {

// What the engine cannot read is damage to the file, whichever table it is in.
base::Result<Arrivals> load_arrivals(Connection& connection, const std::filesystem::path& name) {
    base::Result<Arrivals> arrivals = Arrivals::load(connection);
    if (!arrivals && arrivals.error().fault() == base::Fault::corrupt) {
        return base::fail(DataDirectory::error(
            base::Fault::corrupt, "the database is damaged: restore it from a backup", name));
    }
    const std::vector<DamagedArrival> damaged =
        arrivals ? arrivals->damaged() : std::vector<DamagedArrival>{};
    if (!damaged.empty()) {
        base::log::error(base::Error(
            base::Fault::corrupt,
            "so many answers or replay keys that had just arrived are damaged and cannot be read: "
            "run 'lyhord check'",
            {.number = static_cast<std::int64_t>(damaged.size()), .pointer = {}, .subject = {}}));
    }
    return arrivals;
}

}  // namespace

SqliteStore::SqliteStore(std::filesystem::path database, Opened opened, const base::Clock& clock)
    : database_(std::move(database)),
      ballast_(database_.parent_path() / "ballast"),
      writer_(std::make_unique<Writer>(
          std::move(opened.connection), std::move(opened.arrivals), clock, ballast_)),
      readers_(database_) {}

base::Result<std::unique_ptr<SqliteStore>> SqliteStore::open(const std::filesystem::path& database,
                                                             const base::Clock& clock) {
    base::Result<Connection> connection = open_database(database);
    if (!connection) {
        return base::fail(connection.error());
    }
    base::Result<Arrivals> arrivals = load_arrivals(*connection, database);
    if (!arrivals) {
        return base::fail(arrivals.error());
    }
    return std::unique_ptr<SqliteStore>(
        new SqliteStore(database, {std::move(*connection), std::move(*arrivals)}, clock));
}

StoreHealth SqliteStore::health() const {
    StoreHealth health = writer_->health();
    health.has_room = !ballast_.is_released();
    return health;
}

base::Result<std::int64_t> SqliteStore::change(std::string_view sql,
                                               std::initializer_list<Value> values) {
    return writer_->write_apart<std::int64_t>([sql, values](Transaction& transaction) {
        return transaction.connection.change(sql, values);
    });
}

base::Result<void> SqliteStore::put(std::string_view sql, std::initializer_list<Value> values) {
    const base::Result<std::int64_t> done = change(sql, values);
    return done ? base::Result<void>{} : base::fail(done.error());
}

}  // namespace sqlite
}  // namespace lyhord::store
