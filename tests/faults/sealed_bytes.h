// Owns the attacker's opener: written from the format in domain/sealer.h and sharing nothing with
// it, it tries every key it has on every byte that could begin a sealed record.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/crypto/crypto.h"
#include "domain/fragment.h"

namespace lyhord::tests {

// By the name of its file: "epoch-...", "review".
using PrivateKeys = std::map<std::string, base::crypto::KeyPair>;

// All private keys of P-256 in a folder of keys.
PrivateKeys keys_in(const std::filesystem::path& folder);

struct OpenedRecord {
    std::string key;  // the name of the key that opened it
    std::size_t offset = 0;
    base::Bytes record_id;
    base::Bytes plain;
};

// What can be opened of a file's bytes, in order of offset, each record once.
class Attacker {
public:
    Attacker(PrivateKeys keys, const base::Id& round) : keys_(std::move(keys)), round_(round) {}

    std::vector<OpenedRecord> open_bytes(std::string_view bytes);
    std::vector<OpenedRecord> open_file(const std::filesystem::path& file);
    // Also the rows of the tables, since a long record does not lie in one piece.
    std::vector<OpenedRecord> open_database(const std::filesystem::path& database);

private:
    std::optional<OpenedRecord> open_at(std::string_view bytes);
    std::optional<base::crypto::Secret> hour_secret(const std::string& key,
                                                    base::ByteView ephemeral);

    PrivateKeys keys_;
    base::Id round_;
    std::map<std::string, std::optional<base::crypto::Secret>> hours_;
};

// Answers or waiting pieces among the opened; comments are left out.
std::vector<std::vector<domain::Fragment>> answers_of(const std::vector<OpenedRecord>& opened);

// The blobs of one column, in the order of the query.
std::vector<base::Bytes> select_blobs(const std::filesystem::path& database, const char* sql);
std::vector<std::string> select_texts(const std::filesystem::path& database, const char* sql);

}  // namespace lyhord::tests
