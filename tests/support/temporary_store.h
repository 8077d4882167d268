// Owns TemporaryStore: a real SQLite store in a folder that goes with the test.
#pragma once

#include <gtest/gtest.h>
#include <stdlib.h>

#include <filesystem>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>

#include "base/clock.h"
#include "store/sqlite_store.h"

namespace lyhord::tests {

class TemporaryFolder {
public:
    TemporaryFolder() {
        std::string pattern = testing::TempDir() + "lyhord-XXXXXX";
        if (::mkdtemp(pattern.data()) == nullptr) {
            throw std::runtime_error("no temporary folder");
        }
        path_ = pattern;
    }
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;
    ~TemporaryFolder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }

    const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
};

class TemporaryStore {
public:
    explicit TemporaryStore(const base::Clock& clock) {
        directory_.emplace(store::DataDirectory::lock(folder_.path()).value());
        store_ = store::open_sqlite(*directory_, clock).value();
    }

    store::Store& operator*() { return *store_; }
    store::Store* operator->() { return store_.get(); }
    const store::DataDirectory& directory() const { return *directory_; }
    const std::filesystem::path& path() const { return folder_.path(); }
    // What is left is the files. Nothing may use the store any more.
    void close() { store_.reset(); }

private:
    TemporaryFolder folder_;
    std::optional<store::DataDirectory> directory_;
    std::unique_ptr<store::Store> store_;
};

}  // namespace lyhord::tests
